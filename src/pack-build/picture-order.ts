import type { RgbaPicture } from './sheet.ts';

/** A number of 32 bits from size and pixels (FNV-1a). */
export function seedOf({ width, height, rgba }: RgbaPicture): number {
  let hash = 0x811c9dc5;
  const take = (value: number): void => {
    hash = Math.imul(hash ^ value, 0x01000193);
  };
  for (const side of [width, height]) for (const byte of [side & 255, side >> 8]) take(byte);
  for (let i = 0; i < rgba.length; i++) take(rgba[i] ?? 0);
  return hash >>> 0;
}

/** Places of the pictures in an order that depends on nothing but what they show. */
export function contentOrder(pictures: readonly RgbaPicture[]): number[] {
  const seeds = pictures.map(seedOf);
  return pictures.map((_, i) => i).sort((a, b) => (seeds[a] ?? 0) - (seeds[b] ?? 0));
}

/** What was found in that order, as the pictures were given. */
export function asGiven<T>(found: readonly T[], order: readonly number[]): T[] {
  const given: T[] = [];
  for (const [at, place] of order.entries()) {
    const one = found[at];
    if (one !== undefined) given[place] = one;
  }
  return given;
}
