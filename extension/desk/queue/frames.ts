import { signal } from '@preact/signals';
import type { KeptFrame } from '../../../src/evidence/kept-frame.ts';
import { keptFrames } from '../../frame-store.ts';
import type { ShownFrame } from '../../ui/frame-figure.tsx';

/** Kept frames of the opened flag; null while they are being read. */
export const frames = signal<readonly ShownFrame[] | null>(null);

const revoke = (shown: readonly ShownFrame[] | null): void => {
  for (const { url } of shown ?? []) URL.revokeObjectURL(url);
};

async function shownOf({ still, input, reading }: KeptFrame): Promise<ShownFrame> {
  const blob = new Blob([still ?? input], { type: 'image/png' });
  const { width, height } = await createImageBitmap(blob);
  return {
    url: URL.createObjectURL(blob),
    width,
    height,
    time: reading.time,
    box: reading.matches[0]?.box ?? null,
    isInputOnly: still === null,
  };
}

/** A picture that is damaged is left out; the others are evidence all the same. */
async function readFrames(key: string): Promise<ShownFrame[]> {
  const read = await Promise.allSettled((await keptFrames(key)).map(shownOf));
  return read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

/** Shows the frames of this flag instead of those before, unless another was opened meanwhile. */
export async function showFrames(key: string | null, isStillOpen: () => boolean): Promise<void> {
  revoke(frames.value);
  frames.value = null;
  const shown = key === null ? [] : await readFrames(key);
  if (isStillOpen()) frames.value = shown;
  else revoke(shown);
}
