import { execFile } from 'node:child_process';
import * as v from 'valibot';
import type { Frame } from '../src/frame.ts';
import { fitInside } from '../src/pixels.ts';
import { flattenOnGrey } from '../src/prepare.ts';
import type { Size } from '../src/resize.ts';

/** Size as shown (rotation and pixel shape applied) and length of a video. */
export interface VideoFacts extends Size {
  /** Null where the file does not say. */
  readonly durationSeconds: number | null;
}

/** One broken file must not hold up the rest. */
const TIME_LIMIT_MS = 60_000;
const OUTPUT_BYTES_MAX = 16 * 2 ** 20;
/** Frames reach the recogniser at this size in the browser too. */
const LONG_SIDE = 320;
/** A playlist dressed up as a video must not make ffmpeg fetch anything. */
const LOCAL_ONLY = ['-protocol_whitelist', 'file'];

/** Said once for every video, since pictures can be read without it. */
export class FfmpegMissing extends Error {
  constructor() {
    super('ffmpeg is not installed: videos need ffmpeg and ffprobe on the PATH');
    this.name = 'FfmpegMissing';
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.slice(0, 300) ?? '';

function outputOf(command: 'ffmpeg' | 'ffprobe', args: readonly string[]): Promise<Buffer> {
  const options = {
    encoding: 'buffer',
    maxBuffer: OUTPUT_BYTES_MAX,
    timeout: TIME_LIMIT_MS,
    killSignal: 'SIGKILL',
  } as const;
  return new Promise((resolve, reject) => {
    execFile(command, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      if (error.code === 'ENOENT') return reject(new FfmpegMissing());
      if (error.killed === true) return reject(new Error(`${command} gave no answer in ${TIME_LIMIT_MS / 1000} s`));
      reject(new Error(lastLine(stderr.toString()) || `${command} failed`, { cause: error }));
    });
  });
}

const numeric = v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(Number)));
const probeSchema = v.object({
  streams: v.array(
    v.object({
      width: v.optional(v.number(), 0),
      height: v.optional(v.number(), 0),
      sample_aspect_ratio: v.optional(v.string(), '1:1'),
      duration: numeric,
      side_data_list: v.optional(v.array(v.object({ rotation: v.optional(v.number()) })), []),
    }),
  ),
  format: v.optional(v.object({ duration: numeric }), {}),
});

/** Pixels that are not square: their width as a share of their height. */
function pixelAspect(text: string): number {
  const [across = 1, down = 1] = text.split(':').map(Number);
  return across > 0 && down > 0 ? across / down : 1;
}

/** Throws with ffprobe's reason where the file is no video. */
export async function probeVideo(path: string): Promise<VideoFacts> {
  const fields = 'stream=width,height,sample_aspect_ratio,duration:stream_side_data=rotation:format=duration';
  const args = ['-v', 'error', ...LOCAL_ONLY, '-select_streams', 'v:0', '-show_entries', fields, '-of', 'json'];
  const found = v.parse(probeSchema, JSON.parse((await outputOf('ffprobe', [...args, `file:${path}`])).toString()));
  const [stream] = found.streams;
  if (stream === undefined || stream.width < 1 || stream.height < 1) throw new Error('there is no video in it');
  const width = Math.max(1, Math.round(stream.width * pixelAspect(stream.sample_aspect_ratio)));
  const turn = stream.side_data_list.find(({ rotation }) => rotation !== undefined)?.rotation ?? 0;
  const size = Math.abs(turn) % 180 === 90 ? { width: stream.height, height: width } : { width, height: stream.height };
  const duration = stream.duration ?? found.format.duration ?? Number.NaN;
  return { ...size, durationSeconds: Number.isFinite(duration) && duration > 0 ? duration : null };
}

/** The frame shown at a moment, scaled as in the browser; null where the video has none (any more). */
export async function videoFrame(path: string, facts: VideoFacts, time: number): Promise<Frame | null> {
  const { width, height } = fitInside(facts, LONG_SIDE);
  const output = ['-frames:v', '1', '-vf', `scale=${width}:${height}:flags=area`, '-pix_fmt', 'rgba', '-f', 'rawvideo'];
  const input = ['-ss', time.toFixed(3), '-i', `file:${path}`];
  const rgba = await outputOf('ffmpeg', ['-v', 'error', '-nostdin', ...LOCAL_ONLY, ...input, ...output, 'pipe:1']);
  if (rgba.length !== width * height * 4) return null;
  return { width, height, pixels: flattenOnGrey(rgba), time, videoWidth: facts.width, videoHeight: facts.height };
}
