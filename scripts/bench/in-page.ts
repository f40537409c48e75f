import { type Browser, launch, type Page } from 'puppeteer-core';
import { type SampleServer, serve } from '../sample/serve.ts';
import { captureScript } from './capture-script.ts';
import { clip } from './clip.ts';
import { type Measured, median } from './times.ts';

const FRAMES = 25;
/** The first frames pay for compiling. */
const WARM_UP = 5;
const PLAYER = '<!doctype html><video src="/media/0.webm" muted loop autoplay></video>';
const BROWSERS = [
  ['Chromium', 'chrome', process.env.CHROMIUM ?? '/usr/bin/chromium'],
  ['Firefox', 'firefox', process.env.FIREFOX ?? '/usr/bin/firefox-esr'],
] as const;

/** Budgets of the design: for each frame, the fast way and through a canvas; and the longest task of ours at all. */
const CASES = [
  { way: 'VideoFrame', size: '1920x1080', isKept: false, budgetMs: 2 },
  { way: 'canvas', size: '1920x1080', isKept: false, budgetMs: 6 },
  { way: 'VideoFrame', size: '1920x1080', isKept: true, budgetMs: 50 },
  { way: 'canvas', size: '1920x1080', isKept: true, budgetMs: 50 },
] as const;
type Case = (typeof CASES)[number];

/** The longest that the page stood still while each frame was taken, kept where it shall be, and sent off, in milliseconds. */
const standstills = (page: Page, isKept: boolean): Promise<number[]> =>
  page.evaluate(
    async (frames, wantsStill) => {
      type Taken = { kind: string; frame: unknown; still: { take(): Promise<unknown>; close(): void } };
      type Ours = { createCapture(): (video: HTMLVideoElement, wish: string) => Promise<Taken> };
      const capture = (globalThis as unknown as { ours: Ours }).ours.createCapture();
      const video = document.querySelector('video');
      if (video === null) throw new Error('There is no video.');
      // A message to oneself comes back whenever the thread is free.
      const [clock, port] = [new MessageChannel(), new MessageChannel()];
      let last = performance.now();
      let longest = 0;
      clock.port1.onmessage = () => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
        clock.port2.postMessage(0);
      };
      clock.port2.postMessage(0);
      const turn = () => new Promise((next) => setTimeout(next, 0));
      const found: number[] = [];
      for (let tries = 0; found.length < frames && tries < frames * 4; tries++) {
        await new Promise((next) => video.requestVideoFrameCallback(next));
        await turn();
        longest = 0;
        const taken = await capture(video, wantsStill ? 'any' : 'none');
        // The engine reads it meanwhile, so what comes next is another task.
        await turn();
        // Where the clip begins anew there is no frame for a moment.
        if (taken.kind !== 'frame') continue;
        const still = await taken.still.take();
        if (wantsStill && still === null) continue;
        // As the port to the engine does it: what is sent is cloned while the page waits.
        port.port1.postMessage({ frame: taken.frame, still });
        await turn();
        await turn();
        found.push(longest);
      }
      if (found.length < frames) throw new Error('Too few frames could be taken.');
      return found;
    },
    FRAMES,
    isKept,
  );

async function measureOn(browser: Browser, server: SampleServer, { way, isKept }: Case): Promise<number> {
  const page = await browser.newPage();
  try {
    await page.goto(server.origin);
    // The compiler of the scripts names inner functions through this, and the page does not have it.
    await page.evaluate('globalThis.__name = (named) => named');
    await page.evaluate((without) => {
      if (without) Reflect.deleteProperty(globalThis, 'VideoFrame');
    }, way === 'canvas');
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2);
    await page.addScriptTag({ content: await captureScript() });
    return median((await standstills(page, isKept)).slice(WARM_UP));
  } finally {
    await page.close();
  }
}

async function measureCase(browser: Browser, name: string, one: Case): Promise<Measured> {
  const { way, size, isKept, budgetMs } = one;
  const files = new Map([['/media/0.webm', clip(size)]]);
  const server = await serve({ pages: new Map([['/', { type: 'text/html', body: PLAYER }]]), files });
  try {
    const time = await measureOn(browser, server, one);
    return {
      what: `the page at a standstill for a ${isKept ? 'kept ' : ''}frame of ${size} by ${way} in ${name}`,
      value: `${time.toFixed(1)} ms`,
      budget: `<= ${budgetMs} ms`,
      isKept: time <= budgetMs,
    };
  } finally {
    await server.close();
  }
}

/** What taking a frame, and keeping it for evidence, costs the page, in both browsers and on both ways of taking it. */
export async function measureInPage(): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const [name, kind, executablePath] of BROWSERS) {
    const args = kind === 'chrome' ? ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'] : [];
    const prefs = { 'media.autoplay.default': 0 };
    const browser = await launch({ browser: kind, executablePath, headless: true, args, extraPrefsFirefox: prefs });
    try {
      for (const one of CASES) measured.push(await measureCase(browser, name, one));
    } finally {
      await browser.close();
    }
  }
  return measured;
}
