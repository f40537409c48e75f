import type { Part } from './parts.ts';

/** Pixels of one moment of a video, upright (rotation applied), cropped to the visible rectangle. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** RGB, 3 bytes a pixel, row by row, full range sRGB. Length is width * height * 3. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** Seconds into the video. */
  readonly time: number;
  /** Size of the video as shown, in pixels, before it was scaled to this frame. */
  readonly videoWidth: number;
  readonly videoHeight: number;
  /** The part of it that the recogniser is to be shown; the whole where there is none. Marks are looked for in the whole. */
  readonly part?: Part | undefined;
}

/** Why a video or frame could not be read. Shown to people through `_locales`, so each is one message key. */
export const UNREADABLE = [
  'tainted', // pixels of another host, refused by the browser
  'protected', // DRM
  'too-small', // zero-sized, or under 64 px
  'blank', // black, one colour, noise or words alone: nothing to judge
  'removed', // the element left the page
  'not-playing', // no data yet
  'broken', // cannot be decoded
  'engine', // the engine failed or did not answer in time
  'no-model', // model or pack missing or corrupt
] as const;
export type Unreadable = (typeof UNREADABLE)[number];
