import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundleForPage, launchChromium, openPage } from './chromium-page.ts';

/** What the bundle of `feed-on-page.ts` puts on the page. */
declare const ours: typeof import('./feed-on-page.ts');
declare global {
  interface Window {
    feed: ReturnType<typeof ours.startFeed>;
  }
}

const ADDRESS = 'https://feed.example/';
const POST = '<li data-post-id="1"><p>one</p></li>';
const KEY = 'generic:feed.example/1';

let browser: Browser;
let script = '';
let page: Page;
beforeAll(async () => {
  [browser, script] = await Promise.all([launchChromium(), bundleForPage('test/browser/feed-on-page.ts')]);
});
afterAll(() => browser.close());
afterEach(() => page.close());

const open = async (html: string): Promise<void> => {
  page = await openPage(browser, ADDRESS, { html, script });
};
/** Waits until the page finds it so; fails by the test's own time limit. */
const until = (condition: () => unknown): Promise<unknown> =>
  page.waitForFunction(condition, null, { polling: 50, timeout: 20_000 });
const reads = (key: string): Promise<{ reads: number; unreadable: string | null }> =>
  page.evaluate((k) => window.feed.known(k), key);

describe('the feed of a page', () => {
  it('reads a video that was there before, soon after it plays, and again at least half a second later', async () => {
    await open(POST);
    await page.evaluate(async () => {
      document.querySelector('li')!.append(await ours.createVideo('rgb(200, 40, 60)'));
      window.feed = ours.startFeed();
    });
    await until(() => window.feed.sent.length >= 3);
    const sent = await page.evaluate(() => window.feed.sent);
    expect(sent[0]).toMatchObject({ width: 320, height: 180 });
    for (const [i, channel] of [200, 40, 60].entries())
      expect(Math.abs(sent[0]!.colour[i]! - channel)).toBeLessThan(12);
    expect(sent[1]!.time - sent[0]!.time).toBeGreaterThanOrEqual(0.5);
    expect(sent[2]!.time - sent[1]!.time).toBeGreaterThanOrEqual(0.5);
  });

  it('keeps the very frame at native size when something is recognised in it, and two of a video at most', async () => {
    await open(POST);
    await page.evaluate(async () => {
      document.querySelector('li')!.append(await ours.createVideo('rgb(200, 40, 60)', { width: 640, height: 480 }));
      window.feed = ours.startFeed('match');
    });
    await until(() => window.feed.known('generic:feed.example/1').reads >= 2 && window.feed.kept.length >= 2);
    const [kept, sent] = await page.evaluate(() => [window.feed.kept, window.feed.sent] as const);
    expect(kept.length).toBe(2);
    for (const { key, time, colour } of kept) {
      expect(key).toBe(KEY);
      expect(sent.map((one) => one.time)).toContain(time);
      expect(colour.slice(0, 2)).toEqual([640, 480]);
      for (const [i, channel] of [200, 40, 60].entries()) expect(Math.abs(colour[i + 2]! - channel)).toBeLessThan(12);
    }
  });

  it('finds videos put in later, deep inside, and in open shadow roots attached later still', async () => {
    await open('<main></main>');
    await page.evaluate(async () => {
      window.feed = ours.startFeed();
      const light = document.createElement('div');
      light.innerHTML = '<section><div data-post-id="light"><p>x</p></div></section>';
      light.querySelector('div')!.append(await ours.createVideo('red'));
      const host = document.createElement('x-player');
      host.setAttribute('data-post-id', 'shadow');
      document.querySelector('main')!.append(light, host);
      setTimeout(async () => host.attachShadow({ mode: 'open' }).append(await ours.createVideo('blue')), 300);
    });
    await until(() => window.feed.known('generic:feed.example/light').reads > 0);
    await until(() => window.feed.known('generic:feed.example/shadow').reads > 0);
  });

  it('keeps what it learnt with the post when an element is given another one', async () => {
    await open(POST);
    await page.evaluate(async () => {
      document.querySelector('li')!.append(await ours.createVideo('rgb(200, 40, 60)'));
      window.feed = ours.startFeed();
    });
    await until(() => window.feed.known('generic:feed.example/1').reads >= 2);
    const switchedAt = await page.evaluate(() => {
      document.querySelector('li')!.dataset.postId = '2';
      document.querySelector('video')!.srcObject = ours.createStream('rgb(20, 60, 220)');
      void document.querySelector('video')!.play();
      return performance.now();
    });
    const before = (await reads(KEY)).reads;
    await until(() => window.feed.known('generic:feed.example/2').reads >= 2);
    expect((await reads(KEY)).reads).toBe(before);
    const later = await page.evaluate((at) => window.feed.sent.filter((one) => one.at > at), switchedAt);
    for (const { colour } of later) expect(colour[2]).toBeGreaterThan(150);
  });

  it('reads only what is on screen, one frame at a time', async () => {
    await open('<div id="feed"></div>');
    await page.evaluate(async () => {
      for (const id of ['a', 'b', 'far']) {
        const post = document.createElement('article');
        post.dataset.postId = id;
        post.style.marginTop = id === 'far' ? '3000px' : '0';
        post.append('words', await ours.createVideo('teal'));
        document.querySelector('#feed')!.append(post);
      }
      window.feed = ours.startFeed();
    });
    await until(() => ['a', 'b'].every((id) => window.feed.known(`generic:feed.example/${id}`).reads >= 2));
    expect((await reads('generic:feed.example/far')).reads).toBe(0);
    expect(await page.evaluate(() => [window.feed.mostInFlight(), window.feed.shown()])).toEqual([
      1,
      ['generic:feed.example/a', 'generic:feed.example/b'],
    ]);
    await page.evaluate(() => document.querySelector('article:last-child')!.scrollIntoView());
    await until(() => window.feed.known('generic:feed.example/far').reads > 0);
    expect(await page.evaluate(() => window.feed.shown())).toEqual(['generic:feed.example/far']);
  });

  it('leaves a video alone after enough reads without a flag', async () => {
    await open(POST);
    await page.evaluate(async () => {
      const video = await ours.createVideo('red');
      document.querySelector('li')!.append(video);
      // Each colour is another scene, so that the reads come fast.
      const colours = ['black', 'white'].map((colour) => ours.createStream(colour));
      let turn = 0;
      setInterval(() => {
        const [track] = colours[turn++ % 2]!.getVideoTracks();
        const stream = video.srcObject as MediaStream;
        for (const old of stream.getVideoTracks()) stream.removeTrack(old);
        stream.addTrack(track!);
      }, 600);
      window.feed = ours.startFeed();
    });
    await until(() => window.feed.known('generic:feed.example/1').reads === 12);
    const { sent } = await page.evaluate(async () => {
      const count = window.feed.sent.length;
      const callback = () =>
        new Promise((resolve) => document.querySelector('video')!.requestVideoFrameCallback(resolve));
      for (let i = 0; i < 40; i++) await callback();
      return { sent: window.feed.sent.length - count };
    });
    expect(sent).toBe(0);
  });

  it('tells why a video is not read, and does not call that clear', async () => {
    await open(POST);
    await page.evaluate(async () => {
      document.querySelector('li')!.append(await ours.createVideo('red', { width: 48, height: 48 }));
      window.feed = ours.startFeed();
    });
    await until(() => window.feed.known('generic:feed.example/1').unreadable === 'too-small');
    expect(await page.evaluate(() => window.feed.sent.length)).toBe(0);
  });

  it('tells that a video left the page before it could be read, and reads it when it comes back', async () => {
    await open(POST);
    await page.evaluate(() => {
      document.querySelector('li')!.append(document.createElement('video'));
      document.querySelector('video')!.style.cssText = 'display: block; width: 400px; height: 225px';
      window.feed = ours.startFeed();
    });
    await until(() => window.feed.shown().length === 1);
    expect((await reads(KEY)).unreadable).toBe(null);
    await page.evaluate(() => document.querySelector('video')!.remove());
    await until(() => window.feed.known('generic:feed.example/1').unreadable === 'removed');
    await page.evaluate(async () => document.querySelector('li')!.append(await ours.createVideo('red')));
    await until(() => window.feed.known('generic:feed.example/1').reads > 0);
  });

  it('still reads the frame of a video that leaves the page while the engine has it', async () => {
    await open(POST);
    await page.evaluate(async () => {
      const video = await ours.createVideo('red');
      document.querySelector('li')!.append(video);
      window.feed = ours.startFeed();
      const look = () => (window.feed.sent.length > 0 ? video.remove() : setTimeout(look, 0));
      look();
    });
    await until(() => window.feed.known('generic:feed.example/1').reads === 1);
    expect(await reads(KEY)).toEqual({ reads: 1, unreadable: null });
  });

  it('tries again more and more rarely while the engine fails', async () => {
    await open(POST);
    await page.evaluate(async () => {
      document.querySelector('li')!.append(await ours.createVideo('red'));
      window.feed = ours.startFeed('failed');
    });
    await until(() => window.feed.sent.length === 3);
    const times = (await page.evaluate(() => window.feed.sent)).map(({ at }) => at);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(1000);
    expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(2000);
    expect(await reads(KEY)).toEqual({ reads: 0, unreadable: 'engine' });
  });

  it('changes nothing of the page and its videos, and does nothing after it ended', async () => {
    await open(POST);
    const before = await page.evaluate(async () => {
      document.querySelector('li')!.append(await ours.createVideo('red'));
      return document.documentElement.outerHTML;
    });
    await page.evaluate(() => {
      window.feed = ours.startFeed();
    });
    await until(() => window.feed.sent.length >= 1);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(before);
    const more = await page.evaluate(async () => {
      window.feed.stop();
      document.querySelector('li')!.append(await ours.createVideo('blue'));
      const count = window.feed.sent.length;
      const callback = () =>
        new Promise((resolve) => document.querySelector('video')!.requestVideoFrameCallback(resolve));
      for (let i = 0; i < 40; i++) await callback();
      return window.feed.sent.length - count;
    });
    expect(more).toBe(0);
  });
});
