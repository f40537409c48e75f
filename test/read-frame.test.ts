import { describe, expect, it } from 'vitest';
import type { Frame } from '../src/frame.ts';
import { addUnreadable, startLook, verdictOf } from '../src/look.ts';
import type { MarkReader } from '../src/marks/read-marks.ts';
import { addRead, type FrameReaders, readFrame } from '../src/read-frame.ts';
import type { Recogniser } from '../src/recognise.ts';
import { momentsOf, READS_MAX } from '../src/video-moments.ts';
import { paintedFrame } from './painted.ts';

const versions = { modelVersion: '1', packVersion: '1' };
const recogniser: Recogniser = {
  ...versions,
  read: async ({ time }) => ({ time, matches: [], ...versions }),
  score: async () => [],
  dispose: async () => undefined,
};
const box = { x: 0.84, y: 0.84, width: 0.06, height: 0.06 };
const marks: MarkReader = {
  read: async () => [{ mark: 'gemini', score: 0.95, box }],
  dispose: async () => undefined,
};
const black = (time: number): Frame => paintedFrame({ width: 64, height: 64, ground: [0, 0, 0] }, time);
const picture = (time: number): Frame =>
  paintedFrame(
    { width: 64, height: 64, ground: [40, 90, 160], patches: [{ colour: [200, 60, 20], at: [8, 8, 40, 30] }] },
    time,
  );

async function verdictAfter(frames: readonly Frame[], readers: FrameReaders) {
  let look = startLook([], []);
  for (const frame of frames) look = addRead(look, await readFrame(frame, readers), frame.time);
  return verdictOf(look);
}

describe('reading a frame', () => {
  it.each([
    ['in pictures', [picture(0), picture(2)], null, 2],
    ['in black frames, which are told as unreadable', [black(0), black(2)], 'blank', 0],
    ['in a picture and in a black frame', [picture(0), black(2)], null, 1],
  ] as const)('finds a mark %s', async (_, frames, unreadable, framesRead) => {
    const verdict = await verdictAfter(frames, { recogniser, marks });
    expect(verdict).toMatchObject({ kind: 'ai-only', unreadable, framesRead });
    expect(verdict.signs).toMatchObject([{ kind: 'mark', strength: 'strong', cue: 'Gemini / Veo', box }]);
  });

  it('goes on without a reader of marks, and never calls a black video clear', async () => {
    const readers = { recogniser, marks: null };
    expect(await verdictAfter([picture(0)], readers)).toMatchObject({ kind: 'clear', signs: [] });
    expect(await verdictAfter([black(0)], readers)).toMatchObject({ kind: 'unknown', signs: [] });
    expect(verdictOf(addUnreadable(startLook([], []), 'broken')).kind).toBe('unknown');
  });
});

describe('the moments of a video file that are looked at', () => {
  it.each([
    [0.4, [0.2]],
    [1, [0.25, 0.75]],
    [3, [0.5, 1.5, 2.5]],
  ])('%s seconds', (seconds, moments) => {
    expect(momentsOf(seconds)).toEqual(moments);
  });

  it('are no more than a dozen, however long it is', () => {
    const moments = momentsOf(3600);
    expect(moments).toHaveLength(READS_MAX);
    expect(moments[0]).toBe(150);
  });
});
