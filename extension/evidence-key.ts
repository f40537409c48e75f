import * as v from 'valibot';
import { type KeyLink, keySchema, type PublicKey } from '../src/evidence/manifest.ts';
import { generateKey, linkTo, publicHexOf } from '../src/evidence/signature.ts';
import { browser } from './browser.ts';
import { evidenceDatabase, type KeyRecord } from './evidence-database.ts';

/** The public key alone is remembered here too: a backup takes it along, and a restore finds that its key is gone. */
const REMEMBERED = 'evidence-public-key';
const LOCK = 'lookalike-evidence-key';

export interface SigningKey {
  readonly pair: CryptoKeyPair;
  readonly key: PublicKey;
  /** SHA-256 of the manifest it signed last, or null. No clock is asked for the order, for clocks can be set. */
  readonly lastManifest: string | null;
}

async function rememberedKey(): Promise<string | null> {
  const stored = (await browser.storage.local.get(REMEMBERED))[REMEMBERED];
  return typeof stored === 'string' && /^[0-9a-f]{64}$/.test(stored) ? stored : null;
}

async function keyOf({ pair, createdAt, link, lastManifest }: KeyRecord): Promise<SigningKey> {
  const key = v.parse(keySchema, {
    algorithm: 'Ed25519',
    public: await publicHexOf(pair),
    createdAt: new Date(createdAt).toISOString(),
    link,
  });
  return { pair, key, lastManifest };
}

async function store(pair: CryptoKeyPair, link: KeyLink | null): Promise<SigningKey> {
  const record: KeyRecord = { id: 'current', pair, createdAt: Date.now(), link, lastManifest: null };
  await (await evidenceDatabase()).put('keys', record);
  const made = await keyOf(record);
  await browser.storage.local.set({ [REMEMBERED]: made.key.public });
  return made;
}

async function readOrMake(): Promise<SigningKey> {
  const record = await (await evidenceDatabase()).get('keys', 'current');
  if (record !== undefined) return keyOf(record);
  const previous = await rememberedKey();
  return store(await generateKey(), previous === null ? null : { reason: 'lost', previous });
}

/** The key of this browser, made at its first use. Two pages that ask at once get the same one. */
export const signingKey = (): Promise<SigningKey> => navigator.locks.request(LOCK, readOrMake);

/** Notes what was signed last, for the next manifest to name. */
export const noteManifest = (hash: string): Promise<void> =>
  navigator.locks.request(LOCK, async () => {
    const database = await evidenceDatabase();
    const record = await database.get('keys', 'current');
    if (record !== undefined) await database.put('keys', { ...record, lastManifest: hash });
  });

/** The public key in use here, or empty before the first seal: a backup takes it along. */
export async function publicKeyHere(): Promise<string> {
  const record = await (await evidenceDatabase()).get('keys', 'current');
  return record === undefined ? '' : publicHexOf(record.pair);
}

/** After a restore: the next key made here says that it follows this one. A key that is here already stays. */
export async function rememberLostKey(publicHex: string): Promise<void> {
  if (publicHex !== '' && (await publicKeyHere()) === '') await browser.storage.local.set({ [REMEMBERED]: publicHex });
}

/** A new key, for which the old one signs. Bundles of before stay verifiable with the old public key. */
export const rotateKey = (): Promise<SigningKey> =>
  navigator.locks.request(LOCK, async () => {
    const old = await readOrMake();
    const pair = await generateKey();
    return store(pair, await linkTo(old.pair, await publicHexOf(pair)));
  });
