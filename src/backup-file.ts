import * as v from 'valibot';
import { type BadRow, badRow } from './bad-row.ts';
import type { Flag } from './flag.ts';
import { flagSchema } from './flag-file.ts';
import { type Settings, settingsFrom } from './settings.ts';

const NAME = 'lookalike-backup';
const VERSION = 1;

export interface Backup {
  readonly settings: Settings;
  readonly flags: readonly Flag[];
  /** Packs of the person's own, as their files stand; checked again by whoever stores them. */
  readonly packs: readonly unknown[];
  /** Public key that evidence was sealed with, or empty. The private one stays in its browser and is in no backup. */
  readonly evidenceKey: string;
}

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

function jsonOf(text: string): { json: unknown } | null {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    // Not JSON is an answer of its own.
    return null;
  }
}

/** Reads a backup. Bad flags are named and the good ones kept; a file of a newer version is refused whole. */
export function readBackup(text: string): ReadBackup {
  const read = jsonOf(text);
  if (read === null) return { kind: 'not-json' };
  const parsed = v.safeParse(fileSchema, read.json);
  const [, version] = (parsed.success && /^lookalike-backup\/(\d+)$/.exec(parsed.output.format)) || [];
  if (!parsed.success || version === undefined) return { kind: 'not-ours' };
  if (Number(version) > VERSION) return { kind: 'newer', version: Number(version) };
  const { settings, packs, evidenceKey } = parsed.output;
  const { flags, bad } = readFlags(parsed.output.flags);
  return { kind: 'read', backup: { settings: settingsFrom(settings), flags, packs, evidenceKey }, bad };
}
