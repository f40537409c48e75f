import { appendFileSync, existsSync, fstatSync, readFileSync, statSync } from 'node:fs';
import * as v from 'valibot';
import type { Recogniser } from '../src/recognise.ts';
import type { ScanLine } from './scan-line.ts';

const doneSchema = v.object({
  sha256: v.string(),
  unreadable: v.null(),
  modelVersion: v.string(),
  packVersion: v.string(),
});

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The last line of a run that was killed may be cut short; its file is simply done again.
    return null;
  }
}

/** Hashes of the contents that a result file has a verdict for by the same model and packs. A failure is never done. */
export function doneHashes(text: string, by: Pick<Recogniser, 'modelVersion' | 'packVersion'>): Set<string> {
  const done = new Set<string>();
  for (const line of text.split('\n')) {
    const found = v.safeParse(doneSchema, parsed(line));
    if (!found.success) continue;
    const { sha256, modelVersion, packVersion } = found.output;
    if (modelVersion === by.modelVersion && packVersion === by.packVersion) done.add(sha256);
  }
  return done;
}

/** Where lines go: to standard output, and to the result file when there is one. */
export interface Results {
  readonly done: Set<string>;
  write(line: ScanLine): void;
}

/** `scan --resume FILE >> FILE` must not write each line twice. */
function isStandardOutput(path: string): boolean {
  const out = fstatSync(1);
  const file = statSync(path, { throwIfNoEntry: false });
  return file !== undefined && out.isFile() && out.ino === file.ino && out.dev === file.dev;
}

/** Opens a result file to go on with; a line that was cut short is closed first. */
export function openResults(path: string | undefined, by: Pick<Recogniser, 'modelVersion' | 'packVersion'>): Results {
  const print = (line: ScanLine): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);
  if (path === undefined) return { done: new Set(), write: print };
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  appendFileSync(path, text === '' || text.endsWith('\n') ? '' : '\n');
  const isSame = isStandardOutput(path);
  return {
    done: doneHashes(text, by),
    write: (line) => {
      appendFileSync(path, `${JSON.stringify(line)}\n`);
      if (!isSame) print(line);
    },
  };
}
