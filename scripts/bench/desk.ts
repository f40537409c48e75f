import type { Page } from 'playwright-core';
import { seededRandom } from '../../src/seeded-random.ts';
import { openChromium } from '../sample/chromium.ts';
import { deskFlags } from '../sample/desk-flags.ts';

const FLAGS = 10_000;
/** First rows while other work runs beside; then what still feels like an answer at once. */
const BUDGET_MS = { paint: 2000, filter: 200, search: 200, step: 50, decision: 200 } as const;
const STEPS = 30;

interface DeskTimes {
  readonly paint: number;
  readonly filter: number;
  readonly search: number;
  readonly step: number;
  readonly decision: number;
}

/** Puts the flags where the background would have put them. Batched, because one message cannot hold them all. */
async function seed(page: Page): Promise<void> {
  const flags = deskFlags(FLAGS, Date.now());
  for (let from = 0; from < flags.length; from += 1000) {
    await page.evaluate(
      async (text) => {
        const opening = indexedDB.open('lookalike-flags');
        await new Promise((resolve) => opening.addEventListener('success', resolve));
        const transaction = opening.result.transaction('flags', 'readwrite');
        for (const flag of JSON.parse(text) as { key: string; updatedAt: number }[])
          transaction.objectStore('flags').put({ key: flag.key, worth: 1, updatedAt: flag.updatedAt, flag });
        await new Promise((resolve) => transaction.addEventListener('complete', resolve));
        opening.result.close();
      },
      JSON.stringify(flags.slice(from, from + 1000)),
    );
  }
}

/** Each flag has a frame that was hashed, and no two show the same: the most that joining posts can cost. */
async function seedHashes(page: Page): Promise<void> {
  const random = seededRandom(3);
  const digits = (): string =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  const hash = (): string => Array.from({ length: 8 }, digits).join('');
  const hashes = Object.fromEntries(deskFlags(FLAGS, 0).map(({ key }) => [key, [hash()]]));
  await page.evaluate((stored) => chrome.storage.local.set({ 'frame-hashes': stored }), hashes);
}

/** Runs in the page: from an action until the list is another one and laid out, the median of so many. */
const IN_PAGE = `async (steps) => {
  const list = () => document.querySelector('.queue-panes');
  const changed = (act) => new Promise((resolve) => {
    const start = performance.now();
    const observer = new MutationObserver(() => {
      observer.disconnect();
      list().getBoundingClientRect();
      document.body.offsetHeight;
      resolve(performance.now() - start);
    });
    observer.observe(document.querySelector('.queue'), { subtree: true, childList: true, attributes: true, characterData: true });
    act();
  });
  const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
  const rest = () => new Promise((resolve) => setTimeout(resolve, 60));
  const choose = (value) => () => {
    const select = document.querySelectorAll('.filters select')[1];
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const type = (text) => () => {
    const search = document.getElementById('queue-search');
    search.value = text;
    search.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const press = (key) => () => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const filter = [], search = [], step = [], decision = [];
  for (let i = 0; i < 7; i++) {
    filter.push(await changed(choose(i % 2 ? 'all' : 'likely')));
    await rest();
    search.push(await changed(type(i % 2 ? '' : 'breakfast 71')));
    await rest();
  }
  for (let i = 0; i < steps; i++) {
    step.push(await changed(press('j')));
    await rest();
  }
  for (let i = 0; i < 7; i++) {
    decision.push(await changed(press('c')));
    await rest();
  }
  return { decision: median(decision), filter: median(filter), search: median(search), step: median(step) };
}`;

/** Notes when the first rows stand there, from the start of the navigation. */
const NOTE_PAINT = `{
  const look = () => {
    if (document.querySelector('.row') === null) requestAnimationFrame(look);
    else requestAnimationFrame(() => { globalThis.firstRows = performance.now(); });
  };
  requestAnimationFrame(look);
}`;

async function measureIn(page: Page, address: string): Promise<DeskTimes> {
  await page.goto(address);
  await page.locator('.desk').waitFor();
  await seed(page);
  await seedHashes(page);
  await page.addInitScript(NOTE_PAINT);
  await page.reload();
  await page.getByText(/of 10,000 stored/).waitFor();
  const paint = await page.evaluate('globalThis.firstRows');
  const rest = await page.evaluate(`(${IN_PAGE})(${STEPS})`);
  return { paint: paint as number, ...(rest as Omit<DeskTimes, 'paint'>) };
}

/** The desk with ten thousand flags: first rows, a filter, a search, a step and a decision by keyboard, in milliseconds. */
export async function measureDesk(chrome: string) {
  const chromium = await openChromium(chrome);
  try {
    const page = await chromium.newPage();
    await page.setViewportSize({ width: 1280, height: 800 });
    const times = await measureIn(page, `${chromium.extension}/desk/desk.html`);
    return (['paint', 'filter', 'search', 'step', 'decision'] as const).map((name) => ({
      what: `desk, 10,000 flags: ${name}`,
      value: `${times[name].toFixed(1)} ms`,
      budget: `<= ${BUDGET_MS[name]} ms`,
      isKept: times[name] <= BUDGET_MS[name],
    }));
  } finally {
    await chromium.close();
  }
}
