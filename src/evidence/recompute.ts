import type { Match, Reading } from '../match.ts';
import type { Part } from '../parts.ts';
import type { ModelPicture } from '../prepare.ts';
import { type SealedReading, sealedReadings, sealedVerdict } from './flag-bundle.ts';
import { decodePng } from './png.ts';
import type { Files } from './zip.ts';

/** Each is the message `verify_outcome_<name>`. */
export const OUTCOMES = [
  'reproduced', // the same model says the same
  'differs', // the same model says something else: the readings were not made from these inputs
  'not-shown', // the frames say the same again, and none of them shows what the verdict names
  'other-model', // another model or pack is installed here; what it says stands beside what was sealed
  'unreadable', // the sealed input is no picture of ours
  'no-input', // no frame was sealed, so there is nothing to run the model on
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The part of a recogniser that is needed here. */
export interface InputReader {
  readonly modelVersion: string;
  readonly packVersion: string;
  readInput(picture: ModelPicture, time: number, part?: Part): Promise<Reading>;
}

export interface Recomputed {
  readonly sealed: SealedReading;
  readonly outcome: Exclude<Outcome, 'no-input' | 'not-shown'>;
  /** What the model installed here says; empty where the input could not be read. */
  readonly matches: readonly Match[];
}

/** Builds of the runtime may round the last bits otherwise; thresholds are coarser by far. */
const SCORE_TOLERANCE = 1e-4;

function isSameMatch(a: Match, b: Match | undefined): boolean {
  if (b === undefined || a.entry !== b.entry || a.level !== b.level) return false;
  return Math.abs(a.score - b.score) <= SCORE_TOLERANCE && JSON.stringify(a.box) === JSON.stringify(b.box);
}

const isSame = (a: readonly Match[], b: readonly Match[]): boolean =>
  a.length === b.length && a.every((match, i) => isSameMatch(match, b[i]));

async function recomputeOne(sealed: SealedReading, files: Files, reader: InputReader): Promise<Recomputed> {
  const input = files.get(sealed.input);
  const picture = input === undefined ? null : decodePng(input);
  if (picture === null) return { sealed, outcome: 'unreadable', matches: [] };
  const { reading } = sealed;
  const { matches } = await reader.readInput(picture, reading.time, reading.part);
  const isSameModel = reading.modelVersion === reader.modelVersion && reading.packVersion === reader.packVersion;
  const outcome = !isSameModel ? 'other-model' : isSame(reading.matches, matches) ? 'reproduced' : 'differs';
  return { sealed, outcome, matches };
}

export interface Recomputation {
  /** The worst of the frames', and what they make of the verdict. */
  readonly outcome: Outcome;
  readonly frames: readonly Recomputed[];
}

const WORST_FIRST: readonly Recomputed['outcome'][] = ['unreadable', 'differs', 'other-model', 'reproduced'];

/** Whether any of the frames shows what the verdict is about; a verdict about nobody needs none. */
function isShown(files: Files, frames: readonly Recomputed[]): boolean {
  const named = sealedVerdict(files)?.entries[0]?.entry;
  return named === undefined || frames.some(({ matches }) => matches.some(({ entry }) => entry === named));
}

/** Runs the model on every sealed input of a bundle whose files were checked before. */
export async function recompute(files: Files, reader: InputReader): Promise<Recomputation> {
  const frames: Recomputed[] = [];
  for (const sealed of sealedReadings(files)) frames.push(await recomputeOne(sealed, files, reader));
  const outcome = WORST_FIRST.find((kind) => frames.some((frame) => frame.outcome === kind)) ?? 'no-input';
  const isUnshown = outcome === 'reproduced' && !isShown(files, frames);
  return { outcome: isUnshown ? 'not-shown' : outcome, frames };
}
