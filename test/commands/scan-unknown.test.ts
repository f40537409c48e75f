import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScanLine } from '../../scripts/scan-line.ts';
import { EMPTY_FRAMES } from '../empty-frames.ts';
import { newFolder } from '../tiny-model.ts';
import { linesOf, runScript } from './run-script.ts';

/** Node starts anew with the shipped model, which takes long on a busy machine. */
const TIMEOUT_MS = 180_000;
const CLIPS = {
  'noise.webm': 'color=gray:s=160x160:d=1.2:r=5,noise=alls=100:allf=t',
  'solid.webm': 'color=0xf0c828:s=160x160:d=1.2:r=5',
};

let media: string;

beforeAll(() => {
  media = newFolder();
  for (const [name, bytes] of EMPTY_FRAMES) writeFileSync(join(media, name), bytes);
  for (const [name, graph] of Object.entries(CLIPS)) {
    const args = ['-v', 'error', '-f', 'lavfi', '-i', graph, '-c:v', 'libvpx', '-b:v', '1M', join(media, name)];
    execFileSync('ffmpeg', args);
  }
}, TIMEOUT_MS);
afterAll(() => rmSync(media, { recursive: true, force: true }));

describe('scan with the shipped model', { timeout: TIMEOUT_MS }, () => {
  it('answers unknown, and never clear or a match, to solid, noise, text-only and tiny frames', async () => {
    const { code, out } = await runScript('scan', [media]);
    expect(code).toBe(1);
    const lines = linesOf(out).map((line) => JSON.parse(line) as ScanLine);
    expect(lines).toHaveLength(EMPTY_FRAMES.size + Object.keys(CLIPS).length);
    const judged = lines.filter(({ verdict, matches }) => verdict !== 'unknown' || matches.length > 0);
    expect(judged.map(({ file, verdict }) => `${file.slice(media.length + 1)} ${verdict}`)).toEqual([]);
    const reasons = new Set(lines.map(({ unreadable }) => unreadable));
    expect([...reasons].sort()).toEqual(['blank', 'too-small']);
  });
});
