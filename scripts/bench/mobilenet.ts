import { createHash } from 'node:crypto';
import { createRecogniser, type OrtRecogniser } from '../../src/ort-recogniser.ts';
import type { Pack } from '../../src/pack.ts';
import { parseDescription } from '../../src/recogniser-description.ts';

const SIDE = 224;
const FEATURES = 1280;

/** Writes what ONNX files are made of (protocol buffers): a number, or bytes with their length. */
const varint = (value: number): number[] => {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
};
const number = (field: number, value: number): Buffer => Buffer.from([...varint(field * 8), ...varint(value)]);
const bytes = (field: number, value: Buffer | string): Buffer => {
  const body = Buffer.from(value as Buffer);
  return Buffer.concat([Buffer.from([...varint(field * 8 + 2), ...varint(body.length)]), body]);
};
const message = (field: number, ...parts: readonly Buffer[]): Buffer => bytes(field, Buffer.concat(parts));

const INTS = 7;
const FLOAT = 1;
const attribute = (name: string, values: readonly number[]): Buffer =>
  message(5, bytes(1, name), ...values.map((value) => number(8, value)), number(20, INTS));
const groupOf = (count: number): Buffer => message(5, bytes(1, 'group'), number(3, count), number(20, 2));

const node = (kind: string, inputs: readonly string[], output: string, attributes: readonly Buffer[] = []): Buffer =>
  message(1, ...inputs.map((name) => bytes(1, name)), bytes(2, output), bytes(4, kind), ...attributes);

/** Weights as small noise: what a network says does not change how long it takes. */
function weights(name: string, dimensions: readonly number[]): Buffer {
  const count = dimensions.reduce((product, side) => product * side, 1);
  const values = Float32Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898) * 0.05);
  return message(
    5,
    ...dimensions.map((side) => number(1, side)),
    number(2, FLOAT),
    bytes(8, name),
    bytes(9, Buffer.from(values.buffer)),
  );
}

/** A side is a number, or a name where it is free: the session is warmed up with another frame than it is timed with. */
const shaped = (field: number, name: string, dimensions: readonly (number | string)[]): Buffer => {
  const sides = dimensions.map((side) => message(1, typeof side === 'number' ? number(1, side) : bytes(2, side)));
  const shape = message(2, ...sides);
  return message(field, bytes(1, name), message(2, message(1, number(1, FLOAT), shape)));
};

/** Expansion, channels, repeats and first stride of each stage, as in the paper (Sandler et al., 2018, table 2). */
const STAGES = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

interface Conv {
  readonly from: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly side: 1 | 3;
  readonly stride?: number;
  readonly isDepthwise?: boolean;
  readonly isClipped?: boolean;
}

/** MobileNetV2 (width 1, 224 x 224, without its classifier) with noise for weights, as an ONNX file. */
function mobileNetV2(): Uint8Array {
  const parts: Buffer[] = [];
  let count = 0;
  const conv = ({ from, inputs, outputs, side, stride = 1, isDepthwise = false, isClipped = true }: Conv): string => {
    const name = `t${++count}`;
    const pad = side === 3 ? 1 : 0;
    const attributes = [
      attribute('kernel_shape', [side, side]),
      attribute('strides', [stride, stride]),
      attribute('pads', [pad, pad, pad, pad]),
    ];
    parts.push(weights(`${name}w`, [outputs, isDepthwise ? 1 : inputs, side, side]), weights(`${name}b`, [outputs]));
    parts.push(node('Conv', [from, `${name}w`, `${name}b`], name, [...attributes, groupOf(isDepthwise ? inputs : 1)]));
    if (!isClipped) return name;
    parts.push(node('Relu', [name], `${name}r`));
    return `${name}r`;
  };
  let [from, channels] = [conv({ from: 'image', inputs: 3, outputs: 32, side: 3, stride: 2 }), 32];
  for (const [expansion, outputs, repeats, first] of STAGES) {
    for (let i = 0; i < repeats; i++) {
      const [start, inner, stride] = [from, channels * expansion, i === 0 ? first : 1];
      const wide = expansion === 1 ? start : conv({ from: start, inputs: channels, outputs: inner, side: 1 });
      const deep = conv({ from: wide, inputs: inner, outputs: inner, side: 3, stride, isDepthwise: true });
      from = conv({ from: deep, inputs: inner, outputs, side: 1, isClipped: false });
      if (stride === 1 && channels === outputs) {
        parts.push(node('Add', [start, from], `${from}s`));
        from = `${from}s`;
      }
      channels = outputs;
    }
  }
  const last = conv({ from, inputs: channels, outputs: FEATURES, side: 1 });
  parts.push(node('Identity', [last], 'cells'), node('GlobalAveragePool', [last], 'mean'));
  parts.push(node('Flatten', ['mean'], 'scene'));
  const outputs = [shaped(12, 'cells', [1, FEATURES, 'rows', 'columns']), shaped(12, 'scene', [1, FEATURES])];
  const graph = message(7, ...parts, bytes(2, 'mobilenet'), shaped(11, 'image', [1, 3, 'height', 'width']), ...outputs);
  return Buffer.concat([number(1, 8), graph, message(8, number(2, 13))]);
}

/** The reference behind the same interface as ours, so that both are run by the same code. */
export async function referenceRecogniser(): Promise<OrtRecogniser> {
  const model = new Uint8Array(mobileNetV2()).buffer;
  const sha256 = createHash('sha256').update(new Uint8Array(model)).digest('hex');
  const description = parseDescription({
    ...{ version: 'reference', file: 'none', sha256, bytes: model.byteLength },
    input: {
      name: 'image',
      layout: 'NCHW',
      channels: 'RGB',
      range: [0, 1],
      multiple: 32,
      pixels: SIDE ** 2,
      minSide: SIDE,
    },
    outputs: {
      cells: { name: 'cells', dimensions: FEATURES, stride: 32 },
      scene: { name: 'scene', dimensions: FEATURES },
    },
  });
  const scale = { scale: 1, temperature: 1 };
  const space = { cells: { ...scale, window: 1 }, scene: scale };
  const pack: Pack = { id: 'none', version: '1', recogniser: 'reference', space, entries: [], contrast: [] };
  return createRecogniser({ model, description, packs: [pack] });
}
