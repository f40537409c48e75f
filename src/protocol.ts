import * as v from 'valibot';
import { rawStillSchema } from './evidence/raw-still.ts';
import type { FetchedFile } from './fetched-file.ts';
import { FEEDBACKS, type Flag } from './flag.ts';
import { type Frame, UNREADABLE } from './frame.ts';
import type { MarkSeen } from './marks/mark.ts';
import { MATCH_LEVELS, type Reading } from './match.ts';
import { PARTS } from './parts.ts';
import { LIMITS, type Post, SITES } from './post.ts';
import { SIGN_KINDS, SIGN_NOTES, type Sign } from './sign.ts';
import type { StoreTrouble } from './store-trouble.ts';
import { VERDICT_KINDS, type Verdict } from './verdict.ts';

/** Name of the one port from a tab to the engine. Only the engine listens to `onConnect`. */
export const FRAMES_PORT = 'frames';

const text = (length: number) => v.pipe(v.string(), v.maxLength(length));
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const seconds = v.pipe(v.number(), v.finite(), v.minValue(0));
const side = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(16384));
const place = v.object({ x: fraction, y: fraction, width: fraction, height: fraction });
const box = v.nullable(place);
export const webAddress = v.pipe(text(LIMITS.permalink), v.regex(/^https?:\/\//));

export const postSchema: v.GenericSchema<unknown, Post> = v.object({
  site: v.picklist(SITES),
  id: v.pipe(text(LIMITS.id), v.minLength(1)),
  permalink: webAddress,
  author: text(LIMITS.author),
  caption: text(LIMITS.caption),
  hashtags: v.pipe(v.array(text(LIMITS.hashtag)), v.maxLength(LIMITS.hashtags)),
  postedAt: text(40),
  isVerifiedLayout: v.boolean(),
});

const signSchema = v.object({
  kind: v.picklist(SIGN_KINDS),
  strength: v.picklist(['weak', 'strong'] as const),
  cue: text(300),
  generator: text(100),
  notes: v.optional(v.pipe(v.array(v.picklist(SIGN_NOTES)), v.maxLength(6))),
  box: v.optional(place),
});

/** What one file may say of its own origin: nothing else comes out of a file. */
const fileSignsSchema: v.GenericSchema<unknown, readonly Sign[]> = v.pipe(
  v.array(v.object({ ...signSchema.entries, kind: v.literal('provenance') })),
  v.maxLength(4),
);

export const verdictSchema: v.GenericSchema<unknown, Verdict> = v.object({
  kind: v.picklist(VERDICT_KINDS),
  entries: v.pipe(
    v.array(
      v.object({
        entry: text(100),
        state: v.picklist(['unsure', 'one-read', 'two-reads'] as const),
        bestScore: fraction,
        bestTime: seconds,
        box,
        isNamedInCaption: v.boolean(),
      }),
    ),
    v.maxLength(50),
  ),
  signs: v.pipe(v.array(signSchema), v.maxLength(50)),
  framesRead: v.pipe(v.number(), v.integer(), v.minValue(0)),
  unreadable: v.nullable(v.picklist(UNREADABLE)),
  modelVersion: text(50),
  packVersion: text(50),
});

/** Longest side of a frame on the port: above any model input, below what would flood the engine. */
const FRAME_SIDE_MAX = 1024;

const frameSchema: v.GenericSchema<unknown, Frame> = v.pipe(
  v.object({
    width: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(FRAME_SIDE_MAX)),
    height: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(FRAME_SIDE_MAX)),
    pixels: v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array),
    time: seconds,
    videoWidth: side,
    videoHeight: side,
    part: v.optional(v.picklist(PARTS)),
  }),
  v.check(({ width, height, pixels }) => pixels.length === width * height * 3),
);

const requestId = v.pipe(v.number(), v.integer(), v.minValue(0));

const marksSchema: v.GenericSchema<unknown, readonly MarkSeen[]> = v.pipe(
  v.array(v.object({ mark: text(50), score: fraction, box: place })),
  v.maxLength(20),
);

export const readingSchema: v.GenericSchema<unknown, Reading> = v.object({
  time: seconds,
  part: v.optional(v.picklist(PARTS)),
  matches: v.array(v.object({ entry: text(100), score: fraction, level: v.picklist(MATCH_LEVELS), box })),
  marks: v.optional(marksSchema),
  modelVersion: text(50),
  packVersion: text(50),
});

/** Content to engine, over the port. `fetch`: take the frame from the media itself. `keep`: a frame in which something was recognised, for evidence; no answer. */
export const toEngineSchema = v.variant('kind', [
  v.object({ kind: v.literal('read'), id: requestId, frame: frameSchema }),
  v.object({
    kind: v.literal('fetch'),
    id: requestId,
    address: webAddress,
    what: v.picklist(['video', 'picture']),
    time: seconds,
  }),
  v.object({
    kind: v.literal('keep'),
    key: text(260),
    frame: frameSchema,
    reading: readingSchema,
    still: v.nullable(rawStillSchema),
  }),
]);
export type ToEngine = v.InferOutput<typeof toEngineSchema>;

/** Engine to content, over the port. `skipped`: newer work came first, send a newer frame instead. */
export const fromEngineSchema = v.variant('kind', [
  v.object({ kind: v.literal('reading'), id: requestId, reading: readingSchema }),
  v.object({ kind: v.literal('failed'), id: requestId, why: v.picklist(UNREADABLE), marks: v.optional(marksSchema) }),
  v.object({ kind: v.literal('skipped'), id: requestId }),
  v.object({ kind: v.literal('frame'), id: requestId, frame: frameSchema }),
]);
export type FromEngine = v.InferOutput<typeof fromEngineSchema>;

/** Match pattern of one host. */
const originSchema = v.pipe(text(300), v.regex(/^https?:\/\/[^/*]+\/\*$/));
/** Hosts named in one coverage; a page takes its media from a few. */
export const MEDIA_HOSTS_MAX = 8;

/** How many videos of a page were looked at, and why others were not. */
export const coverageSchema = v.object({
  looked: v.pipe(v.number(), v.integer(), v.minValue(0)),
  unreadable: v.partial(v.object(v.entriesFromList(UNREADABLE, v.pipe(v.number(), v.integer(), v.minValue(0))))),
  /** Of all these, how many posts were read by the generic adapter. */
  unverified: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Match patterns of hosts whose media could not be read, for the person to allow. */
  mediaHosts: v.exactOptional(v.pipe(v.array(originSchema), v.maxLength(MEDIA_HOSTS_MAX))),
});
export type Coverage = v.InferOutput<typeof coverageSchema>;

/** What the popup says when the engine cannot work: a message key of `_locales`. */
export const ENGINE_STATES = ['starting', 'ready', 'no-model', 'no-pack', 'stopped'] as const;
export type EngineState = (typeof ENGINE_STATES)[number];

/** To the background, by `runtime.sendMessage`. `from` says who may send it; the background checks the sender. */
export const toBackgroundSchema = v.variant('kind', [
  // from content
  v.object({ kind: v.literal('wake-engine') }),
  v.object({
    kind: v.literal('verdict'),
    post: postSchema,
    verdict: verdictSchema,
    mediaAddress: v.exactOptional(webAddress),
  }),
  v.object({ kind: v.literal('coverage'), coverage: coverageSchema }),
  v.object({ kind: v.literal('may-fetch'), origin: originSchema }),
  // from the engine
  v.object({ kind: v.literal('engine-state'), state: v.picklist(ENGINE_STATES), detail: text(500) }),
  // from popup and desk
  v.object({ kind: v.literal('page-state'), tabId: v.pipe(v.number(), v.integer()) }),
  v.object({ kind: v.literal('open-coverage') }),
  v.object({ kind: v.literal('recent-flags'), limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)) }),
  v.object({ kind: v.literal('feedback'), key: text(260), feedback: v.picklist(FEEDBACKS) }),
  v.object({ kind: v.literal('fetch-file'), key: text(260) }),
  v.object({ kind: v.literal('file-signs'), key: text(260), signs: fileSignsSchema }),
]);
export type ToBackground = v.InferOutput<typeof toBackgroundSchema>;

/** Answer to `page-state`. */
export interface PageState {
  /** Host with port, or empty where extensions may not look. */
  readonly host: string;
  readonly engine: { readonly state: EngineState; readonly detail: string };
  readonly coverage: Coverage;
  /** Flags of this tab's present page, newest first. */
  readonly flags: readonly Flag[];
  /** Why flags cannot be kept or read, or null. */
  readonly storeTrouble: StoreTrouble | null;
}

/** Answer of the background to each kind of message. */
export interface BackgroundAnswers {
  'wake-engine': { readonly state: EngineState };
  verdict: { readonly isStored: boolean; readonly feedback: Flag['feedback'] };
  coverage: null;
  'may-fetch': boolean;
  'engine-state': null;
  'page-state': PageState;
  /** Of all pages that are open, as one. */
  'open-coverage': Coverage;
  'recent-flags': readonly Flag[];
  feedback: null;
  /** The video's own file, from the address that the flag holds and no other. */
  'fetch-file': FetchedFile;
  /** Whether there was such a flag to take them. */
  'file-signs': boolean;
}

/**
 * To one tab. `feedback`, from the background: what a person said of a flag, so that the mark on the page follows at
 * once; `file-signs`, what the file of the post said. `locate`, from the popup: where the post is in sight, for a
 * picture of it. `access-changed`: sites were taken back, perhaps this one.
 */
export const toContentSchema = v.variant('kind', [
  v.object({ kind: v.literal('feedback'), key: text(260), feedback: v.picklist(FEEDBACKS) }),
  v.object({ kind: v.literal('file-signs'), key: text(260), signs: fileSignsSchema }),
  v.object({ kind: v.literal('locate'), key: text(260) }),
  v.object({ kind: v.literal('access-changed') }),
]);

/** Answer to `locate`: a part of the viewport in CSS pixels, and how many pixels of the screen each takes. */
export const postPlaceSchema = v.object({
  x: v.pipe(v.number(), v.finite(), v.minValue(0)),
  y: v.pipe(v.number(), v.finite(), v.minValue(0)),
  width: v.pipe(v.number(), v.finite(), v.minValue(1)),
  height: v.pipe(v.number(), v.finite(), v.minValue(1)),
  scale: v.pipe(v.number(), v.finite(), v.minValue(0.1), v.maxValue(16)),
});
export type PostPlace = v.InferOutput<typeof postPlaceSchema>;
export type ToContent = v.InferOutput<typeof toContentSchema>;
