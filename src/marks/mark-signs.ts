import description from '../../models/marks.json' with { type: 'json' };
import type { Box, Reading } from '../match.ts';
import type { Sign, SignNote } from '../sign.ts';
import { type MarkGenerator, parseMarksDescription } from './description.ts';
import type { MarkSeen } from './mark.ts';

const GENERATORS = parseMarksDescription(description).generators;

/** As people call it; "AI" for a mark that says so and no more, and for one of a model that is not installed. */
export function markName(mark: string): string {
  const name = GENERATORS.find((generator) => generator.class === mark)?.name ?? '';
  return name === '' ? 'AI' : name;
}

/** One frame may fool the network; two of the same moment are one. */
const SIGHTINGS_APART_SECONDS = 0.5;
/** Sora's mark jumps every two to three seconds: one that has not within this is something else, or was put there. */
const MUST_JUMP_SECONDS = 6;
/** Middles nearer than this, in frame sides, are one place. */
const SAME_PLACE = 0.06;

interface Sighting extends MarkSeen {
  readonly time: number;
}

const isSamePlace = (a: Box, b: Box): boolean =>
  Math.abs(a.x + a.width / 2 - b.x - b.width / 2) < SAME_PLACE &&
  Math.abs(a.y + a.height / 2 - b.y - b.height / 2) < SAME_PLACE;

/** The sightings that belong together: all of a mark that moves, the largest number at one place of one that stays. */
function together(sightings: readonly Sighting[], moves: boolean): readonly Sighting[] {
  if (moves) return sightings;
  const groups = sightings.map((one) => sightings.filter((other) => isSamePlace(one.box, other.box)));
  return groups.reduce((a, b) => (b.length > a.length ? b : a), []);
}

const spanOf = (sightings: readonly Sighting[]): number => {
  const times = sightings.map(({ time }) => time);
  return Math.max(...times) - Math.min(...times);
};

function signOf(generator: MarkGenerator, sightings: readonly Sighting[]): Sign | null {
  const kept = together(sightings, generator.moves);
  const best = kept.reduce<Sighting | null>((a, b) => (a === null || b.score > a.score ? b : a), null);
  if (best === null) return null;
  const hasJumped = kept.some((one) => !isSamePlace(one.box, best.box));
  const span = spanOf(kept);
  const isStuck = generator.moves && !hasJumped && span >= MUST_JUMP_SECONDS;
  const isClear = hasJumped || best.score >= generator.sureScore;
  const isSure = generator.status === 'measured' && span >= SIGHTINGS_APART_SECONDS && isClear && !isStuck;
  const notes: SignNote[] = [
    ...(span < SIGHTINGS_APART_SECONDS ? [] : [hasJumped ? ('jumps' as const) : ('stays' as const)]),
    ...(generator.status === 'experimental' ? ['experimental' as const] : []),
    'can-be-faked',
  ];
  return {
    kind: 'mark',
    strength: isSure ? 'strong' : 'weak',
    cue: markName(generator.class),
    generator: generator.name,
    notes,
    box: best.box,
  };
}

/** Signs of the marks seen over all reads of a video: strong once the same was seen in two, and it behaves as it should. */
export function markSigns(readings: readonly Pick<Reading, 'time' | 'marks'>[]): Sign[] {
  return GENERATORS.flatMap((generator) => {
    const sightings = readings.flatMap(({ time, marks }) =>
      (marks ?? []).filter(({ mark }) => mark === generator.class).map((seen) => ({ ...seen, time })),
    );
    const sign = signOf(generator, sightings);
    return sign === null ? [] : [sign];
  });
}
