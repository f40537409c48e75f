import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLACES } from '../../extension/desk/place.ts';
import { deskFlags } from '../../scripts/sample/desk-flags.ts';
import { brokenRules } from '../axe.ts';
import { drawnStill, frameFor, seedFrames } from '../desk-frames.ts';
import { type DeskWorld, openDeskWorld, seedFlags } from '../desk-world.ts';
import { buildForTest, removeTemporary } from '../popup-world.ts';

const FLAGS = deskFlags(120, Date.now());
/** A desk beside another window, and a phone. */
const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 800 },
] as const;

let extension: string;
beforeAll(async () => {
  extension = await buildForTest();
});
afterAll(removeTemporary);

/** Words that a view shows, without what posts, sites and people wrote. */
const WORDS = `[...document.querySelectorAll('h1, h2, h3, legend, button, summary, .field > span, th[scope="col"]')].map((element) => {
  const copy = element.cloneNode(true);
  for (const foreign of copy.querySelectorAll('bdi, kbd, .unseen')) foreign.remove();
  return copy.textContent.trim();
}).filter((text) => text !== '')`;

/** Elements that would move when they change. */
const MOVING = `[...document.querySelectorAll('*')].filter((element) => {
  const { transitionDuration, animationName } = getComputedStyle(element);
  return transitionDuration !== '0s' || animationName !== 'none';
}).map(({ outerHTML }) => outerHTML.slice(0, 80))`;

const isJapanese = (text: string): boolean =>
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text) || !/\p{L}{3}/u.test(text);

/** Names of sites, languages and characters are the same in every language. */
const NAMES = new Set([
  'English',
  'TikTok',
  'YouTube',
  'Instagram',
  'Facebook',
  'Threads',
  'Reddit',
  'Bluesky',
  'Vimeo',
]);

/** Opens a view and waits for what it shows last. */
async function openView({ desk, address }: DeskWorld, place: (typeof PLACES)[number]): Promise<void> {
  await desk.goto(`${address}#${place}`);
  await desk.reload();
  await desk.locator('main > *').first().waitFor();
  const last = {
    queue: '.frame img',
    intake: '#intake-hashes',
    source: 'input[type="file"]',
    packs: '#packs-new',
    accuracy: '[data-entry="pikachu"]',
    statistics: '#stat-exports',
    settings: '.wipe, .danger',
  }[place];
  await desk.locator(last).first().waitFor();
}

async function takeReports({ desk }: DeskWorld): Promise<void> {
  const text = `url,note\nhttps://videos.example/${'long-'.repeat(30)},copied\nnonsense,\n`;
  const file = { name: 'r.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await desk.locator('#intake-lists ~ .drop input, [aria-labelledby="intake-lists"] input').first().setInputFiles(file);
  await desk.locator('.intake-lines li').first().waitFor();
}

describe.each(['en', 'ja'])('the desk in %s', (locale) => {
  let world: DeskWorld;
  beforeAll(async () => {
    world = await openDeskWorld(extension, locale);
    await seedFlags(world.desk, FLAGS);
    const still = drawnStill('a view');
    await seedFrames(
      world.desk,
      FLAGS.slice(0, 40).map((flag) => frameFor(flag, still)),
    );
    expect(readFileSync(`${extension}/_locales/${locale}/messages.json`, 'utf8')).toContain('desk_title');
  });
  afterAll(() => world.close());

  it.each(PLACES)(
    'breaks no rule of accessibility in its view %s, light, dark and forced colours, wide and narrow',
    async (place) => {
      await openView(world, place);
      if (place === 'intake') await takeReports(world);
      for (const size of SIZES) {
        await world.desk.setViewportSize(size);
        for (const colorScheme of ['light', 'dark'] as const) {
          await world.desk.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          expect(await brokenRules(world.desk)).toEqual([]);
        }
        // High contrast: the system gives the colours.
        await world.desk.emulateMedia({ forcedColors: 'active' });
        expect(await brokenRules(world.desk)).toEqual([]);
        await world.desk.emulateMedia({ forcedColors: 'none' });
        // Motion is reduced, so nothing moves.
        expect(await world.desk.evaluate(MOVING)).toEqual([]);
        const beyond = await world.desk.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(beyond).toBeLessThanOrEqual(0);
      }
      const words = (await world.desk.evaluate(WORDS)) as string[];
      expect(words.length).toBeGreaterThan(1);
      expect(words.filter((text) => /\b[a-z]+_[a-z_]+\b/.test(text))).toEqual([]);
      if (locale === 'ja') expect(words.filter((text) => !isJapanese(text) && !NAMES.has(text))).toEqual([]);
    },
  );
});
