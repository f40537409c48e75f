import type { Size } from './resize.ts';

/** Channels this near to the ground are the ground: codecs leave that much around letters. */
const NEAR_GROUND = 40;
/** Words on a card leave most of it free; less, and something is drawn there. */
const GROUND_SHARE = 0.6;
/** Pieces smaller than this share of the picture are dots of letters and dirt of codecs, and decide nothing. */
const SPECK_SHARE = 0.00006;
/** A letter or a run-together word is at most so high, as a share of the picture; figures are higher. */
const LETTER_HEIGHT = 0.3;
/** Fewer pieces than this are no words. */
const LEAST_PIECES = 4;
/** Letters of one line differ in height by no more than this factor (x against capitals with tails). */
const HEIGHT_SPREAD = 2.4;
/** Share of the drawn pixels that must stand in lines. */
const IN_LINES_SHARE = 0.92;
/** Letters are written in few colours: the spread of a piece around its own, in luma, with soft edges left out. */
const INK_SPREAD = 26;

/** Pixels that hang together, and what they look like. */
interface Piece {
  readonly pixels: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Standard deviation of luma of the pixels farthest from the ground. */
  readonly spread: number;
}

type Picture = Size & { readonly pixels: Uint8Array };

/** The commonest colour, of 16 steps a channel, as the mean of what has it. */
function groundOf(pixels: Uint8Array): readonly number[] {
  const counts = new Uint32Array(4096);
  const keyAt = (at: number): number =>
    (((pixels[at] ?? 0) >> 4) << 8) | (((pixels[at + 1] ?? 0) >> 4) << 4) | ((pixels[at + 2] ?? 0) >> 4);
  for (let at = 0; at < pixels.length; at += 3) {
    const key = keyAt(at);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  const most = counts.indexOf(counts.reduce((a, b) => Math.max(a, b), 0));
  const sums = [0, 0, 0];
  for (let at = 0; at < pixels.length; at += 3) {
    if (keyAt(at) === most) for (let c = 0; c < 3; c++) sums[c] = (sums[c] ?? 0) + (pixels[at + c] ?? 0);
  }
  return sums.map((sum) => sum / Math.max(1, counts[most] ?? 1));
}

/** Distance of every pixel from the ground: its farthest channel. */
function distances(pixels: Uint8Array, ground: readonly number[]): Uint8Array {
  const out = new Uint8Array(pixels.length / 3);
  for (let i = 0, at = 0; i < out.length; i++, at += 3) {
    let far = 0;
    for (let c = 0; c < 3; c++) far = Math.max(far, Math.abs((pixels[at + c] ?? 0) - (ground[c] ?? 0)));
    out[i] = far;
  }
  return out;
}

function spreadOf(places: readonly number[], far: Uint8Array, { pixels }: Picture): number {
  const most = places.reduce((a, place) => Math.max(a, far[place] ?? 0), 0);
  const ink = places.filter((place) => (far[place] ?? 0) > most * 0.8);
  const luma = ink.map(
    (p) => 0.3 * (pixels[p * 3] ?? 0) + 0.59 * (pixels[p * 3 + 1] ?? 0) + 0.11 * (pixels[p * 3 + 2] ?? 0),
  );
  const mean = luma.reduce((a, b) => a + b, 0) / luma.length;
  return Math.sqrt(luma.reduce((a, b) => a + (b - mean) ** 2, 0) / luma.length);
}

/** Places joined to one (by sides or corners) that are not the ground; they are taken from `open`. */
function joinedPlaces(start: number, open: Uint8Array, { width, height }: Size): number[] {
  const found = [start];
  open[start] = 0;
  // An array that grows while it is walked visits what was added.
  for (const place of found) {
    const [x, y] = [place % width, Math.floor(place / width)];
    for (let dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++) {
      for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
        const next = place + dy * width + dx;
        if (open[next] !== 1) continue;
        open[next] = 0;
        found.push(next);
      }
    }
  }
  return found;
}

function pieceOf(places: readonly number[], far: Uint8Array, picture: Picture): Piece {
  const box = { left: picture.width, right: 0, top: picture.height, bottom: 0 };
  for (const place of places) {
    const [x, y] = [place % picture.width, Math.floor(place / picture.width)];
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return { ...box, pixels: places.length, spread: spreadOf(places, far, picture) };
}

const heightOf = ({ top, bottom }: Piece): number => bottom - top + 1;

/** Whether two pieces may be letters of one line. */
function isBeside(a: Piece, b: Piece): boolean {
  const [low, high] = [heightOf(a), heightOf(b)].sort((x, y) => x - y);
  const overlap = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) + 1;
  const gap = Math.max(a.left, b.left) - Math.min(a.right, b.right);
  return overlap >= 0.5 * (low ?? 1) && (high ?? 1) <= HEIGHT_SPREAD * (low ?? 1) && gap <= 2.5 * (high ?? 1);
}

/** A piece that stands in a line: beside two others, or a run-together word beside one. */
function isInLine(piece: Piece, pieces: readonly Piece[]): boolean {
  const beside = pieces.filter((other) => other !== piece && isBeside(piece, other)).length;
  const isWide = piece.right - piece.left + 1 >= 1.8 * heightOf(piece);
  return beside >= 2 || (isWide && beside >= 1);
}

/**
 * True when a picture shows words on a plain ground and nothing else: low pieces of one colour each, side by side in
 * lines. A line drawing hangs together and stands higher than a letter, so it is none.
 */
export function isTextOnly(picture: Picture): boolean {
  const far = distances(picture.pixels, groundOf(picture.pixels));
  const open = far.map((value) => (value > NEAR_GROUND ? 1 : 0));
  const drawn = open.reduce((sum, value) => sum + value, 0);
  const area = picture.width * picture.height;
  if (drawn === 0 || drawn > area * (1 - GROUND_SHARE)) return false;
  const pieces: Piece[] = [];
  for (let place = open.indexOf(1); place >= 0; place = open.indexOf(1, place + 1)) {
    const places = joinedPlaces(place, open, picture);
    if (places.length <= area * SPECK_SHARE) continue;
    const piece = pieceOf(places, far, picture);
    if (heightOf(piece) > picture.height * LETTER_HEIGHT || piece.spread > INK_SPREAD) return false;
    pieces.push(piece);
  }
  if (pieces.length < LEAST_PIECES) return false;
  const inLines = pieces.filter((piece) => isInLine(piece, pieces)).reduce((sum, { pixels }) => sum + pixels, 0);
  return inLines >= IN_LINES_SHARE * pieces.reduce((sum, { pixels }) => sum + pixels, 0);
}
