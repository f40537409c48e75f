import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HOSTILE, POPUP_SEED } from '../popup-seed.ts';
import { buildForTest, openPopupWorld, type PopupWorld, removeTemporary, seed } from '../popup-world.ts';

/** Set to a folder to look at what the popup draws. */
const SHOTS = process.env.POPUP_SHOTS;
let extension: string;
beforeAll(async () => {
  extension = await buildForTest();
  if (SHOTS !== undefined) mkdirSync(SHOTS, { recursive: true });
});

async function shoot({ popup }: PopupWorld, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await popup.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await popup.screenshot({ path: `${SHOTS}/${name}-${colorScheme}.png`, fullPage: true, animations: 'disabled' });
  }
}

afterAll(removeTemporary);

describe('the popup in Chromium', () => {
  let world: PopupWorld;
  const card = (key: string) => world.popup.locator(`[data-key="${key}"]`);
  const stored = () =>
    world.popup.evaluate(
      async () => (await chrome.storage.local.get('settings')).settings as Record<string, unknown> | undefined,
    );
  const badge = () => world.popup.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), world.tabId);

  beforeAll(async () => {
    world = await openPopupWorld(extension, 'en');
    await world.popup.getByText('Nothing flagged on this page.').waitFor();
    await shoot(world, 'empty-en');
    await seed(world, POPUP_SEED);
    await card('tiktok:1').waitFor();
  });
  afterAll(() => world.close());

  it('says whose, why, when and how sure', async () => {
    const text = await card('tiktok:1').textContent();
    for (const part of [
      'Likely',
      'likeness 93 of 100',
      'Character',
      'Looks like Pikachu',
      'The Pokémon Company',
      'Charizard',
    ])
      expect(text).toContain(part);
    for (const part of [
      'two moments',
      'Named in the caption',
      'The site labels it: “AI-generated”',
      '“#sora2”',
      '2 minutes ago',
    ])
      expect(text).toContain(part);
    expect(await card('tiktok:2').textContent()).toContain('Looks like a known style: Studio Ghibli look');
  });

  it('says what was looked at, on which host, and that a person must check', async () => {
    const text = await world.popup.locator('main').textContent();
    expect(text).toContain('Looked at 14 of 20 videos; 6 unreadable: 4 from another host, 2 too small.');
    expect(text).toContain(world.host);
    expect(text).toContain('A machine suggestion; a person must check.');
  });

  it('says where post details are unverified, and asks for a media host only while one is needed and wanted', async () => {
    const unverified = world.popup.getByText('Post details unverified on this site');
    const allow = world.popup.getByRole('button', { name: 'Allow video.twimg.com for its videos' });
    expect([await unverified.count(), await allow.count()]).toEqual([0, 0]);
    const needed = { unverified: 3, mediaHosts: ['https://video.twimg.com/*'] };
    await seed(world, { ...POPUP_SEED, coverage: { ...POPUP_SEED.coverage, ...needed } });
    await unverified.waitFor();
    await allow.waitFor();
    await shoot(world, 'coverage-en');
    await world.popup.evaluate(() => chrome.storage.local.set({ settings: { readsMedia: false } }));
    await allow.waitFor({ state: 'detached' });
    await world.popup.evaluate(() => chrome.storage.local.remove('settings'));
    await seed(world, POPUP_SEED);
    await unverified.waitFor({ state: 'detached' });
  });

  it('shows a hostile caption as text, isolated, and nothing of it as markup', async () => {
    const words = card('tiktok:2').locator('.words');
    expect(await words.locator('bdi').last().textContent()).toBe(HOSTILE);
    expect(await words.locator('img, b').count()).toBe(0);
    expect(await world.popup.title()).toBe('Lookalike');
  });

  it('lists what was only seen when asked to', async () => {
    await expect(card('tiktok:4').count()).resolves.toBe(0);
    await world.popup.getByRole('switch', { name: 'Also list weaker findings' }).click();
    await card('tiktok:4').waitFor();
    await world.popup.getByRole('switch', { name: 'Also list weaker findings' }).click();
    await card('tiktok:4').waitFor({ state: 'detached' });
  });

  it('links posts over https only', async () => {
    const link = card('tiktok:1').getByRole('link');
    expect([await link.getAttribute('href'), await link.getAttribute('rel')]).toEqual([
      'https://www.tiktok.com/@someone/video/1',
      'noopener noreferrer',
    ]);
    await card('generic:5').locator('summary').click();
    expect(await card('generic:5').getByRole('link').count()).toBe(0);
    expect(await card('generic:5').textContent()).toContain('http://plain.example/page');
  });

  it('takes "this is wrong" and its undo, by keyboard', async () => {
    await card('tiktok:1').getByRole('button', { name: 'This is wrong' }).focus();
    await world.popup.keyboard.press('Enter');
    await card('tiktok:1').getByText('You called this wrong').waitFor();
    await vi.waitFor(async () => expect(await badge()).toBe('1'));
    await world.popup.keyboard.press('Enter');
    await card('tiktok:1').getByText('You called this wrong').waitFor({ state: 'detached' });
    await vi.waitFor(async () => expect(await badge()).toBe('2'));
  });

  it('decides about all posts of an account, and says what was decided', async () => {
    const account = card('tiktok:1').locator('.account');
    await account.locator('summary').click();
    await account.getByRole('radio', { name: 'Always cover' }).click();
    await account.getByText('All posts of \u2068someone\u2069: Always cover').waitFor();
    expect((await stored())?.blockedAccounts).toEqual(['tiktok:someone']);
    await shoot(world, 'account-en');
    await account.getByRole('radio', { name: 'As found' }).click();
    await account.getByText('All posts of \u2068someone\u2069', { exact: true }).waitFor();
    expect((await stored())?.blockedAccounts).toEqual([]);
    await account.locator('summary').click();
  });

  it('turns this site off and on', async () => {
    const off = world.popup.getByRole('switch', { name: 'Off on this site' });
    await off.focus();
    await world.popup.keyboard.press('Space');
    await world.popup.getByText('Off on this site. No videos').waitFor();
    expect((await stored())?.offHosts).toEqual([world.host]);
    await off.click();
    await world.popup.getByText('Off on this site. No videos').waitFor({ state: 'detached' });
    expect((await stored())?.offHosts).toEqual([]);
  });

  it('chooses a treatment with the arrow keys', async () => {
    await world.popup.getByRole('radio', { name: 'Mark' }).focus();
    await world.popup.keyboard.press('ArrowRight');
    await vi.waitFor(async () => expect((await stored())?.treatment).toBe('cover'));
  });

  it('offers a viewer no form that only an owner may sign, and opens an owner the one chosen with its text copied', async () => {
    await world.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const flag = card('tiktok:1');
    await flag.getByRole('button', { name: 'Report' }).click();
    await shoot(world, 'report-viewer-en');
    expect(await flag.locator('.route').count()).toBe(0);
    await flag.getByRole('radio', { name: 'rightsholder or agent' }).check();
    await shoot(world, 'report-owner-en');
    expect(await flag.locator('.route').count()).toBe(4);
    const opened = world.context.waitForEvent('page');
    await flag.getByRole('button', { name: /^Copyright form www/ }).click();
    const page = await opened;
    await vi.waitFor(() =>
      expect(page.url()).toMatch(/^https:\/\/www\.tiktok\.com\/legal\/report\/Copyright|chrome-error/),
    );
    await page.close();
    await world.popup.bringToFront();
    expect(await world.popup.evaluate(() => navigator.clipboard.readText())).toContain(
      'Post: https://www.tiktok.com/@someone/video/1',
    );
    await flag.getByRole('button', { name: 'Report' }).click();
  });

  it('names every control, reaches each by Tab, and shows where it is', async () => {
    const controls = await world.popup.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, a, input, textarea')]
        .filter(
          (control) =>
            control.tabIndex < 0 ||
            (control.getAttribute('aria-label') ?? control.closest('label')?.textContent ?? control.textContent) === '',
        )
        .map((control) => control.outerHTML),
    );
    expect(controls).toEqual([]);
    await world.popup.getByRole('switch', { name: 'Off on this site' }).focus();
    await world.popup.keyboard.press('Tab');
    const outline = await world.popup.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    expect(outline).toBe('solid');
  });

  it('has one clear message when there is no model', async () => {
    await card('generic:5').locator('summary').click();
    await shoot(world, 'full-en');
    await seed(world, { ...POPUP_SEED, engine: { state: 'no-model', detail: 'recogniser.onnx' } });
    await world.popup.getByText('The model is missing or damaged. No verdicts are made.').waitFor();
    expect(await world.popup.locator('.message').filter({ visible: true }).count()).toBe(1);
    await shoot(world, 'no-model-en');
  });

  it('fits 320 pixels without scrolling sideways', async () => {
    await world.popup.setViewportSize({ width: 320, height: 600 });
    const [inner, scroll] = await world.popup.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
    expect(scroll).toBeLessThanOrEqual(inner!);
    await shoot(world, 'narrow-en');
  });
});

describe('the popup in Japanese', () => {
  let world: PopupWorld;
  beforeAll(async () => {
    world = await openPopupWorld(extension, 'ja');
    await world.popup.getByText('このページで見つかった動画はありません。').waitFor();
    await seed(world, POPUP_SEED);
    await world.popup.locator('[data-key="tiktok:1"]').waitFor();
  });
  afterAll(() => world.close());

  it('speaks Japanese throughout and says so in the markup', async () => {
    await shoot(world, 'full-ja');
    expect(await world.popup.locator('html').getAttribute('lang')).toBe('ja');
    const text = await world.popup.locator('main').textContent();
    expect(text).toContain('「ピカチュウ」に似て見えます');
    expect(text).toContain(
      '動画20本のうち14本を調べました。読めなかったもの6本（別サーバーの映像 4本、小さすぎる 2本）。',
    );
    await world.popup.locator('[data-key="tiktok:1"]').getByRole('button', { name: /^報告/ }).click();
    await shoot(world, 'report-ja');
    const needed = { unverified: 3, mediaHosts: ['https://video.twimg.com/*'] };
    await seed(world, { ...POPUP_SEED, coverage: { ...POPUP_SEED.coverage, ...needed } });
    await world.popup.getByRole('button', { name: /video\.twimg\.com/ }).waitFor();
    await world.popup.locator('[data-key="tiktok:2"] .account summary').click();
    await shoot(world, 'coverage-ja');
  });
});
