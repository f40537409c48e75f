import type { Flag } from '../../src/flag.ts';
import type { Coverage } from '../../src/protocol.ts';
import { isFlag } from '../../src/verdict.ts';
import type { Truth } from './posts.ts';
import type { Step } from './walk.ts';

/** Entry of the sample pack. */
export const SAMPLE_ENTRY = 'momoru';

const TRUTHS: Record<Truth, string> = {
  planted: 'Momoru is in it',
  'non-match': 'no Momoru',
  beside: 'clip beside the project',
};

const isFlagged = ({ flag }: Step): boolean => flag !== null && isFlag(flag.verdict.kind);
const isRight = (step: Step): boolean => isFlagged(step) && step.flag?.verdict.entries[0]?.entry === SAMPLE_ENTRY;

function describe({ verdict }: Flag): string {
  const [entry] = verdict.entries;
  const whose = entry === undefined ? '' : ` looks like ${entry.entry} (${entry.bestScore.toFixed(2)}, ${entry.state})`;
  const cues = verdict.signs.filter(({ strength }) => strength === 'strong').map(({ cue }) => `"${cue}"`);
  return `${verdict.kind}${whose}${cues.length > 0 ? `, caption says ${cues.join(', ')}` : ''}`;
}

/** One line per post: what the extension says, and what is true. */
export function lineOf(step: Step, at: string): string {
  const { sample, flag } = step;
  const isWrong = sample.clip.truth === 'planted' ? !isRight(step) : isFlagged(step);
  const said = flag === null ? 'nothing to tell' : describe(flag);
  return `${at}  ${isWrong ? 'WRONG' : 'ok   '}  ${sample.post.id}  ${said}  [${TRUTHS[sample.clip.truth]}]`;
}

export interface Outcome {
  readonly planted: number;
  readonly flaggedRight: number;
  readonly others: number;
  readonly falseFlags: number;
}

export function outcomeOf(steps: readonly Step[]): Outcome {
  const planted = steps.filter(({ sample }) => sample.clip.truth === 'planted');
  const others = steps.filter(({ sample }) => sample.clip.truth !== 'planted');
  return {
    planted: planted.length,
    flaggedRight: planted.filter(isRight).length,
    others: others.length,
    falseFlags: others.filter(isFlagged).length,
  };
}

export function summaryOf(steps: readonly Step[], coverage: Coverage, seconds: number): string {
  const { planted, flaggedRight, others, falseFlags } = outcomeOf(steps);
  const unreadable = Object.entries(coverage.unreadable).map(([why, count]) => `${count} ${why}`);
  return [
    `Planted clips flagged with the right name: ${flaggedRight} of ${planted}`,
    `False flags: ${falseFlags} of ${others} clips without Momoru`,
    `Looked at: ${coverage.looked} posts; not readable: ${unreadable.join(', ') || 'none'}`,
    `Time: ${seconds.toFixed(0)} s for ${steps.length} posts`,
  ].join('\n');
}
