import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POPUP_SEED } from '../popup-seed.ts';
import {
  buildForTest,
  keepFrameWithMark,
  openPopupWorld,
  type PopupWorld,
  removeTemporary,
  seed,
} from '../popup-world.ts';

/** Set to a folder to look at what the popup draws. */
const SHOTS = process.env.POPUP_SHOTS;

afterAll(removeTemporary);

describe('the flag view of a post whose frame bears a mark', () => {
  let world: PopupWorld;
  const card = (key: string) => world.popup.locator(`[data-key="${key}"]`);
  beforeAll(async () => {
    world = await openPopupWorld(await buildForTest(), 'en');
    await world.popup.getByText('Nothing flagged on this page.').waitFor();
    await seed(world, POPUP_SEED);
    await card('tiktok:1').waitFor();
  });
  afterAll(() => world?.close());

  it('draws where a mark was read on the kept frame, and says that it can be faked', async () => {
    const details = card('tiktok:1').getByRole('button', { name: /^Details/ });
    // The popup makes the database when it first looks for frames.
    await details.click();
    await card('tiktok:1').locator('.frames-none').waitFor();
    await details.click();
    await keepFrameWithMark(world, 'tiktok:1');
    await details.click();
    const mark = card('tiktok:1').locator('.frame-mark');
    await mark.waitFor({ state: 'attached' });
    expect(await mark.evaluate((rect) => [rect.getAttribute('x'), rect.getAttribute('width')])).toEqual(['0.8', '0.1']);
    expect(await card('tiktok:1').locator('.frame').textContent()).toContain(
      'Dashed: what may be the mark of Kling. Seen at the bottom right. A mark can be faked.',
    );
    if (SHOTS !== undefined) await world.popup.screenshot({ path: `${SHOTS}/mark.png`, fullPage: true });
  });
});
