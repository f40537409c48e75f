import { extname } from 'node:path';
import type { Frame, Unreadable } from '../src/frame.ts';
import type { RgbaPicture } from '../src/pack-build/sheet.ts';
import { flattenOnGrey } from '../src/prepare.ts';
import { momentsOf, READS_MAX } from '../src/video-moments.ts';
import { probeVideo, type VideoFacts, videoFrame } from './media-ffmpeg.ts';
import { readPicture } from './media-picture.ts';

const PICTURES = new Set(['.png', '.jpg', '.jpeg', '.webp', '.avif', '.bmp']);
const VIDEOS = new Set('.mp4 .m4v .mov .webm .mkv .avi .gif .mpg .mpeg .ts .flv .3gp .ogv .wmv'.split(' '));

const extensionOf = (path: string): string => extname(path).toLowerCase();
export const isPicture = (path: string): boolean => PICTURES.has(extensionOf(path));
/** What is picked up from a folder; a file that is named is tried whatever it is called. */
export const isMedia = (path: string): boolean => isPicture(path) || VIDEOS.has(extensionOf(path));

/** Sides below this show too little to judge. */
const LEAST_SIDE = 64;

/** A file or frame that could not be read, with a reason in words. */
export interface NotRead {
  readonly unreadable: Unreadable;
  readonly why: string;
}
export type MediaFrame = { readonly frame: Frame } | NotRead;

/** A still as the recogniser takes it, on mid grey where it is transparent. */
export function stillFrame({ width, height, rgba }: RgbaPicture): Frame {
  return { width, height, pixels: flattenOnGrey(rgba), time: 0, videoWidth: width, videoHeight: height };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const broken = (error: unknown): NotRead => ({ unreadable: 'broken', why: messageOf(error) });

function tooSmall({ width, height }: { width: number; height: number }): NotRead | null {
  if (Math.min(width, height) >= LEAST_SIDE) return null;
  return {
    unreadable: 'too-small',
    why: `it is ${width} x ${height} pixels; at least ${LEAST_SIDE} a side are needed`,
  };
}

async function* framesOfPicture(path: string): AsyncGenerator<MediaFrame> {
  const picture = await readPicture(path);
  yield tooSmall(picture) ?? { frame: stillFrame(picture) };
}

async function* framesOfVideo(path: string): AsyncGenerator<MediaFrame> {
  const facts = await probeVideo(path);
  const small = tooSmall(facts);
  if (small !== null) return yield small;
  // Without a stated length the video is followed second by second until it ends.
  const moments =
    facts.durationSeconds === null ? Array.from({ length: READS_MAX }, (_, i) => i) : momentsOf(facts.durationSeconds);
  let failed = 0;
  for (const time of moments) {
    const read = await frameAt(path, facts, time);
    yield* read === null ? [] : [read];
    failed += read === null ? 1 : 0;
  }
  if (failed === moments.length) yield { unreadable: 'broken', why: 'no frame of it could be decoded' };
}

/** Null past the end; a fault in one place leaves the other places to be read. */
async function frameAt(path: string, facts: VideoFacts, time: number): Promise<MediaFrame | null> {
  try {
    const frame = await videoFrame(path, facts, time);
    return frame === null ? null : { frame };
  } catch (error) {
    return broken(error);
  }
}

/** Frames of a picture (one) or of a video (up to 12), each with its time; never throws for a bad file. */
export async function* mediaFrames(path: string): AsyncGenerator<MediaFrame> {
  try {
    yield* isPicture(path) ? framesOfPicture(path) : framesOfVideo(path);
  } catch (error) {
    yield broken(error);
  }
}
