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

const follows = (link: KeyLink | null, publicHex: string): boolean =>
  link?.previous === publicHex || (link?.reason === 'rotated' && link.restored === publicHex);

/**
 * After a restore: makes a new key that says it follows this one, which stayed in the browser that the backup is of.
 * Answers whether it did; not where this is that browser, or the same backup was restored before.
 */
export const followKey = (publicHex: string): Promise<boolean> =>
  navigator.locks.request(LOCK, async () => {
    if (publicHex === '') return false;
    if ((await publicKeyHere()) === '') {
      await store(await generateKey(), { reason: 'lost', previous: publicHex });
      return true;
    }
    const { pair: old, key } = await readOrMake();
    if (key.public === publicHex || follows(key.link, publicHex)) return false;
    const pair = await generateKey();
    await store(pair, { ...(await linkTo(old, await publicHexOf(pair))), restored: publicHex });
    return true;
  });

/** A new key, for which the old one signs. Bundles of before stay verifiable with the old public key. */
export const rotateKey = (): Promise<SigningKey> =>
  navigator.locks.request(LOCK, async () => {
    const old = await readOrMake();
    const pair = await generateKey();
    return store(pair, await linkTo(old.pair, await publicHexOf(pair)));
  });
