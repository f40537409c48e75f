import * as v from 'valibot';
import { type Contrast, type Entry, type EntryKind, PACK_FORMAT, type Pack } from './pack.ts';

export const PACK_FAULTS = [
  'not-a-pack', // not JSON of the pack's shape
  'bad-prototypes', // prototypes that do not decode, or of the wrong length
  'other-recogniser', // made for another version of the recogniser
  'other-space', // scales differ from those of the first pack
  'twice', // an entry id that an earlier pack has too
  'no-contrast', // nothing that competes with the entries: everything would match
] as const;
export type PackFault = (typeof PACK_FAULTS)[number];

/** A pack that cannot be used, and why, in one line. */
export class PackError extends Error {
  readonly fault: PackFault;
  readonly packId: string;

  constructor(fault: PackFault, packId: string, message: string) {
    super(`Pack "${packId}": ${message}`);
    this.name = 'PackError';
    this.fault = fault;
    this.packId = packId;
  }
}

/** Most entries and prototypes of a pack; a larger file is a mistake or an attack. */
const LIMITS = { entries: 2000, prototypes: 64, text: 200, list: 100 } as const;

const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,99}$/));
const text = v.pipe(v.string(), v.maxLength(LIMITS.text));
const texts = v.pipe(v.array(text), v.maxLength(LIMITS.list));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const bias = v.pipe(v.number(), v.finite());
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const base64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]+={0,2}$/));
const scale = { scale: positive, temperature: positive };
const window = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16));
const names = v.record(v.pipe(v.string(), v.maxLength(35)), texts);
const thresholds = v.pipe(
  v.object({ unsure: fraction, flag: fraction }),
  v.check(({ unsure, flag }) => unsure <= flag, 'unsure is above flag'),
);

/** A file may say `franchise` for an entry of many characters; it is found and scored as a character is. */
const kind = v.pipe(
  v.picklist(['character', 'franchise', 'style'] as const),
  v.transform((name): EntryKind => (name === 'style' ? 'style' : 'character')),
);

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const tally = v.object({ matched: count, of: count });
const estimateSchema = v.object({
  date: v.pipe(v.string(), v.isoDate()),
  pictures: count,
  recall: fraction,
  low: fraction,
  high: fraction,
  impostors: tally,
  places: tally,
});
/**
 * What was to be expected of a pack with one entry when it was made, at its threshold: share of the views of a picture
 * that was left out (with 95 % interval, by pictures), and matches among what it was not made from.
 */
export type PackEstimate = v.InferOutput<typeof estimateSchema>;

/** The file as it is written; prototypes are base64 of signed bytes, value / 127. */
export const packFileSchema = v.object({
  format: v.literal(PACK_FORMAT),
  id,
  version: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  recogniser: v.pipe(v.string(), v.minLength(1), v.maxLength(50)),
  space: v.object({ cells: v.object({ ...scale, window }), scene: v.object(scale) }),
  entries: v.pipe(
    v.array(
      v.object({
        id,
        kind,
        franchise: text,
        owner: text,
        names,
        ambiguousNames: texts,
        hashtags: texts,
        thresholds,
        bias,
        prototypes: base64,
      }),
    ),
    v.maxLength(LIMITS.entries),
  ),
  contrast: v.pipe(
    v.array(v.object({ id: text, space: v.picklist(['cells', 'scene'] as const), bias, prototypes: base64 })),
    v.maxLength(LIMITS.entries),
  ),
  estimate: v.exactOptional(estimateSchema),
});
export type PackFile = v.InferOutput<typeof packFileSchema>;

function unitVectors(values: Float32Array, dimensions: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += dimensions) {
    const row = values.subarray(start, start + dimensions);
    const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    if (norm > 0)
      out.set(
        row.map((value) => value / norm),
        start,
      );
  }
  return out;
}

/** Unit vectors of a file's base64, or null where they do not fit the dimensions. */
export function decodePrototypes(encoded: string, dimensions: number): Float32Array | null {
  if (encoded.length % 4 !== 0) return null;
  const bytes = Int8Array.from(atob(encoded), (char) => char.charCodeAt(0));
  const rows = bytes.length / dimensions;
  if (!Number.isInteger(rows) || rows < 1 || rows > LIMITS.prototypes) return null;
  const unit = unitVectors(Float32Array.from(bytes), dimensions);
  const isZero = Array.from({ length: rows }, (_, row) => row).some((row) =>
    unit.subarray(row * dimensions, (row + 1) * dimensions).every((value) => value === 0),
  );
  return isZero ? null : unit;
}

/** The other way: unit vectors as the file holds them. */
export function encodePrototypes(unit: Float32Array): string {
  const bytes = Array.from(unit, (value) => Math.max(-127, Math.min(127, Math.round(value * 127))) & 255);
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
}

function prototypesIn(pack: PackFile, name: string, encoded: string, dimensions: number): Float32Array {
  const unit = decodePrototypes(encoded, dimensions);
  if (unit === null) throw new PackError('bad-prototypes', pack.id, `the prototypes of "${name}" are damaged.`);
  return unit;
}

/** Id of something that may not be a pack at all, for the message. */
function nameOf(json: unknown): string {
  const found = v.safeParse(v.object({ id: v.pipe(v.string(), v.maxLength(100)) }), json);
  return found.success ? found.output.id : 'unnamed';
}

/**
 * A pack from the JSON of its file. `dimensions` of both spaces come from the recogniser's description.
 * @throws PackError `not-a-pack` or `bad-prototypes`.
 */
export function parsePack(json: unknown, dimensions: { readonly cells: number; readonly scene: number }): Pack {
  const parsed = v.safeParse(packFileSchema, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new PackError('not-a-pack', nameOf(json), `not a pack: ${v.getDotPath(issue) ?? 'file'}: ${issue.message}.`);
  }
  const file = parsed.output;
  const sizeOf = (kind: Entry['kind']): number => (kind === 'character' ? dimensions.cells : dimensions.scene);
  const entries: Entry[] = file.entries.map((entry) => ({
    ...entry,
    prototypes: prototypesIn(file, entry.id, entry.prototypes, sizeOf(entry.kind)),
  }));
  const contrast: Contrast[] = file.contrast.map((row) => ({
    ...row,
    prototypes: prototypesIn(file, row.id, row.prototypes, dimensions[row.space]),
  }));
  return { ...file, entries, contrast };
}
