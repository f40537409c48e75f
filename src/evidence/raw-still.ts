import * as v from 'valibot';
import { COLOUR_MATRICES, RAW_FORMATS, type RawPixels, ROTATIONS } from '../pixels.ts';

/** 4K. A larger frame is kept as the model's input only. */
const AREA_MAX = 3840 * 2160;
/** At most 4 bytes a pixel, and room for padded rows. */
const BYTES_MAX = AREA_MAX * 5;

export const mayBeStill = ({ width, height }: { readonly width: number; readonly height: number }): boolean =>
  width * height > 0 && width * height <= AREA_MAX;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(BYTES_MAX));
const size = v.object({ width: count, height: count });

/**
 * A whole frame as its video was decoded, on its way from a page to the engine. Turning it into a picture takes tens of
 * milliseconds, which is the engine's work and not the page's.
 */
export const rawStillSchema: v.GenericSchema<unknown, RawPixels> = v.object({
  format: v.picklist(RAW_FORMATS),
  data: v.pipe(
    v.custom<RawPixels['data']>((value) => value instanceof Uint8Array),
    v.check((data) => data.length <= BYTES_MAX),
  ),
  layout: v.pipe(v.array(v.object({ offset: count, stride: count })), v.minLength(1), v.maxLength(4)),
  visible: v.pipe(
    v.object({ x: count, y: count, width: count, height: count }),
    v.check((rect) => mayBeStill(rect)),
  ),
  rotation: v.picklist(ROTATIONS),
  matrix: v.picklist(COLOUR_MATRICES),
  isFullRange: v.boolean(),
  display: v.pipe(size, v.check(mayBeStill)),
});
