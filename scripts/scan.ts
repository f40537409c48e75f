import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { namesIn } from '../src/caption-names.ts';
import { captionSigns } from '../src/caption-signs.ts';
import { loadMarks, loadModel, MODELS } from './model.ts';
import { captionLine, captionsOf } from './scan-captions.ts';
import { contentHash, expandPaths, pathsOfList } from './scan-files.ts';
import { scanFile } from './scan-line.ts';
import { openResults } from './scan-resume.ts';

const USAGE = `Usage: npm run scan -- [options] PATH...
  PATH            a video, picture or folder; - reads a list of paths from standard input, one a line
  --caption TEXT  the caption the files were posted with
  --pack FILE     another pack beside the shipped one; may be given again
  --resume FILE   append results to FILE and skip contents that it has a verdict for
  --captions FILE no media: what each caption of FILE claims, one a line
  --models DIR    folder of another model
One JSON line a file on standard output. Exit status: 0 all read, 1 some could not be read, 2 wrong use or no model.`;

const OPTIONS = {
  caption: { type: 'string' },
  captions: { type: 'string' },
  pack: { type: 'string', multiple: true },
  resume: { type: 'string' },
  models: { type: 'string' },
  help: { type: 'boolean' },
} as const;

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
type Values = ReturnType<typeof parse>['values'];

const listedPaths = (paths: readonly string[]): string[] =>
  paths.flatMap((path) => (path === '-' ? pathsOfList(readFileSync(0, 'utf8')) : [path]));

const isDone = async (file: string, done: ReadonlySet<string>): Promise<boolean> =>
  done.size > 0 && done.has(await contentHash(file).catch(() => ''));

async function scanAll(files: readonly string[], values: Values): Promise<number> {
  const { recogniser } = await loadModel(values.models ?? MODELS, values.pack ?? []);
  const marks = await loadMarks(values.models ?? MODELS);
  const caption = { signs: captionSigns(values.caption ?? ''), named: namesIn(values.caption ?? '') };
  const results = openResults(values.resume, recogniser);
  let unreadable = 0;
  for (const [i, file] of files.entries()) {
    const place = `[${i + 1}/${files.length}] ${file}`;
    if (await isDone(file, results.done)) {
      console.error(`${place}: done before`);
      continue;
    }
    const line = await scanFile(file, caption, { recogniser, marks });
    results.write(line);
    if (values.resume !== undefined && line.sha256 !== null && line.unreadable === null) results.done.add(line.sha256);
    if (line.unreadable !== null) unreadable++;
    console.error(`${place}: ${line.unreadable === null ? line.verdict : `could not be read: ${line.why}`}`);
  }
  await recogniser.dispose();
  await marks?.dispose();
  if (files.length === 0) console.error('There are no pictures or videos in that.');
  return unreadable > 0 ? 1 : 0;
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.captions !== undefined) {
    for (const caption of captionsOf(readFileSync(values.captions, 'utf8'))) console.log(captionLine(caption));
    return 0;
  }
  if (values.help || positionals.length === 0) {
    console.error(USAGE);
    return values.help ? 0 : 2;
  }
  return scanAll(expandPaths(listedPaths(positionals)), values);
}

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', () => process.exit(0));
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`scan: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
