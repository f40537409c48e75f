import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScanLine } from '../../scripts/scan-line.ts';
import { paintedPng } from '../painted.ts';
import { newFolder, writeTinyModels } from '../tiny-model.ts';
import { linesOf, runScript } from './run-script.ts';

/** Each run starts Node anew, which takes long on a busy machine. */
const TIMEOUT_MS = 120_000;
const WHITE = [255, 255, 255] as const;

let models: string;
let media: string;
const scan = (args: readonly string[], input?: string) =>
  runScript('scan', ['--models', models, ...args], input === undefined ? {} : { input });
const resultsOf = (out: string): Map<string, ScanLine> =>
  new Map(
    linesOf(out)
      .map((line) => JSON.parse(line) as ScanLine)
      .map((line) => [line.file.slice(media.length + 1), line]),
  );
const at = (name: string): string => join(media, name);

/** Two seconds of a red thing on white. */
function writeClip(path: string): void {
  const picture = 'color=white:s=160x160:d=2:r=4,drawbox=x=32:y=32:w=96:h=96:color=red:t=fill';
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', picture, '-c:v', 'libvpx', '-b:v', '1M', path]);
}

beforeAll(() => {
  models = writeTinyModels();
  media = newFolder();
  const red = { colour: [255, 0, 0], at: [32, 32, 96, 96] } as const;
  writeFileSync(at('ruby.png'), paintedPng({ width: 160, height: 160, ground: WHITE, patches: [red] }));
  writeFileSync(at('black.png'), paintedPng({ width: 160, height: 160, ground: [0, 0, 0] }));
  writeFileSync(at('tiny.png'), paintedPng({ width: 40, height: 40, ground: WHITE, patches: [red] }));
  writeFileSync(at('broken.mp4'), Buffer.alloc(5000, 'no video'));
  writeFileSync(at('notes.txt'), 'not looked at');
  writeClip(at('clip.webm'));
}, TIMEOUT_MS);
afterAll(() => {
  for (const folder of [models, media]) rmSync(folder, { recursive: true, force: true });
});

describe('scan', { timeout: TIMEOUT_MS }, () => {
  it('reads what it can of a folder, says what it could not and why, and exits with 1', async () => {
    const { code, out, err } = await scan([media]);
    expect(code).toBe(1);
    const lines = resultsOf(out);
    expect([...lines.keys()]).toEqual(['black.png', 'broken.mp4', 'clip.webm', 'ruby.png', 'tiny.png']);
    expect(lines.get('ruby.png')).toMatchObject({ verdict: 'seen', framesRead: 1, unreadable: null, why: null });
    const clip = lines.get('clip.webm')!;
    expect(clip).toMatchObject({ verdict: 'seen', framesRead: 2, modelVersion: 'tiny-1', packVersion: 'lookalike@1' });
    expect(clip.matches).toEqual([expect.objectContaining({ entry: 'ruby', level: 'flag' })]);
    expect(clip.matches[0]!.box!.width).toBeLessThan(1);
    expect(clip.sha256).toMatch(/^[0-9a-f]{64}$/);
    for (const [name, unreadable] of [
      ['black.png', 'blank'],
      ['broken.mp4', 'broken'],
      ['tiny.png', 'too-small'],
    ] as const) {
      expect(lines.get(name)).toMatchObject({ verdict: 'unknown', framesRead: 0, unreadable, matches: [] });
      expect(lines.get(name)!.why).not.toBe('');
    }
    expect(linesOf(err).filter((line) => line.startsWith('['))).toHaveLength(5);
  });

  it('takes a list on standard input and a caption, and exits with 0 when all was read', async () => {
    const list = `${at('clip.webm')}\n${at('ruby.png')}\n`;
    const { code, out } = await scan(['--caption', 'Made with #sora2 #aigenerated', '-'], list);
    expect(code).toBe(0);
    const lines = resultsOf(out);
    expect(lines.get('clip.webm')).toMatchObject({ verdict: 'likely' });
    expect(lines.get('ruby.png')).toMatchObject({ verdict: 'possible' });
    expect(lines.get('clip.webm')!.signs[0]).toMatchObject({ kind: 'caption', strength: 'strong' });
  });

  it('goes on where it stopped, by content, and tries again what it could not read', async () => {
    const results = at('results.jsonl');
    writeFileSync(results, '{"file":"cut sho');
    const first = await scan(['--resume', results, at('ruby.png'), at('broken.mp4')]);
    expect([first.code, linesOf(first.out)]).toEqual([1, linesOf(readFileSync(results, 'utf8')).slice(1)]);
    writeFileSync(at('copy.png'), readFileSync(at('ruby.png')));
    const second = await scan(['--resume', results, at('copy.png'), at('broken.mp4'), at('missing.png')]);
    expect(second.err).toContain('copy.png: done before');
    expect([...resultsOf(second.out).keys()]).toEqual(['broken.mp4', 'missing.png']);
    expect(resultsOf(second.out).get('missing.png')).toMatchObject({ sha256: null, unreadable: 'broken' });
    expect(linesOf(readFileSync(results, 'utf8'))).toHaveLength(5);
  });

  it('says that ffmpeg is missing, and reads pictures without it', async () => {
    const env = { PATH: dirname(process.execPath).endsWith('/usr/bin') ? '/nowhere' : dirname(process.execPath) };
    const args = ['--models', models, at('clip.webm'), at('ruby.png')];
    const { code, out } = await runScript('scan', args, { env });
    expect(code).toBe(1);
    expect(resultsOf(out).get('clip.webm')!.why).toContain('ffmpeg');
    expect(resultsOf(out).get('ruby.png')).toMatchObject({ verdict: 'seen' });
  });

  it.each<[string, (folder: string) => string[], RegExp]>([
    ['no path', () => [], /^Usage/],
    ['an unknown option', () => ['--frobnicate', 'x'], /^scan: .*frobnicate/],
    ['no model', (folder) => ['--models', join(folder, 'nowhere'), 'x'], /^scan: There is no /],
    ['a damaged model', (folder) => ['--models', folder, 'x'], /^scan: The model is damaged/],
  ])('exits with 2 and one message for %s', async (_name, argsFor, message) => {
    const folder = writeTinyModels();
    const model = readFileSync(join(folder, 'recogniser.onnx'));
    model[300] = (model[300] ?? 0) ^ 255;
    writeFileSync(join(folder, 'recogniser.onnx'), model);
    const { code, out, err } = await runScript('scan', argsFor(folder));
    rmSync(folder, { recursive: true });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});
