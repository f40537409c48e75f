import type { Frame } from '../../src/frame.ts';
import type { BuiltEntry } from '../../src/pack-build/build-entry.ts';
import type { RgbaPicture } from '../../src/pack-build/sheet.ts';
import type { FrameRead } from '../../src/read-frame.ts';

/** Desk to its worker; one at a time. */
export type ToDeskWorker =
  | {
      readonly kind: 'build';
      readonly modelsUrl: string;
      readonly pictures: readonly RgbaPicture[];
      readonly without: string;
    }
  | { readonly kind: 'read'; readonly modelsUrl: string; readonly frame: Frame };

/** Worker to desk. Only `progress` is followed by more. */
export type FromDeskWorker =
  | { readonly kind: 'up' }
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'built'; readonly built: BuiltEntry }
  | { readonly kind: 'read'; readonly read: FrameRead }
  | { readonly kind: 'failed'; readonly detail: string };
