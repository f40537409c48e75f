import * as v from 'valibot';

const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4096));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(50));

const descriptionSchema = v.object({
  version: name,
  file: name,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  bytes: count,
  input: v.object({
    name,
    // The maths of `prepare.ts` is for this layout; a model that wants another needs other code.
    layout: v.literal('NCHW'),
    channels: v.literal('RGB'),
    range: v.tuple([v.literal(0), v.literal(1)]),
    multiple: side,
    pixels: count,
    firstPixels: v.optional(count),
    minSide: side,
  }),
  outputs: v.object({
    cells: v.object({ name, dimensions: side, stride: side }),
    scene: v.object({ name, dimensions: side }),
  }),
  /** Pictures of nobody beside the model; only whoever makes packs needs them. */
  negatives: v.optional(
    v.object({ file: name, type: v.literal('int8'), shape: v.strictTuple([count, count, count, count, side]) }),
  ),
});

/** What `models/recogniser.json` says of the model beside it. */
export type RecogniserDescription = v.InferOutput<typeof descriptionSchema>;

export const MODEL_FAULTS = ['bad-description', 'corrupt', 'unusable'] as const;
export type ModelFault = (typeof MODEL_FAULTS)[number];

/** A model that cannot be used, and why, in one line. */
export class ModelError extends Error {
  readonly fault: ModelFault;

  constructor(fault: ModelFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ModelError';
    this.fault = fault;
  }
}

/** @throws ModelError `bad-description`. */
export function parseDescription(json: unknown): RecogniserDescription {
  const parsed = v.safeParse(descriptionSchema, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new ModelError(
    'bad-description',
    `The model description is not usable: ${v.getDotPath(issue) ?? 'file'}: ${issue.message}.`,
  );
}

export const dimensionsOf = ({ outputs }: RecogniserDescription) => ({
  cells: outputs.cells.dimensions,
  scene: outputs.scene.dimensions,
});
