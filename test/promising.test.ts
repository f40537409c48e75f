import { describe, expect, it } from 'vitest';
import { isPromising } from '../extension/content/post-states.ts';
import { addReading, type Look, startLook } from '../src/look.ts';
import type { Match } from '../src/match.ts';
import type { Part } from '../src/parts.ts';

const MATCH: Match = { entry: 'zag', score: 0.9, level: 'flag', box: { x: 0, y: 0, width: 0.5, height: 0.5 } };

const read = (look: Look, time: number, matches: readonly Match[], part?: Part): Look =>
  addReading(look, {
    time,
    matches,
    modelVersion: '1',
    packVersion: '1',
    ...(part === undefined ? {} : { part }),
  });

const nothing = read(startLook([], []), 0, []);

describe('what a second read would make certain', () => {
  it('is nothing as long as nothing was found', () => {
    expect(isPromising(startLook([], []))).toBe(false);
    expect(isPromising(nothing)).toBe(false);
  });

  it('is what one read of the whole shows, until another read shows it too', () => {
    const once = read(nothing, 1, [MATCH]);
    expect(isPromising(once)).toBe(true);
    expect(isPromising(read(once, 2, []))).toBe(true);
  });

  it('is what a part shows, although it counts for nothing yet, until the next read does not show it', () => {
    const once = read(nothing, 1, [MATCH], 'top-left');
    expect(isPromising(once)).toBe(true);
    expect(isPromising(read(once, 2, [], 'top-left'))).toBe(false);
  });
});
