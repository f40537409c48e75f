/** A repeatable sequence of numbers below a bound (mulberry32). */
function createDice(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % bound;
  };
}

type Change = (zip: Uint8Array, dice: (bound: number) => number) => Uint8Array;

const spliced = (zip: Uint8Array, from: number, to: number, middle: Uint8Array): Uint8Array =>
  Uint8Array.from([...zip.subarray(0, from), ...middle, ...zip.subarray(to)]);

/** Where the ZIP keeps its own records, which a flipped bit rarely hits by chance. */
function recordPlaces(zip: Uint8Array): number[] {
  const places: number[] = [];
  for (let i = 0; i + 3 < zip.length; i++)
    if (zip[i] === 0x50 && zip[i + 1] === 0x4b && (zip[i + 2] ?? 9) < 8) places.push(i);
  return places;
}

const CHANGES: Record<string, Change> = {
  'a bit flipped': (zip, dice) => {
    const changed = zip.slice();
    const at = dice(zip.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << dice(8));
    return changed;
  },
  'a byte of a ZIP record changed': (zip, dice) => {
    const changed = zip.slice();
    const places = recordPlaces(zip);
    const at = Math.min(zip.length - 1, (places[dice(places.length)] ?? 0) + dice(46));
    changed[at] = (changed[at] ?? 0) ^ (1 + dice(255));
    return changed;
  },
  'cut off': (zip, dice) => zip.slice(0, dice(zip.length)),
  'its beginning gone': (zip, dice) => zip.slice(1 + dice(zip.length - 1)),
  'bytes put in': (zip, dice) => {
    const at = dice(zip.length);
    return spliced(
      zip,
      at,
      at,
      Uint8Array.from({ length: 1 + dice(40) }, () => dice(256)),
    );
  },
  'bytes taken out': (zip, dice) => {
    const at = dice(zip.length - 1);
    return spliced(zip, at, Math.min(zip.length, at + 1 + dice(40)), new Uint8Array(0));
  },
  'a stretch set to zero': (zip, dice) => {
    const changed = zip.slice();
    const at = dice(zip.length);
    changed.fill(0, at, at + 1 + dice(200));
    return changed;
  },
  'a stretch copied elsewhere': (zip, dice) => {
    const changed = zip.slice();
    const from = dice(zip.length);
    changed.copyWithin(dice(zip.length), from, from + 1 + dice(400));
    return changed;
  },
  'a huge number in a record': (zip, dice) => {
    const changed = zip.slice();
    const places = recordPlaces(zip);
    const at = Math.min(zip.length - 4, (places[dice(places.length)] ?? 0) + 4 + dice(40));
    new DataView(changed.buffer).setUint32(at, 0xffffffff - dice(3), true);
    return changed;
  },
};

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** `count` damaged copies of a ZIP, the same for the same seed; none of them is the ZIP itself. */
export function* mutationsOf(
  zip: Uint8Array,
  count: number,
  seed: number,
): Generator<{ what: string; zip: Uint8Array }> {
  const dice = createDice(seed);
  const names = Object.keys(CHANGES);
  for (let made = 0; made < count; ) {
    const name = names[made % names.length] ?? '';
    const changed = CHANGES[name]?.(zip, dice) ?? zip;
    if (isSame(changed, zip)) continue;
    made += 1;
    yield { what: `${made}: ${name}`, zip: changed };
  }
}
