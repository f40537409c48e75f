import * as v from 'valibot';

export const MANIFEST_FORMAT = 'lookalike-evidence/1';
export const MANIFEST_FILE = 'manifest.json';
export const SIGNATURE_FILE = 'manifest.sig';
export const KEY_FILE = 'public-key.pem';
export const SUMS_FILE = 'SHA256SUMS';
export const GUIDE_FILE = 'VERIFY.md';
/** These two speak for all others and cannot be listed in themselves. */
export const UNLISTED: readonly string[] = [MANIFEST_FILE, SIGNATURE_FILE];

/** Most of everything that a bundle may hold; a larger one is a mistake or an attack. */
export const LIMITS = { zipBytes: 512 * 1024 * 1024, files: 2000, pathLength: 200 } as const;

/** Up to four plain names: no root, no parent, no drive, no hidden file, nothing that needs quoting in a shell. */
const PATH = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*){0,3}$/;
export const isSafePath = (path: string): boolean => path.length <= LIMITS.pathLength && PATH.test(path);

const text = (length: number) => v.pipe(v.string(), v.maxLength(length));
const hex = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)));
const time = v.pipe(v.string(), v.isoTimestamp());

/**
 * What a key says of the one before it. `lost`: nobody can sign for a key that is gone, so the claim stands alone.
 * `restored` is such a claim too: a backup with that key was put back into a browser that had one of its own.
 */
const linkSchema = v.variant('reason', [
  v.object({
    reason: v.literal('rotated'),
    previous: hex(32),
    signature: hex(64),
    restored: v.exactOptional(hex(32)),
  }),
  v.object({ reason: v.literal('lost'), previous: hex(32) }),
]);
export type KeyLink = v.InferOutput<typeof linkSchema>;

export const keySchema = v.object({
  algorithm: v.literal('Ed25519'),
  public: hex(32),
  createdAt: time,
  link: v.nullable(linkSchema),
});
export type PublicKey = v.InferOutput<typeof keySchema>;

export const manifestSchema = v.strictObject({
  format: v.literal(MANIFEST_FORMAT),
  kind: v.picklist(['flag', 'case'] as const),
  id: hex(16),
  sealedAt: time,
  /** What the time rests on, in words, and how far the local time was from UTC. */
  clock: v.object({ source: text(300), offsetMinutes: v.pipe(v.number(), v.integer()) }),
  /** The hash is of the build's list of its own files: null where it had none, left out before there were lists. */
  extension: v.object({ name: text(50), version: text(50), sha256: v.exactOptional(v.nullable(hex(32))) }),
  browser: text(500),
  /** Null where the model that made the readings is no longer installed, so that its file could not be hashed. */
  model: v.object({ version: text(50), sha256: v.nullable(hex(32)) }),
  packs: v.pipe(v.array(v.object({ file: text(100), sha256: hex(32) })), v.maxLength(100)),
  key: keySchema,
  /** SHA-256 of the manifest that this key signed before this one, or null for its first. */
  previous: v.nullable(hex(32)),
  files: v.pipe(
    v.array(
      v.object({
        path: v.pipe(v.string(), v.check(isSafePath)),
        bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
        sha256: hex(32),
      }),
    ),
    v.maxLength(LIMITS.files),
  ),
});
export type Manifest = v.InferOutput<typeof manifestSchema>;
export type ListedFile = Manifest['files'][number];

/** The same list in the form that `sha256sum -c` reads. It cannot list itself. */
export const sumsOf = (files: readonly ListedFile[]): string =>
  files
    .filter(({ path }) => path !== SUMS_FILE)
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join('');
