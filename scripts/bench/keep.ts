import { type Browser, launch, type Page } from 'puppeteer-core';
import { type SampleServer, serve } from '../sample/serve.ts';
import { captureScript } from './capture-script.ts';
import { clip } from './clip.ts';
import { type Measured, median } from './times.ts';

/** design.md: no task of ours on the page's main thread may be longer. */
const LONGEST_MS = 50;
const FRAMES = 25;
/** The first frames pay for compiling. */
const WARM_UP = 5;
const PLAYER = '<!doctype html><video src="/media/0.webm" muted loop autoplay></video>';
const BROWSERS = [
  ['Chromium', 'chrome', process.env.CHROMIUM ?? '/usr/bin/chromium'],
  ['Firefox', 'firefox', process.env.FIREFOX ?? '/usr/bin/firefox-esr'],
] as const;

/** The longest that the page stood still while each frame was taken, kept and sent off, in milliseconds. */
const standstills = (page: Page): Promise<number[]> =>
  page.evaluate(async (frames) => {
    type Taken = { kind: string; frame: unknown; still(): unknown };
    type Ours = { createCapture(): (video: HTMLVideoElement, wantsStill: boolean) => Promise<Taken> };
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
      const taken = await capture(video, true);
      // Where the clip begins anew there is no frame for a moment.
      const still = taken.kind === 'frame' ? taken.still() : null;
      if (still === null) continue;
      // As the port to the engine does it: what is sent is cloned while the page waits.
      port.port1.postMessage({ frame: taken.frame, still });
      await turn();
      await turn();
      found.push(longest);
    }
    if (found.length < frames) throw new Error('The frames could not be kept.');
    return found;
  }, FRAMES);

async function measureOn(browser: Browser, server: SampleServer, isCanvas: boolean): Promise<number> {
  const page = await browser.newPage();
  try {
    await page.goto(server.origin);
    // The compiler of the scripts names inner functions through this, and the page does not have it.
    await page.evaluate('globalThis.__name = (named) => named');
    await page.evaluate((without) => {
      if (without) Reflect.deleteProperty(globalThis, 'VideoFrame');
    }, isCanvas);
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2);
    await page.addScriptTag({ content: await captureScript() });
    return median((await standstills(page)).slice(WARM_UP));
  } finally {
    await page.close();
  }
}

/** What keeping a frame for evidence costs the page, in both browsers and on both ways of taking it. */
export async function measureKeeping(): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const [name, kind, executablePath] of BROWSERS) {
    const args = kind === 'chrome' ? ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'] : [];
    const prefs = { 'media.autoplay.default': 0 };
    const browser = await launch({ browser: kind, executablePath, headless: true, args, extraPrefsFirefox: prefs });
    for (const [way, size] of [
      ['VideoFrame', '1920x1080'],
      ['canvas', '1280x720'],
    ] as const) {
      const files = new Map([['/media/0.webm', clip(size)]]);
      const server = await serve({ pages: new Map([['/', { type: 'text/html', body: PLAYER }]]), files });
      const time = await measureOn(browser, server, way === 'canvas');
      await server.close();
      measured.push({
        what: `the page at a standstill for a kept frame of ${size} by ${way} in ${name}`,
        value: `${time.toFixed(1)} ms`,
        budget: `<= ${LONGEST_MS} ms`,
        isKept: time <= LONGEST_MS,
      });
    }
    await browser.close();
  }
  return measured;
}
