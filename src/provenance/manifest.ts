import * as v from 'valibot';
import { lastPart } from './xmp.ts';

export const HASH_STATES = ['holds', 'broken', 'unchecked'] as const;
export const TRUSTS = ['trusted', 'untrusted', 'expired', 'revoked'] as const;

/** What the signed record of a file says, and how far it is to be believed. */
export interface ManifestFacts {
  /** Such as "Sora". */
  readonly generator: string;
  /** Digital source types of this file itself, such as `trainedAlgorithmicMedia`. */
  readonly sourceTypes: readonly string[];
  /** Those of the files it was made from. */
  readonly ingredientTypes: readonly string[];
  /** Who signed, by the certificate. */
  readonly signer: string;
  /** ISO 8601 by a time stamp, or empty. */
  readonly signedAt: string;
  /** Whether the file is still what was signed; `unchecked` where the record is whole and only the beginning of its file, or none, was there. */
  readonly hash: (typeof HASH_STATES)[number];
  /** More than one where it applies: an unknown certificate may have expired too. */
  readonly trust: readonly (typeof TRUSTS)[number][];
}

const short = v.fallback(v.string(), '');
const codes = v.fallback(v.array(v.object({ code: v.string() })), []);
const assertion = v.object({ label: short, data: v.unknown() });
const manifestSchema = v.object({
  claim_generator: short,
  claim_generator_info: v.fallback(v.array(v.object({ name: short })), []),
  assertions: v.fallback(v.array(assertion), []),
  ingredients: v.fallback(v.array(v.object({ relationship: short, active_manifest: short })), []),
  signature_info: v.fallback(v.object({ issuer: short, common_name: short, time: short }), {
    issuer: '',
    common_name: '',
    time: '',
  }),
});
type Manifest = v.InferOutput<typeof manifestSchema>;

const storeSchema = v.object({
  active_manifest: v.string(),
  manifests: v.record(v.string(), manifestSchema),
  validation_results: v.optional(v.object({ activeManifest: v.object({ success: codes, failure: codes }) })),
});

/** Deepest and widest that an assertion is searched; a manifest may nest without end. */
const DEPTH_MAX = 8;
const VALUES_MAX = 2000;

/** Every digital source type within an assertion, wherever its kind keeps it. */
function sourceTypesIn(value: unknown, depth: number, left: { count: number }): string[] {
  if (depth > DEPTH_MAX || typeof value !== 'object' || value === null || left.count-- < 0) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const isType = /(?:^|:)digitalsourcetype$/i.test(key) && typeof inner === 'string';
    return isType ? [lastPart(inner).slice(0, 100)] : sourceTypesIn(inner, depth + 1, left);
  });
}

const typesOf = (manifest: Manifest): string[] => [
  ...new Set(manifest.assertions.flatMap(({ data }) => sourceTypesIn(data, 0, { count: VALUES_MAX }))),
];

/** Longest line of parents followed; a manifest may name itself as its own. */
const PARENTS_MAX = 6;

/** Types a manifest gives itself, or else those of the one file that it was only changed from. */
function ownTypes(active: string, manifests: Readonly<Record<string, Manifest>>): string[] {
  let manifest = manifests[active];
  for (let i = 0; i < PARENTS_MAX && manifest !== undefined; i++) {
    const types = typesOf(manifest);
    const parent = manifest.ingredients.find(({ relationship }) => relationship === 'parentOf');
    if (types.length > 0 || parent === undefined) return types;
    manifest = manifests[parent.active_manifest];
  }
  return [];
}

/** Versions and libraries ("make_test/0.3 c2pa-rs/0.2") are nothing a person needs. */
const generatorOf = ({ claim_generator_info: [info], claim_generator }: Manifest): string =>
  (info?.name || claim_generator.split(/[\s/(]/)[0] || '').replaceAll('_', ' ').slice(0, 100);

/** What says whether the file is the one that was signed, and what only says who signed and when. */
const OF_FILE = /^assertion\.(?:bmff|data|boxes|collection|multiAsset)Hash\./;
const OF_SIGNER = /^(?:signingCredential|timeStamp)\./;

function hashOf(success: readonly string[], failure: readonly string[], isWhole: boolean): ManifestFacts['hash'] {
  const isOdd = failure.some((code) => !OF_SIGNER.test(code) && (isWhole || !OF_FILE.test(code)));
  if (isOdd || !success.includes('claimSignature.validated')) return 'broken';
  if (!isWhole) return 'unchecked';
  return success.some((code) => OF_FILE.test(code) && code.endsWith('.match')) ? 'holds' : 'broken';
}

function trustOf(success: readonly string[], failure: readonly string[]): ManifestFacts['trust'] {
  const failed = TRUSTS.filter((trust) => failure.includes(`signingCredential.${trust}`));
  const isOdd = failure.some((code) => code.startsWith('signingCredential.'));
  if (failed.length > 0) return failed;
  return !isOdd && success.includes('signingCredential.trusted') ? ['trusted'] : ['untrusted'];
}

/** Facts out of what the C2PA library reports; null where it reports nothing that fits. */
export function readManifest(json: unknown, isWhole: boolean): ManifestFacts | null {
  const parsed = v.safeParse(storeSchema, json);
  if (!parsed.success) return null;
  const { active_manifest: active, manifests, validation_results: results } = parsed.output;
  const manifest = manifests[active];
  if (manifest === undefined) return null;
  const success = results?.activeManifest.success.map(({ code }) => code) ?? [];
  const failure = results?.activeManifest.failure.map(({ code }) => code) ?? [];
  const others = Object.entries(manifests).filter(([label]) => label !== active);
  const { issuer, common_name: name, time } = manifest.signature_info;
  return {
    generator: generatorOf(manifest),
    sourceTypes: ownTypes(active, manifests),
    ingredientTypes: [...new Set(others.flatMap(([, other]) => typesOf(other)))],
    signer: [issuer, name]
      .filter((part) => part !== '')
      .join(', ')
      .slice(0, 200),
    signedAt: time.slice(0, 40),
    hash: hashOf(success, failure, isWhole),
    trust: trustOf(success, failure),
  };
}
