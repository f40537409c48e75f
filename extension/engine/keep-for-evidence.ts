import { cutOut, encodePng, encodeStill } from '../../src/evidence/png.ts';
import { type InputRule, modelPicture } from '../../src/prepare.ts';
import type { ToEngine } from '../../src/protocol.ts';
import { parseDescription } from '../../src/recogniser-description.ts';
import { browser } from '../browser.ts';
import { KEPT_BYTES_MAX, keepFrame } from '../frame-store.ts';

async function readInputRule(): Promise<InputRule> {
  const response = await fetch(browser.runtime.getURL('models/recogniser.json'));
  return parseDescription(await response.json()).input;
}

/** Keeps a frame of a tab. The model's input is made from it anew: the same bytes as those that were read. */
export async function keepForEvidence(message: Extract<ToEngine, { kind: 'keep' }>): Promise<void> {
  const { key, frame, reading, still } = message;
  const { videoWidth, videoHeight } = frame;
  // A picture of another size is not the frame that it claims to be.
  const isWhole = still !== null && still.width === videoWidth && still.height === videoHeight;
  const kept = {
    key,
    takenAt: Date.now(),
    videoWidth,
    videoHeight,
    still: isWhole ? await encodeStill(still) : null,
    input: encodePng(modelPicture(frame, await readInputRule())),
    reading,
    marks: isWhole ? (reading.marks ?? []).map(({ box }) => encodePng(cutOut(still, box))) : [],
  };
  await keepFrame(kept, KEPT_BYTES_MAX);
}
