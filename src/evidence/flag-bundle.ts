import * as v from 'valibot';
import type { Flag } from '../flag.ts';
import { plainAddress } from '../plain-address.ts';
import { readingSchema, verdictSchema } from '../protocol.ts';
import type { Verdict } from '../verdict.ts';
import { canonicalJson, parseCanonical } from './canonical.ts';
import type { KeptFrame } from './kept-frame.ts';
import type { KeptRecord } from './kept-record.ts';
import { isSafePath } from './manifest.ts';
import { filesOfRecord } from './sealed-record.ts';
import { filesOfSource, type SourceFile } from './source-file.ts';
import type { Files } from './zip.ts';

/** What is known of one flag, ready to be sealed. */
export interface FlagEvidence {
  readonly flag: Flag;
  readonly frames: readonly KeptFrame[];
  /** The record that the media file carries of its own origin, or null where none was read. */
  readonly record: KeptRecord | null;
  /** The file of the person's own that was read; absent for a post. */
  readonly source?: SourceFile;
  /** PNG of the post as it stood in the page, or null. */
  readonly screenshot: Uint8Array<ArrayBuffer> | null;
  /** Why there is no screenshot, in one line, or empty. */
  readonly noScreenshot: string;
  /** Milliseconds since 1970. */
  readonly sealedAt: number;
}

export const FLAG_FILE = 'flag.json';
const CUSTODY_FILE = 'custody.json';
const SCREENSHOT_FILE = 'screenshot.png';

const isoOf = (at: number): string => new Date(at).toISOString();

interface CustodyStep {
  readonly at: string;
  readonly what: string;
}

function stepsOfFrame({ takenAt, restoredAt }: KeptFrame, i: number): { at: number; what: string }[] {
  const kept = { at: takenAt, what: `Frame ${i + 1} was kept while its video played.` };
  if (restoredAt === undefined) return [kept];
  const what = `Frame ${i + 1} was put back from a backup file. What became of it in that file is not known here.`;
  return [kept, { at: restoredAt, what }];
}

function stepsOfRecord(record: KeptRecord | null): { at: number; what: string }[] {
  if (record === null) return [];
  const read = { at: record.readAt, what: 'The signed record of the media file was read and kept.' };
  if (record.restoredAt === undefined) return [read];
  return [
    read,
    { at: record.restoredAt, what: 'The signed record of the media file was put back from a backup file.' },
  ];
}

/** Every step from the first sight to the sealing, oldest first, by the local clock. */
function custodyOf({ flag, frames, record, source, sealedAt, screenshot, noScreenshot }: FlagEvidence): CustodyStep[] {
  const isHere = [...frames, ...(record === null ? [] : [record])].every(({ restoredAt }) => restoredAt === undefined);
  const steps: { at: number; what: string }[] = [
    { at: flag.firstSeenAt, what: 'The flag was raised for the first time.' },
    { at: flag.updatedAt, what: 'The verdict was written for the last time.' },
    ...(source === undefined
      ? []
      : [{ at: source.readAt, what: 'A file of the person’s own was read, and not a post.' }]),
    ...frames.flatMap(stepsOfFrame),
    ...stepsOfRecord(record),
    ...flag.review.map(({ at, state, by }) => ({
      at,
      what: `A person decided: ${state}${by === '' ? '' : ` (${by})`}.`,
    })),
    { at: sealedAt, what: screenshot === null ? `No screenshot: ${noScreenshot}` : 'A screenshot was taken.' },
    {
      at: sealedAt,
      what: isHere ? 'Everything was sealed. Nothing was changed since it was kept.' : 'Everything was sealed.',
    },
  ];
  return steps.sort((a, b) => a.at - b.at).map(({ at, what }) => ({ at: isoOf(at), what }));
}

/** `frames/N-reading.json`. */
const sealedReadingSchema = v.object({
  input: v.pipe(v.string(), v.check(isSafePath)),
  still: v.nullable(v.pipe(v.string(), v.check(isSafePath))),
  takenAt: v.string(),
  videoWidth: v.number(),
  videoHeight: v.number(),
  reading: readingSchema,
});
export type SealedReading = v.InferOutput<typeof sealedReadingSchema>;

function filesOfFrame(frame: KeptFrame, number: number): [string, Uint8Array<ArrayBuffer>][] {
  const { still, input, marks, reading, takenAt, videoWidth, videoHeight } = frame;
  const name = (what: string): string => `frames/${number}-${what}`;
  const sealed: SealedReading = {
    input: name('input.png'),
    still: still === null ? null : name('native.png'),
    takenAt: isoOf(takenAt),
    videoWidth,
    videoHeight,
    reading,
  };
  return [
    [name('reading.json'), canonicalJson(sealed)],
    [name('input.png'), input],
    ...marks.map((png, i): [string, Uint8Array<ArrayBuffer>] => [name(`mark-${i + 1}.png`), png]),
    ...(still === null ? [] : ([[name('native.png'), still]] as [string, Uint8Array<ArrayBuffer>][])),
  ];
}

/** The address of the media may hold passes of the person's own, which are nobody's evidence. */
function withoutPasses({ mediaAddress, ...flag }: Flag): Flag {
  return mediaAddress === undefined ? flag : { ...flag, mediaAddress: plainAddress(mediaAddress) };
}

/** The files of a flag's bundle, before the manifest and what goes with it. */
export function filesOfFlag(evidence: FlagEvidence): Files {
  const { flag, frames, record, source, screenshot } = evidence;
  const files = new Map([
    ...frames.flatMap((frame, i) => filesOfFrame(frame, i + 1)),
    ...filesOfRecord(record),
    ...filesOfSource(source),
  ]);
  files.set(FLAG_FILE, canonicalJson(withoutPasses(flag)));
  files.set(CUSTODY_FILE, canonicalJson(custodyOf(evidence)));
  if (screenshot !== null) files.set(SCREENSHOT_FILE, screenshot);
  return files;
}

const judgedSchema = v.object({ verdict: verdictSchema });

/** The verdict sealed in a bundle, or null where there is none. */
export function sealedVerdict(files: Files): Verdict | null {
  const parsed = v.safeParse(judgedSchema, parseCanonical(files.get(FLAG_FILE) ?? new Uint8Array(0)));
  return parsed.success ? parsed.output.verdict : null;
}

/** Readings sealed in a bundle, in their order. A file that is none is left out: its hash was checked elsewhere. */
export function sealedReadings(files: Files): SealedReading[] {
  return [...files]
    .filter(([path]) => /^frames\/\d+-reading\.json$/.test(path))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, bytes]) => v.safeParse(sealedReadingSchema, parseCanonical(bytes)))
    .flatMap((parsed) => (parsed.success ? [parsed.output] : []));
}
