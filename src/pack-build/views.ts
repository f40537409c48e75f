import type { Frame } from '../frame.ts';
import { flattenOnGrey, type InputRule, modelSize } from '../prepare.ts';
import type { Size } from '../resize.ts';
import { drawLight, drawScene } from './drawn-scenes.ts';
import type { ObjectPicture } from './picture-object.ts';
import type { NewSheet, Pen, Sheet } from './sheet.ts';

/** How much of each pixel the object covers, 0..255, row by row, in the picture that looks at a frame are made of. */
export interface Alpha extends Size {
  readonly values: Uint8Array;
}

/** A frame to learn from, and where the object is in it. */
export interface View {
  readonly frame: Frame;
  readonly alpha: Alpha;
}

/** Shares of the frame's height that the object takes, from near to far. */
const HEIGHTS = [0.92, 0.75, 0.6, 0.48, 0.38, 0.8, 0.55, 0.42] as const;
/** Feed shapes; the model keeps them. */
const SHAPES: readonly Size[] = [
  { width: 9, height: 16 },
  { width: 16, height: 9 },
  { width: 1, height: 1 },
];

interface Placed {
  readonly canvas: Sheet;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isMirrored: boolean;
  /** Clockwise lean in radians. */
  readonly lean: number;
}

/** Figures lean and sway; more than this and they lie down. */
const LEAN_MAX = 0.16;

export interface ViewRule {
  readonly input: InputRule;
  readonly random: () => number;
  readonly newSheet: NewSheet;
}

function drawPlaced(pen: Pen, { canvas, x, y, width, height, isMirrored, lean }: Placed): void {
  pen.save();
  pen.imageSmoothingQuality = 'high';
  pen.translate(x + width / 2, y + height / 2);
  pen.rotate(lean);
  pen.scale(isMirrored ? -1 : 1, 1);
  pen.drawImage(canvas, -width / 2, -height / 2, width, height);
  pen.restore();
}

/** The alpha of what is drawn on a canvas of model size. */
function alphaOf({ width, height }: Size, placed: Placed, { newSheet }: ViewRule): Alpha {
  const pen = newSheet(width, height).getContext('2d');
  drawPlaced(pen, placed);
  const { data } = pen.getImageData(0, 0, width, height);
  return { width, height, values: Uint8Array.from({ length: width * height }, (_, i) => data[i * 4 + 3] ?? 0) };
}

export function frameOf(canvas: Sheet): Frame {
  const { width, height } = canvas;
  const pixels = flattenOnGrey(canvas.getContext('2d').getImageData(0, 0, width, height).data);
  return { width, height, pixels, time: 0, videoWidth: width, videoHeight: height };
}

/** The picture as it is, on mid grey where it is clear. */
function plainView({ canvas }: ObjectPicture, rule: ViewRule): View {
  const size = modelSize(canvas, rule.input);
  const placed: Placed = { canvas, x: 0, y: 0, ...size, isMirrored: false, lean: 0 };
  return { frame: frameOf(canvas), alpha: alphaOf(size, placed, rule) };
}

function pastedView({ canvas }: ObjectPicture, share: number, rule: ViewRule): View {
  const { random } = rule;
  const size = modelSize(SHAPES[Math.floor(random() * SHAPES.length)] ?? { width: 1, height: 1 }, rule.input);
  const scale = Math.min((share * size.height) / canvas.height, (0.98 * size.width) / canvas.width);
  const [width, height] = [canvas.width * scale, canvas.height * scale];
  const place = { x: (size.width - width) * random(), y: (size.height - height) * (0.3 + 0.7 * random()) };
  const lean = (2 * random() - 1) * LEAN_MAX;
  const placed: Placed = { canvas, ...place, width, height, isMirrored: random() < 0.5, lean };
  const whole = rule.newSheet(size.width, size.height);
  const pen = whole.getContext('2d');
  drawScene(pen, size, random);
  drawPlaced(pen, placed);
  drawLight(pen, size, random);
  return { frame: frameOf(whole), alpha: alphaOf(size, placed, rule) };
}

/** Where the object is not known the whole picture is one, with parts of it as nearer views. */
function croppedView({ canvas }: ObjectPicture, share: number, rule: ViewRule): View {
  const [width, height] = [Math.ceil(canvas.width * share), Math.ceil(canvas.height * share)];
  const { random, newSheet } = rule;
  const part = newSheet(width, height);
  part.getContext('2d').drawImage(canvas, -(canvas.width - width) * random(), -(canvas.height - height) * random());
  return plainView({ canvas: part, isCutOut: false }, rule);
}

/** What frames that show the object of a picture may look like. The first is the picture itself. */
export function viewsOf(object: ObjectPicture, rule: ViewRule): View[] {
  const others = object.isCutOut
    ? HEIGHTS.map((share) => pastedView(object, share, rule))
    : [0.9, 0.8, 0.7].map((share) => croppedView(object, share, rule));
  return [plainView(object, rule), ...others];
}

/** How many views each thing that was cut out has among what must not match. */
export const OTHER_VIEWS = 2;

/** A few frames that show something else, at any distance: many things seen twice say more than few seen often. */
export function otherViewsOf(object: ObjectPicture, rule: ViewRule): View[] {
  if (!object.isCutOut) return viewsOf(object, rule);
  const share = (): number => HEIGHTS[Math.floor(rule.random() * HEIGHTS.length)] ?? 1;
  return Array.from({ length: OTHER_VIEWS }, () => pastedView(object, share(), rule));
}
