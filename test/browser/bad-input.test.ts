import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Chromium, openChromium } from '../../scripts/sample/chromium.ts';
import { ExtensionPage } from '../../scripts/sample/extension-page.ts';
import { type SampleServer, serve } from '../../scripts/sample/serve.ts';
import type { PageState } from '../../src/protocol.ts';
import { buildForTest, removeTemporary } from '../popup-world.ts';
import { type BadPost, badSite, drawBadClips, putEngineProbe, putTinyModel } from '../sample/bad-clips.ts';

declare global {
  interface Window {
    /** Verdicts that a page of the extension overheard. */
    overheard: { unreadable: string | null }[];
  }
}

const PATIENCE = { timeout: 60_000, interval: 100 };

let extension: string;
let clips: ReturnType<typeof drawBadClips>;
beforeAll(async () => {
  clips = drawBadClips();
  extension = await buildForTest();
  putTinyModel(extension);
  putEngineProbe(extension);
});
afterAll(() => {
  rmSync(clips.folder, { recursive: true, force: true });
  removeTemporary();
});

interface World {
  readonly page: Page;
  readonly popup: Page;
  readonly state: () => Promise<PageState>;
  readonly close: () => Promise<void>;
}

/** Chromium with the extension, a page with these posts, and a page of the extension. */
async function open(posts: readonly BadPost[]): Promise<World> {
  const server: SampleServer = await serve(badSite(posts, clips.file));
  const browser: Chromium = await openChromium(extension, { args: ['--autoplay-policy=no-user-gesture-required'] });
  const page = await browser.newPage();
  await page.goto(server.origin);
  const popup = await browser.newPage();
  await popup.goto(`${browser.extension}/popup/popup.html`);
  const asked = new ExtensionPage(popup);
  const tabId = await asked.tabId(server.origin);
  await page.bringToFront();
  const state = () => asked.ask({ kind: 'page-state', tabId });
  const close = async (): Promise<void> => {
    await browser.close();
    await server.close();
  };
  return { page, popup, state, close };
}

/** What the probe in the engine page noted. */
const noted = (popup: Page, key: 'held' | 'errors'): Promise<unknown[]> =>
  popup.evaluate((name) => JSON.parse(localStorage.getItem(name) ?? '[]'), key);

const local = (id: string, above = 0): BadPost => ({ id, media: `/${id}.webm`, above });

describe('videos that cannot be read', () => {
  let world: World;
  let elsewhere: SampleServer;
  beforeAll(async () => {
    elsewhere = await serve(badSite([local('elsewhere')], clips.file));
    const posts = ['ruby', 'black', 'small', 'garbage'].map((id) => local(id));
    world = await open([
      ...posts,
      // Another name for the same machine, which the extension was not allowed to ask for media.
      { id: 'elsewhere', media: `${elsewhere.origin.replace('127.0.0.1', 'localhost')}/elsewhere.webm` },
      local('far', 3000),
    ]);
  });
  afterAll(() => Promise.all([world?.close(), elsewhere?.close()]));

  it('are unknown, each with its reason, and never clear', async () => {
    const unreadable = { blank: 1, 'too-small': 1, broken: 1, tainted: 1 };
    await vi.waitFor(async () => expect((await world.state()).coverage).toMatchObject({ unreadable }), PATIENCE);
    const verdict = async (id: string) =>
      (await world.state()).flags.find(({ key }) => key.endsWith(`/${id}`))?.verdict;
    await vi.waitFor(async () => expect(await verdict('ruby')).toMatchObject({ kind: 'likely' }), PATIENCE);
    for (const [id, why] of [
      ['black', 'blank'],
      ['small', 'too-small'],
      ['garbage', 'broken'],
      ['elsewhere', 'tainted'],
    ] as const)
      expect(await verdict(id)).toMatchObject({ kind: 'ai-only', unreadable: why, framesRead: 0, entries: [] });
  });

  it('are told to be protected as soon as they have keys', async () => {
    await world.page.evaluate(async () => {
      const video = document.querySelector<HTMLVideoElement>('[data-post-id="far"] video')!;
      const access = await navigator.requestMediaKeySystemAccess('org.w3.clearkey', [
        { initDataTypes: ['webm'], videoCapabilities: [{ contentType: 'video/webm; codecs="vp8"' }] },
      ]);
      await video.setMediaKeys(await access.createMediaKeys());
      video.scrollIntoView();
    });
    await vi.waitFor(async () => expect((await world.state()).coverage.unreadable.protected).toBe(1), PATIENCE);
  });
});

describe('an engine that was closed', () => {
  it('is opened again for the next video', async () => {
    const world = await open([local('ruby'), local('far', 3000)]);
    await vi.waitFor(async () => expect((await world.state()).coverage.looked).toBe(1), PATIENCE);
    await world.popup.evaluate(() => chrome.offscreen.closeDocument());
    await world.page.evaluate(() => document.querySelector('[data-post-id="far"] video')?.scrollIntoView());
    await vi.waitFor(async () => expect((await world.state()).coverage.looked).toBe(2), PATIENCE);
    expect((await world.state()).engine.state).toBe('ready');
    await world.close();
  });

  it('is opened again for the frame that it had in hand, once', async () => {
    const world = await open([local('ruby'), local('far', 3000)]);
    await vi.waitFor(async () => expect((await world.state()).coverage.looked).toBe(1), PATIENCE);
    await world.popup.evaluate(() => {
      localStorage.setItem('hold', 'yes');
      localStorage.setItem('held', '[]');
      Object.assign(window, { overheard: [] });
      chrome.runtime.onMessage.addListener(
        (message: { kind: string; post?: { id: string }; verdict: { unreadable: string | null } }) => {
          if (message.kind === 'verdict' && message.post?.id.endsWith('/far')) window.overheard.push(message.verdict);
        },
      );
    });
    await world.page.evaluate(() => document.querySelector('[data-post-id="far"] video')?.scrollIntoView());
    // Watched from within the browser, so that the engine goes while the frame is with it and not long after.
    await world.popup.evaluate(async () => {
      while (localStorage.getItem('held') === '[]') await new Promise((next) => setTimeout(next, 20));
      localStorage.setItem('hold', 'no');
      await chrome.offscreen.closeDocument();
    });
    const verdict = async () => (await world.state()).flags.find(({ key }) => key.endsWith('/far'))?.verdict;
    await vi.waitFor(async () => expect(await verdict()).toMatchObject({ kind: 'likely', unreadable: null }), PATIENCE);
    // The very frame was read in the end: nothing was ever told to be unreadable.
    const told = await world.popup.evaluate(() => window.overheard);
    expect(told.map(({ unreadable }) => unreadable)).toEqual(told.map(() => null));
    expect(await noted(world.popup, 'held')).toHaveLength(1);
    await world.close();
  });
});

describe('a video that is taken out of the page before a frame of it was read', () => {
  it('is unknown because of that, in what is stored and in what the page is told', async () => {
    const world = await open([local('ruby')]);
    await vi.waitFor(async () => expect((await world.state()).coverage.looked).toBe(1), PATIENCE);
    await world.page.evaluate(async () => {
      const post = document.querySelector('article')!.cloneNode(true) as HTMLElement;
      post.dataset.postId = 'gone';
      const video = post.querySelector('video')!;
      // On screen, and waiting for bytes for good.
      video.removeAttribute('src');
      document.body.prepend(post);
      const seen = new Promise((next) => new IntersectionObserver(next).observe(video));
      await seen;
      for (let i = 0; i < 60; i++) await new Promise(requestAnimationFrame);
      post.remove();
    });
    await vi.waitFor(
      async () => expect((await world.state()).coverage).toMatchObject({ looked: 1, unreadable: { removed: 1 } }),
      PATIENCE,
    );
    const { flags } = await world.state();
    expect(flags.find(({ key }) => key.endsWith('/gone'))?.verdict).toMatchObject({
      kind: 'ai-only',
      unreadable: 'removed',
      framesRead: 0,
    });
    await world.close();
  });
});

describe('a model or pack that is missing or damaged', () => {
  const damage = (name: string): void => {
    const path = join(extension, 'models', name);
    const bytes = readFileSync(path);
    bytes[200] = (bytes[200] ?? 0) ^ 255;
    writeFileSync(path, bytes);
  };
  it.each<[string, 'no-model' | 'no-pack', string, () => void]>([
    [
      'a damaged model',
      'no-model',
      'The model is missing or damaged. No verdicts are made.',
      () => damage('recogniser.onnx'),
    ],
    [
      'no model',
      'no-model',
      'The model is missing or damaged. No verdicts are made.',
      () => rmSync(join(extension, 'models/recogniser.json')),
    ],
    [
      'a damaged pack',
      'no-pack',
      'The character pack is missing or damaged. No verdicts are made.',
      () => damage('packs/lookalike.json'),
    ],
  ])('gives one message for %s, and no verdicts', async (_name, expected, message, spoil) => {
    putTinyModel(extension);
    spoil();
    const world = await open([local('ruby')]);
    await vi.waitFor(
      async () => expect((await world.state()).coverage.unreadable).toEqual({ 'no-model': 1 }),
      PATIENCE,
    );
    const { engine, flags, coverage } = await world.state();
    expect([engine.state, coverage.looked]).toEqual([expected, 0]);
    expect(flags.map(({ verdict }) => [verdict.kind, verdict.unreadable])).toEqual([['ai-only', 'no-model']]);
    await world.popup.reload();
    const messages = world.popup.locator('.message').filter({ visible: true });
    await vi.waitFor(
      async () => expect(await messages.allTextContents()).toEqual([expect.stringContaining(message)]),
      PATIENCE,
    );
    const what = expected === 'no-pack' ? 'character pack' : 'model';
    expect(await noted(world.popup, 'errors')).toEqual([
      expect.stringMatching(`^Lookalike makes no verdicts: its ${what} is missing or damaged`),
    ]);
    await world.close();
    putTinyModel(extension);
  });
});
