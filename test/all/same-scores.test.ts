import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSheet } from '../../scripts/altered/picture.ts';
import { loadModel } from '../../scripts/model.ts';
import type { Frame } from '../../src/frame.ts';
import { drawLight, drawScene } from '../../src/pack-build/drawn-scenes.ts';
import { frameOf } from '../../src/pack-build/views.ts';
import { seededRandom } from '../../src/seeded-random.ts';
import { launchChromium } from '../browser/chromium-page.ts';
import { buildForTest, removeTemporary } from '../popup-world.ts';

type Scores = Record<string, number>;

/** Frames of every shape, larger and smaller than the model wants them. */
const SIZES = [
  [320, 180],
  [180, 320],
  [96, 96],
  [250, 131],
] as const;
const SCORES_APART_MAX = 1e-3;
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

function frames(): Frame[] {
  const random = seededRandom(21);
  return SIZES.map(([width, height]) => {
    const sheet = newSheet(width, height);
    drawScene(sheet.getContext('2d'), sheet, random);
    drawLight(sheet.getContext('2d'), sheet, random);
    return frameOf(sheet);
  });
}

/** The shipped entries, each reported whatever it scores. */
function tellEveryScore(models: string): void {
  const path = join(models, 'packs/lookalike.json');
  const pack = JSON.parse(readFileSync(path, 'utf8'));
  for (const entry of pack.entries) entry.thresholds.unsure = 0;
  writeFileSync(path, JSON.stringify(pack));
  writeFileSync(join(models, 'packs/index.json'), '["lookalike.json"]');
}

/** The built extension as a site: its engine worker runs on any page. */
function serve(folder: string): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    if (url === '/') return response.setHeader('content-type', 'text/html').end('<!doctype html><title>Engine</title>');
    try {
      const body = readFileSync(join(folder, new URL(url, 'http://localhost').pathname));
      response.setHeader('content-type', TYPES[extname(url)] ?? 'application/octet-stream').end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Runs in the page: the engine's own worker is asked for every frame. Pixels come as text, the only form quick in both. */
function askWorker(given: readonly (Omit<Frame, 'pixels'> & { readonly pixels: string })[]) {
  const worker = new Worker('/engine/worker.js', { type: 'module' });
  const found: Scores[] = [];
  const bytesOf = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  return new Promise<Scores[]>((resolve, reject) => {
    const askFor = (id: number): void => {
      const frame = given[id];
      if (frame === undefined) resolve(found);
      else worker.postMessage({ kind: 'read', id, frame: { ...frame, pixels: bytesOf(frame.pixels) } });
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      if (data.kind === 'up') worker.postMessage({ kind: 'load', modelsUrl: `${location.origin}/models/` });
      else if (data.kind === 'loaded') askFor(0);
      else if (data.kind === 'reading') {
        const matches: { entry: string; score: number }[] = data.reading.matches;
        found.push(Object.fromEntries(matches.map(({ entry, score }) => [entry, score])));
        askFor(data.id + 1);
      } else reject(new Error(`${data.kind} ${data.why ?? ''} ${data.detail}`));
    };
  });
}

let server: Server;
let models: string;
let asked: ReturnType<typeof plain>;
let ofNode: Scores[];

const plain = (given: readonly Frame[]) =>
  given.map((frame) => ({ ...frame, pixels: Buffer.from(frame.pixels).toString('base64') }));
const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

function farthest(ofBrowser: readonly Scores[]): number {
  const ids = Object.keys(ofNode[0] ?? {});
  expect(ids.length).toBeGreaterThan(40);
  const apart = ofNode.flatMap((scores, i) => ids.map((id) => Math.abs((scores[id] ?? 2) - (ofBrowser[i]?.[id] ?? 9))));
  return Math.max(...apart);
}

beforeAll(async () => {
  const extension = await buildForTest();
  models = join(extension, 'models');
  tellEveryScore(models);
  const given = frames();
  asked = plain(given);
  const { recogniser } = await loadModel(models, []);
  ofNode = [];
  for (const frame of given) {
    ofNode.push(Object.fromEntries((await recogniser.score(frame)).map(({ id, score }) => [id, score])));
  }
  await recogniser.dispose();
  server = await serve(extension);
});
afterAll(() => {
  server?.close();
  removeTemporary();
});

describe('the same pixels have the same scores', () => {
  it('in Chromium as in Node', async () => {
    const browser = await launchChromium();
    const page = await browser.newPage();
    await page.goto(address());
    const ofBrowser = await page.evaluate(askWorker, asked);
    await browser.close();
    expect(farthest(ofBrowser)).toBeLessThan(SCORES_APART_MAX);
  });

  it('in Firefox as in Node', async () => {
    const browser = await launch({
      browser: 'firefox',
      executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
      headless: true,
      protocolTimeout: 600_000,
    });
    const page = await browser.newPage();
    await page.goto(address());
    const ofBrowser = await page.evaluate(askWorker, asked);
    await browser.close();
    expect(farthest(ofBrowser)).toBeLessThan(SCORES_APART_MAX);
  });
});
