import type { Unreadable } from '../src/frame.ts';
import { addReading, addUnreadable, type Look, startLook, verdictOf } from '../src/look.ts';
import type { Box, MatchLevel } from '../src/match.ts';
import { nextPart } from '../src/parts.ts';
import { provenanceSigns } from '../src/provenance/provenance-signs.ts';
import { type Provenance, unreadableProvenance } from '../src/provenance/read-provenance.ts';
import { addRead, type FrameReaders, readFrame } from '../src/read-frame.ts';
import type { Sign } from '../src/sign.ts';
import type { VerdictKind } from '../src/verdict.ts';
import { isPicture, type MediaFrame, mediaFrames } from './media.ts';
import { contentHash } from './scan-files.ts';
import { fileProvenance } from './scan-provenance.ts';

/** One line of the output. */
export interface ScanLine {
  readonly file: string;
  /** Null where the file could not be opened. */
  readonly sha256: string | null;
  readonly verdict: VerdictKind;
  /** The best read of each entry, strongest evidence first. */
  readonly matches: readonly ScanMatch[];
  readonly signs: readonly Sign[];
  /** What the file itself says of where it comes from. */
  readonly provenance: Omit<Provenance, 'manifestStore'>;
  readonly framesRead: number;
  readonly unreadable: Unreadable | null;
  /** In words, where it could not be read. */
  readonly why: string | null;
  readonly modelVersion: string;
  readonly packVersion: string;
}

interface ScanMatch {
  readonly entry: string;
  readonly score: number;
  readonly level: MatchLevel;
  readonly box: Box | null;
  /** Seconds into the video. */
  readonly time: number;
}

/** What a caption says, decided before the pictures are looked at. */
export interface CaptionFacts {
  readonly signs: readonly Sign[];
  readonly named: readonly string[];
}

/** Of a picture there is one frame, and the whole of it is what it shows. */
type FileReaders = FrameReaders & { readonly isPicture: boolean };

interface Reading {
  readonly look: Look;
  readonly why: string | null;
}

/** Said of such frames; a mark in them is read all the same. */
const BLANK = 'black, one colour, noise or words alone: nothing to judge';

async function addFrame({ look, why }: Reading, media: MediaFrame, readers: FileReaders): Promise<Reading> {
  if ('unreadable' in media) return { look: addUnreadable(look, media.unreadable), why: media.why };
  const { frame } = media;
  let seen = look;
  try {
    const read = await readFrame(frame, readers);
    seen = addRead(look, read, frame.time);
    if (read.kind === 'blank') return { look: seen, why: BLANK };
    if (readers.isPicture) return { look: seen, why };
    const part = nextPart(look.readings);
    return { look: addReading(seen, await readers.recogniser.read({ ...frame, part })), why };
  } catch (error) {
    return { look: addUnreadable(seen, 'engine'), why: error instanceof Error ? error.message : String(error) };
  }
}

const rounded = (score: number): number => Math.round(score * 1e4) / 1e4;

function matchesOf(look: Look): ScanMatch[] {
  return verdictOf(look).entries.map(({ entry, bestScore, bestTime, box }) => {
    const levels = look.readings.flatMap(({ matches }) => matches.filter((match) => match.entry === entry));
    const level = levels.some((match) => match.level === 'flag') ? 'flag' : 'unsure';
    return { entry, score: rounded(bestScore), level, box, time: Math.round(bestTime * 1e3) / 1e3 };
  });
}

/** Looks at one file. A file that is missing or broken gives a line that says so. */
export async function scanFile(file: string, caption: CaptionFacts, readers: FrameReaders): Promise<ScanLine> {
  const { modelVersion, packVersion } = readers.recogniser;
  const sha256 = await contentHash(file).catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
  const { manifestStore: _, ...provenance } =
    sha256 instanceof Error ? unreadableProvenance('failed', sha256.message) : await fileProvenance(file);
  const told = [...provenanceSigns(provenance), ...caption.signs];
  let state: Reading = { look: startLook(told, caption.named), why: null };
  if (sha256 instanceof Error) state = { look: addUnreadable(state.look, 'broken'), why: sha256.message };
  else {
    const fileReaders = { ...readers, isPicture: isPicture(file) };
    for await (const read of mediaFrames(file)) state = await addFrame(state, read, fileReaders);
  }
  const { kind, signs, framesRead, unreadable } = verdictOf(state.look);
  return {
    file,
    sha256: sha256 instanceof Error ? null : sha256,
    verdict: kind,
    matches: matchesOf(state.look),
    signs,
    provenance,
    framesRead,
    unreadable,
    why: unreadable === null ? null : state.why,
    modelVersion,
    packVersion,
  };
}
