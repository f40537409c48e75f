import { signal } from '@preact/signals';
import type { ShownFrame } from '../../ui/frame-figure.tsx';
import { loadSeals } from '../../ui/seal-store.ts';
import { readShownFrames, revokeShown } from '../../ui/shown-frames.ts';

/** Kept frames of the opened flag; null while they are being read. */
export const frames = signal<readonly ShownFrame[] | null>(null);

/** Shows the frames of this flag instead of those before, unless another was opened meanwhile. */
export async function showFrames(key: string | null, isStillOpen: () => boolean): Promise<void> {
  revokeShown(frames.value);
  frames.value = null;
  const [shown] = key === null ? [[]] : await Promise.all([readShownFrames(key), loadSeals(key)]);
  if (isStillOpen()) frames.value = shown;
  else revokeShown(shown);
}
