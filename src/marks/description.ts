import * as v from 'valibot';
import { ModelError } from '../recogniser-description.ts';

const positive = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4096));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const pair = v.tuple([fraction, fraction]);

const generatorSchema = v.object({
  class: v.string(),
  /** As people call it; empty for a mark that says AI and no more. */
  name: v.string(),
  /** Experimental: drawn from facts, measured on too little real material to be more than a hint. */
  status: v.picklist(['measured', 'experimental']),
  /** It jumps from place to place every few seconds. */
  moves: v.boolean(),
  /** Least score that counts, and what one of its sightings needs for a strong sign where it was seen at one place only. */
  score: fraction,
  sureScore: fraction,
  /** Where the middle of it may stand, in fractions of the frame, and how far from there. */
  places: v.array(pair),
  reach: pair,
  /** Least and most height, as shares of the short side. */
  size: pair,
});

const descriptionSchema = v.object({
  version: v.string(),
  file: v.string(),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  input: v.object({ name: v.string(), width: positive, height: positive, shortSide: positive, tilesPerRead: positive }),
  output: v.object({ name: v.string(), stride: positive, classes: v.array(v.string()) }),
  generators: v.array(generatorSchema),
});

/** What `models/marks.json` says of the network beside it, and of each mark. */
export type MarksDescription = v.InferOutput<typeof descriptionSchema>;
export type MarkGenerator = v.InferOutput<typeof generatorSchema>;

/** @throws ModelError `bad-description`. */
export function parseMarksDescription(json: unknown): MarksDescription {
  const parsed = v.safeParse(descriptionSchema, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new ModelError(
    'bad-description',
    `The description of the marks is not usable: ${v.getDotPath(issue)}: ${issue.message}.`,
  );
}
