import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PACK_FORMAT } from '../src/pack.ts';
import { encodePrototypes, type PackFile, parsePack } from '../src/pack-file.ts';
import { dimensionsOf } from '../src/recogniser-description.ts';
import { isPicture } from './media.ts';
import { type RgbaPicture, readPicture } from './media-picture.ts';
import { type LoadedModel, loadModel, MODELS } from './model.ts';
import { type BuiltEntry, buildEntry } from './pack-build/build-entry.ts';
import { expandPaths } from './scan-files.ts';

const USAGE = `Usage: npm run pack:build -- --id ID --name LANGUAGE=NAME --owner OWNER --out FILE [options] PICTURES...
  --id ID           small letters, digits and hyphens; the entry and the pack are called so
  --name en=Foo     a name in a language; may be given again
  --owner OWNER     whose character it is
  --out FILE        the pack to write
  --not PATH        a picture or folder that must not match; may be given again
  --ambiguous NAME  a name that is also an ordinary word; may be given again
  --hashtag TAG     without the #; may be given again
  --franchise ID    what it belongs to (the id itself)
  --version TEXT    version of the pack (1)
  --flag SCORE      threshold 0..1 instead of the one that is found
  --models DIR      folder of another model
PICTURES are 3 to 50 pictures of one character, best cut out (alpha) or on a plain ground.
Exit status: 0 written, 1 written but some pictures could not be read, 2 wrong use, no model, or nothing written.`;

const OPTIONS = {
  id: { type: 'string' },
  name: { type: 'string', multiple: true },
  owner: { type: 'string' },
  out: { type: 'string' },
  not: { type: 'string', multiple: true },
  ambiguous: { type: 'string', multiple: true },
  hashtag: { type: 'string', multiple: true },
  franchise: { type: 'string' },
  version: { type: 'string' },
  flag: { type: 'string' },
  models: { type: 'string' },
  help: { type: 'boolean' },
} as const;

const PICTURES = { least: 3, most: 50 } as const;

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
type Values = ReturnType<typeof parse>['values'];

/** `en=Foo` and its like, grouped by language. */
export function namesFrom(given: readonly string[]): Record<string, string[]> {
  const names: Record<string, string[]> = {};
  for (const text of given) {
    const [, language, name] = /^([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)=(.+)$/.exec(text) ?? [];
    if (language === undefined || name === undefined) throw new Error(`--name "${text}" is not LANGUAGE=NAME.`);
    names[language] = [...(names[language] ?? []), name.trim()];
  }
  return names;
}

function flagFrom(text: string | undefined): number | null {
  if (text === undefined) return null;
  const flag = Number(text);
  if (!(flag > 0 && flag <= 1)) throw new Error(`--flag "${text}" is not a score between 0 and 1.`);
  return flag;
}

interface ReadPictures {
  readonly paths: readonly string[];
  readonly pictures: readonly RgbaPicture[];
  readonly unread: number;
}

async function readPictures(paths: readonly string[]): Promise<ReadPictures> {
  const read: { path: string; picture: RgbaPicture }[] = [];
  const files = expandPaths(paths).filter((path) => paths.includes(path) || isPicture(path));
  for (const path of files) {
    try {
      read.push({ path, picture: await readPicture(path) });
    } catch (error) {
      console.error(`${path} could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return {
    paths: read.map(({ path }) => path),
    pictures: read.map(({ picture }) => picture),
    unread: files.length - read.length,
  };
}

function joinedPrototypes(rows: readonly Float32Array[]): string {
  return encodePrototypes(Float32Array.from(rows.flatMap((row) => [...row])));
}

function packOf(built: BuiltEntry, values: Values & { id: string; owner: string }, model: LoadedModel): PackFile {
  const { id, owner } = values;
  const [base] = model.packs;
  if (base === undefined) throw new Error('There is no base pack.');
  const flag = flagFrom(values.flag) ?? built.thresholds.flag;
  const { prototypes, contrasts } = built.candidate;
  const contrast = { id: `${id}-not`, space: 'cells' as const, bias: 0, prototypes: joinedPrototypes(contrasts) };
  return {
    format: PACK_FORMAT,
    id,
    version: values.version ?? '1',
    recogniser: base.recogniser,
    space: base.space,
    entries: [
      {
        id,
        kind: 'character',
        franchise: values.franchise ?? id,
        owner,
        names: namesFrom(values.name ?? []),
        ambiguousNames: values.ambiguous ?? [],
        hashtags: values.hashtag ?? [],
        thresholds: { unsure: Math.min(built.thresholds.unsure, flag), flag },
        bias: built.bias,
        prototypes: joinedPrototypes(prototypes),
      },
    ],
    contrast: contrasts.length > 0 ? [contrast] : [],
  };
}

/** Below this share of views a picture is unlike the others. */
const ODD_SHARE = 0.3;

/** What each picture brings, one line a picture, and what is to be expected. */
function reportOf(built: BuiltEntry, paths: readonly string[], flag: number): string[] {
  const lines = paths.map((path, i) => {
    const scores = built.leftOut[i] ?? [];
    const found = scores.filter((score) => score >= flag).length;
    const notes = [
      found === scores.length ? 'the others know it already' : '',
      found < scores.length * ODD_SHARE ? 'unlike the others: is it the same character?' : '',
      built.isCutOut[i] === true ? '' : 'the character is not told from its ground: cut it out',
      built.alsoMatched[i]?.length ? `conflict: looks like ${built.alsoMatched[i]?.join(', ')}` : '',
    ].filter((note) => note !== '');
    return `${path}: found in ${found} of ${scores.length} views by the others${notes.length > 0 ? `; ${notes.join('; ')}` : ''}`;
  });
  const all = built.leftOut.flat();
  const share = all.filter((score) => score >= flag).length / Math.max(1, all.length);
  lines.push(`Left out in turn, ${Math.round(share * 100)} % of the views are found at flag ${flag}.`);
  if (!built.isToldApart)
    lines.push('Some of what it is set against scores as high: expect misses. More pictures, cut out, help.');
  return lines;
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const { id, owner, out } = values;
  if (values.help || id === undefined || owner === undefined || out === undefined || values.name === undefined) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  namesFrom(values.name);
  flagFrom(values.flag);
  const { paths, pictures, unread } = await readPictures(positionals);
  if (pictures.length < PICTURES.least || pictures.length > PICTURES.most) {
    throw new Error(`${PICTURES.least} to ${PICTURES.most} pictures are needed, ${pictures.length} could be read.`);
  }
  const folder = values.models ?? MODELS;
  const model = await loadModel(folder, []);
  const others = await readPictures(values.not ?? []);
  const built = await buildEntry(model, { pictures, others: others.pictures, folder });
  const pack = packOf(built, { ...values, id, owner }, model);
  parsePack(pack, dimensionsOf(model.description));
  writeFileSync(out, `${JSON.stringify(pack, null, 1)}\n`);
  for (const line of reportOf(built, paths, pack.entries[0]?.thresholds.flag ?? 1)) console.log(line);
  console.log(`Wrote ${out}.`);
  await model.recogniser.dispose();
  return unread + others.unread > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`pack:build: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
