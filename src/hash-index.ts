import { PDQ_NEAR, pdqDistance } from './pdq.ts';

/** A hash of 256 bits in parts of 16. */
const PARTS = 16;
const VALUES = 1 << 16;

/**
 * Hashes by their parts, to find near ones without comparing each with each: where at most 31 of 256 bits differ, one of
 * the sixteen parts differs in at most one bit, so only what shares such a part is compared. (Thirty-one bits cannot put
 * two into each of sixteen parts.)
 */
export class HashIndex {
  readonly #hashes: Uint32Array[] = [];
  /** For each part and value the hash that was added last, or -1; behind it, `#before`, the one before. */
  readonly #last = new Int32Array(PARTS * VALUES).fill(-1);
  readonly #before: number[] = [];
  /** For each hash the search that met it last, so that it is compared once in each. */
  readonly #met: number[] = [];
  #searches = 0;

  /** Adds the eight words of a hash; answers its place. */
  add(words: Uint32Array): number {
    const place = this.#hashes.push(words) - 1;
    this.#met.push(0);
    for (let part = 0; part < PARTS; part++) {
      const slot = part * VALUES + partOf(words, part);
      this.#before.push(this.#last[slot] ?? -1);
      this.#last[slot] = place;
    }
    return place;
  }

  /** Places of the hashes that show the same as this one. */
  near(words: Uint32Array): number[] {
    this.#searches += 1;
    const found: number[] = [];
    const look = (slot: number, part: number): void => {
      for (let at = this.#last[slot] ?? -1; at >= 0; at = this.#before[at * PARTS + part] ?? -1) {
        if (this.#met[at] === this.#searches) continue;
        this.#met[at] = this.#searches;
        if (pdqDistance(words, this.#hashes[at] ?? words) <= PDQ_NEAR) found.push(at);
      }
    };
    for (let part = 0; part < PARTS; part++) {
      const value = partOf(words, part);
      look(part * VALUES + value, part);
      for (let bit = 0; bit < 16; bit++) look(part * VALUES + (value ^ (1 << bit)), part);
    }
    return found;
  }
}

const partOf = (words: Uint32Array, part: number): number =>
  ((words[part >> 1] ?? 0) >>> (part % 2 === 0 ? 16 : 0)) & 0xffff;
