import { cutOut, encodePng, encodeStill } from '../../src/evidence/png.ts';
import { wholePicture } from '../../src/pixels.ts';
import { modelPicture } from '../../src/prepare.ts';
import type { ToEngine } from '../../src/protocol.ts';
import { KEPT_BYTES_MAX, keepFrame } from '../frame-store.ts';
import { readInputRule } from '../input-rule.ts';

/** Keeps a frame of a tab. The model's input is made from it anew: the same bytes as those that were read. */
export async function keepForEvidence(message: Extract<ToEngine, { kind: 'keep' }>): Promise<void> {
  const { key, frame, reading, still } = message;
  const { videoWidth, videoHeight } = frame;
  // A picture of another size is not the frame that it claims to be.
  const isWhole = still?.display.width === videoWidth && still.display.height === videoHeight;
  const whole = isWhole ? wholePicture(still) : null;
  const kept = {
    key,
    takenAt: Date.now(),
    videoWidth,
    videoHeight,
    still: whole && (await encodeStill(whole)),
    input: encodePng(modelPicture(frame, await readInputRule())),
    reading,
    marks: whole === null ? [] : (reading.marks ?? []).map(({ box }) => encodePng(cutOut(whole, box))),
  };
  await keepFrame(kept, KEPT_BYTES_MAX);
}
