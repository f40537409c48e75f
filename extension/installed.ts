import * as v from 'valibot';
import { parseDescription } from '../src/recogniser-description.ts';
import { sha256 } from '../src/sha256.ts';
import { browser } from './browser.ts';

/** The model and packs of this installation, with the hashes of their files. */
export interface Installed {
  /** SHA-256 of the list of this build's files, or null where it was built without one. */
  readonly build: string | null;
  readonly model: { readonly version: string; readonly sha256: string };
  readonly packs: readonly { readonly file: string; readonly sha256: string }[];
}

const namesSchema = v.array(v.pipe(v.string(), v.regex(/^[\w.-]+\.json$/)));

const fetchOwn = (path: string): Promise<Response> => fetch(browser.runtime.getURL(path));
const readOwn = async (path: string): Promise<ArrayBuffer> => (await fetchOwn(`models/${path}`)).arrayBuffer();
const parseJson = (bytes: ArrayBuffer): unknown => JSON.parse(new TextDecoder().decode(bytes));

/** A browser refuses to fetch a file that its extension does not have. */
async function buildHash(): Promise<string | null> {
  const list = await fetchOwn('build.json').catch(() => null);
  return list?.ok ? sha256(await list.arrayBuffer()) : null;
}

/** Reads and hashes the files anew: what a description says of a model is checked when the model is loaded. */
export async function readInstalled(): Promise<Installed> {
  const description = parseDescription(parseJson(await readOwn('recogniser.json')));
  const names = v.parse(namesSchema, parseJson(await readOwn('packs/index.json')));
  const packs = names.map(async (file) => ({ file, sha256: await sha256(await readOwn(`packs/${file}`)) }));
  return {
    build: await buildHash(),
    model: { version: description.version, sha256: await sha256(await readOwn(description.file)) },
    packs: await Promise.all(packs),
  };
}
