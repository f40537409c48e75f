import type { Frame } from '../frame.ts';
import { openSession } from '../ort-session.ts';
import { ModelError } from '../recogniser-description.ts';
import type { MarksDescription } from './description.ts';
import { findMarks } from './find-marks.ts';
import type { MarkSeen } from './mark.ts';
import { boxIn, croppedTo, pictureArea, WHOLE } from './picture-area.ts';
import { planTiles, tilesOf } from './tiles.ts';

/** The second, small network: it looks for generators' marks where those stand. */
export interface MarkReader {
  /** Marks in one frame, best first. */
  read(frame: Frame): Promise<MarkSeen[]>;
  dispose(): Promise<void>;
}

/** In a frame with bars, the picture within and the whole take turns this long: whoever put the bars may have marked them. */
const TURN_SECONDS = 1;
const isTurnOfPicture = (time: number): boolean => Math.floor(time / TURN_SECONDS) % 3 !== 2;

/** @throws ModelError for a damaged or unusable model. */
export async function createMarkReader(model: ArrayBuffer, description: MarksDescription): Promise<MarkReader> {
  const { input, output } = description;
  const session = await openSession(model, description);
  return {
    async read(whole) {
      const area = isTurnOfPicture(whole.time) ? pictureArea(whole) : WHOLE;
      const frame = area.width === 1 && area.height === 1 ? whole : croppedTo(whole, area);
      const plan = planTiles(frame, input);
      const dims = [plan.places.length, 3, input.height, input.width];
      const cells = (await session.run(input.name, { data: tilesOf(frame, plan, input), dims })).get(output.name);
      if (cells === undefined) throw new ModelError('unusable', `The model has no output "${output.name}" of floats.`);
      return findMarks(cells.data, description, plan).map((seen) => ({ ...seen, box: boxIn(area, seen.box) }));
    },
    dispose: () => session.release(),
  };
}
