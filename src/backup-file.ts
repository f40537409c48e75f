import * as v from 'valibot';
import { type BadRow, badRow, named, type RowFault } from './bad-row.ts';
import { type SealRecord, sealRecordSchema } from './evidence/seal-record.ts';
import type { Flag } from './flag.ts';
import { flagSchema } from './flag-file.ts';
import type { KnownHash } from './hash-list.ts';
import { type Intake, intakeSchema } from './intake-list.ts';
import { type OwnerProfile, ownerProfileFrom } from './notice/owner-profile.ts';
import { type ReportRecord, reportRecordSchema } from './notice/report-record.ts';
import { isPdq } from './pdq.ts';
import { type Settings, settingsFrom } from './settings.ts';

const NAME = 'lookalike-backup';
/** 2: kept frames, hashes and reports. 3: sealed bundles, records of files, the owner's profile and the intake list. */
const VERSION = 3;

export interface Backup {
  readonly settings: Settings;
  readonly flags: readonly Flag[];
  /** Packs of the person's own, as their files stand; checked again by whoever stores them. */
  readonly packs: readonly unknown[];
  /** Public key that evidence was sealed with, or empty. The private one stays in its browser and is in no backup. */
  readonly evidenceKey: string;
  /** Hashes of what a person knows to be good, and of kept frames by flag. */
  readonly knownHashes: readonly KnownHash[];
  readonly frameHashes: Readonly<Record<string, readonly string[]>>;
  readonly reports: readonly ReportRecord[];
  /** What was sealed here, and under which name each bundle was saved. The bundles lie where they were saved. */
  readonly seals: readonly SealRecord[];
  /** Empty where the person filled none in. */
  readonly profile: OwnerProfile;
  readonly intake: readonly Intake[];
}

/** The first line of a backup; each kept frame and each record of a file is one more line. */
export const backupFile = (backup: Backup, madeAt: number): string =>
  `${JSON.stringify({ format: `${NAME}/${VERSION}`, madeAt: new Date(madeAt).toISOString(), ...backup })}\n`;

export type ReadBackup =
  | { readonly kind: 'read'; readonly backup: Backup; readonly bad: readonly BadRow[] }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'not-ours' }
  | { readonly kind: 'newer'; readonly version: number };

const fileSchema = v.object({
  format: v.string(),
  settings: v.optional(v.unknown()),
  flags: v.optional(v.array(v.unknown()), []),
  packs: v.optional(v.array(v.unknown()), []),
  knownHashes: v.optional(v.array(v.unknown()), []),
  frameHashes: v.optional(v.record(v.string(), v.unknown()), {}),
  reports: v.optional(v.array(v.unknown()), []),
  seals: v.optional(v.array(v.unknown()), []),
  profile: v.optional(v.unknown()),
  intake: v.optional(v.array(v.unknown()), []),
  evidenceKey: v.optional(v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{64})?$/)), ''),
});

/** Flags that are good, and which of the rest is bad in what. */
export function readFlags(rows: readonly unknown[]): { flags: Flag[]; bad: BadRow[] } {
  const flags: Flag[] = [];
  const bad: BadRow[] = [];
  for (const [index, row] of rows.entries()) {
    const parsed = v.safeParse(flagSchema, row);
    if (parsed.success) flags.push(parsed.output);
    else {
      const [issue] = parsed.issues;
      bad.push(badRow(index + 1, 'bad-flag', v.getDotPath(issue) ?? ''));
    }
  }
  return { flags, bad };
}

const hash = v.pipe(v.string(), v.check(isPdq));
const knownSchema = v.object({ hash, note: v.string() });

/** Rows that fit the schema, and the others as bad ones. */
function readRows<T>(rows: readonly unknown[], schema: v.GenericSchema<unknown, T>, fault: RowFault) {
  const good: T[] = [];
  const bad: BadRow[] = [];
  for (const [index, row] of rows.entries()) {
    const parsed = v.safeParse(schema, row);
    if (parsed.success) good.push(parsed.output);
    else bad.push(badRow(index + 1, fault));
  }
  return { good, bad };
}

/** Hashes of frames are made anew from the frames: what is damaged is left out. */
function readFrameHashes(stored: Readonly<Record<string, unknown>>): Record<string, readonly string[]> {
  const entries = Object.entries(stored).flatMap(([key, hashes]): [string, string[]][] => {
    const parsed = v.safeParse(v.array(hash), hashes);
    return parsed.success ? [[key, parsed.output]] : [];
  });
  return Object.fromEntries(entries);
}

function jsonOf(text: string): { json: unknown } | null {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    // Not JSON is an answer of its own.
    return null;
  }
}

/** Every list with its good rows; the bad ones are named by their list. */
function readLists(file: v.InferOutput<typeof fileSchema>): { backup: Backup; bad: BadRow[] } {
  const { flags, bad } = readFlags(file.flags);
  const known = readRows(file.knownHashes, knownSchema, 'bad-hash');
  const reports = readRows(file.reports, reportRecordSchema, 'bad-report');
  const seals = readRows(file.seals, sealRecordSchema, 'bad-seal');
  const intake = readRows(file.intake, intakeSchema, 'bad-post');
  const backup = {
    settings: settingsFrom(file.settings),
    flags,
    packs: file.packs,
    evidenceKey: file.evidenceKey,
    knownHashes: known.good,
    frameHashes: readFrameHashes(file.frameHashes),
    reports: reports.good,
    seals: seals.good,
    profile: ownerProfileFrom(file.profile),
    intake: intake.good,
  };
  const lists = { flags: bad, knownHashes: known.bad, reports: reports.bad, seals: seals.bad, intake: intake.bad };
  return { backup, bad: Object.entries(lists).flatMap(([list, rows]) => named(rows, list)) };
}

/** Reads a backup. Bad flags are named and the good ones kept; a file of a newer version is refused whole. */
export function readBackup(text: string): ReadBackup {
  const read = jsonOf(text);
  if (read === null) return { kind: 'not-json' };
  const parsed = v.safeParse(fileSchema, read.json);
  const [, version] = (parsed.success && /^lookalike-backup\/(\d+)$/.exec(parsed.output.format)) || [];
  if (!parsed.success || version === undefined) return { kind: 'not-ours' };
  if (Number(version) > VERSION) return { kind: 'newer', version: Number(version) };
  return { kind: 'read', ...readLists(parsed.output) };
}
