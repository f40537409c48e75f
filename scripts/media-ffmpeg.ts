import { execFile } from 'node:child_process';
import * as v from 'valibot';
import type { Frame } from '../src/frame.ts';
import { fitInside, matrixOf, type RawPixels, type Rotation, toSmallPicture } from '../src/pixels.ts';
import { flattenOnGrey } from '../src/prepare.ts';
import type { Size } from '../src/resize.ts';

/** Size as shown (rotation and pixel shape applied) and length of a video. */
export interface VideoFacts extends Size {
  /** Null where the file does not say. */
  readonly durationSeconds: number | null;
  /** How its frames are coded; null where ffmpeg had better turn them into RGB itself. */
  readonly coded: Coded | null;
}

type Coded = Size & Pick<RawPixels, 'rotation' | 'matrix' | 'isFullRange'> & { readonly pixelFormat: string };

/** Formats that browsers hand out as I420, so that both go the same way from planes to a small picture. */
const PLANAR = ['yuv420p', 'yuvj420p'];
/** Tone mapping is ffmpeg's, as it is the browser's. */
const HDR_TRANSFERS = ['smpte2084', 'arib-std-b67'];
const ROTATIONS: readonly Rotation[] = [0, 90, 180, 270];

/** One broken file must not hold up the rest. */
const TIME_LIMIT_MS = 60_000;
/** One frame of 8K in planes. */
const OUTPUT_BYTES_MAX = 64 * 2 ** 20;
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
      pix_fmt: v.optional(v.string(), ''),
      color_range: v.optional(v.string(), ''),
      color_space: v.optional(v.string(), ''),
      color_transfer: v.optional(v.string(), ''),
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

type Stream = v.InferOutput<typeof probeSchema>['streams'][number];

/** Counter-clockwise, as the file says it. */
const turnOf = ({ side_data_list }: Stream): number =>
  side_data_list.find(({ rotation }) => rotation !== undefined)?.rotation ?? 0;

function codedOf(stream: Stream): Coded | null {
  const { width, height, pix_fmt, color_range, color_space, color_transfer } = stream;
  const rotation = ROTATIONS.find((known) => known === (360 - turnOf(stream)) % 360);
  const isPlain = PLANAR.includes(pix_fmt) && !HDR_TRANSFERS.includes(color_transfer);
  // Even sides only: how a last odd row is laid out differs between programs.
  if (!isPlain || rotation === undefined || width % 2 === 1 || height % 2 === 1) return null;
  const isFullRange = pix_fmt === 'yuvj420p' || color_range === 'pc';
  const matrix = matrixOf(MATRIX_NAMES[color_space] ?? color_space, height);
  return { width, height, pixelFormat: pix_fmt, rotation, matrix, isFullRange };
}

/** Where ffprobe calls a matrix otherwise than `VideoColorSpace` does. */
const MATRIX_NAMES: Readonly<Record<string, string | undefined>> = { bt2020nc: 'bt2020-ncl' };

const STREAM_FIELDS =
  'width,height,sample_aspect_ratio,pix_fmt,color_range,color_space,color_transfer,duration:stream_side_data=rotation';

/** Throws with ffprobe's reason where the file is no video. */
export async function probeVideo(path: string): Promise<VideoFacts> {
  const fields = `stream=${STREAM_FIELDS}:format=duration`;
  const args = ['-v', 'error', ...LOCAL_ONLY, '-select_streams', 'v:0', '-show_entries', fields, '-of', 'json'];
  const found = v.parse(probeSchema, JSON.parse((await outputOf('ffprobe', [...args, `file:${path}`])).toString()));
  const [stream] = found.streams;
  if (stream === undefined || stream.width < 1 || stream.height < 1) throw new Error('there is no video in it');
  const width = Math.max(1, Math.round(stream.width * pixelAspect(stream.sample_aspect_ratio)));
  const size =
    Math.abs(turnOf(stream)) % 180 === 90 ? { width: stream.height, height: width } : { width, height: stream.height };
  const duration = stream.duration ?? found.format.duration ?? Number.NaN;
  const durationSeconds = Number.isFinite(duration) && duration > 0 ? duration : null;
  return { ...size, durationSeconds, coded: codedOf(stream) };
}

/** Options of ffmpeg before and after its input. */
interface FrameOptions {
  readonly input: readonly string[];
  readonly output: readonly string[];
}

/** The first frame from a moment on as raw bytes; empty past the end. */
function frameBytes(path: string, time: number, { input, output }: FrameOptions): Promise<Buffer> {
  const from = ['-v', 'error', '-nostdin', ...LOCAL_ONLY, ...input, '-ss', time.toFixed(3), '-i', `file:${path}`];
  return outputOf('ffmpeg', [...from, '-frames:v', '1', ...output, '-f', 'rawvideo', 'pipe:1']);
}

function planesOf(data: Buffer, { width, height, rotation, matrix, isFullRange }: Coded, display: Size): RawPixels {
  const [luma, stride] = [width * height, width / 2];
  const layout = [
    { offset: 0, stride: width },
    { offset: luma, stride },
    { offset: luma + luma / 4, stride },
  ];
  const visible = { x: 0, y: 0, width, height };
  return { format: 'I420', data, layout, visible, rotation, matrix, isFullRange, display };
}

/** The frame shown at a moment, made small as in the browser; null where the video has none (any more). */
export async function videoFrame(path: string, facts: VideoFacts, time: number): Promise<Frame | null> {
  const about = { time, videoWidth: facts.width, videoHeight: facts.height };
  const { coded } = facts;
  if (coded !== null) {
    const data = await frameBytes(path, time, { input: ['-noautorotate'], output: ['-pix_fmt', coded.pixelFormat] });
    if (data.length !== (coded.width * coded.height * 3) / 2) return null;
    return { ...toSmallPicture(planesOf(data, coded, facts), LONG_SIDE), ...about };
  }
  const { width, height } = fitInside(facts, LONG_SIDE);
  const output = ['-vf', `scale=${width}:${height}:flags=area`, '-pix_fmt', 'rgba'];
  const rgba = await frameBytes(path, time, { input: [], output });
  if (rgba.length !== width * height * 4) return null;
  return { width, height, pixels: flattenOnGrey(rgba), ...about };
}
