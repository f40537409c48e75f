import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseFlag } from '../../src/raise-flag.ts';
import { brokenRules } from '../axe.ts';
import { type DeskWorld, openDeskWorld, SOON, seedFlags } from '../desk-world.ts';
import { postOf, verdictOf } from '../flags.ts';
import { buildForTest, removeTemporary } from '../popup-world.ts';

afterAll(removeTemporary);
/** Set to a folder to look at what is drawn. */
const SHOTS = process.env.DESK_SHOTS;
const FLAGS = (['niconico', 'x', 'tiktok'] as const).map((site) =>
  raiseFlag(undefined, { post: { ...postOf('sm9'), site }, verdict: verdictOf('likely'), at: Date.now() }),
);

describe('what the form will ask', () => {
  let world: DeskWorld;
  beforeAll(async () => {
    world = await openDeskWorld(await buildForTest(), 'en');
    await seedFlags(world.desk, FLAGS);
  });
  afterAll(() => world?.close());

  /** The page of a report on this site, as the owner sees it, and what it says the forms ask. */
  async function stepsOn(site: string, lists: number): Promise<string[]> {
    const { desk, address } = world;
    await desk.goto(new URL(`report/report.html?key=${site}:sm9`, address).href);
    await desk.getByRole('radio', { name: 'rightsholder or agent' }).check();
    await desk.getByRole('radio', { name: 'US: DMCA' }).check();
    await desk.getByRole('textbox', { name: /^Full name/ }).fill('Aoi Mori');
    const panel = desk.getByRole('region', { name: 'What the form will ask' });
    await panel
      .locator('ol')
      .nth(lists - 1)
      .waitFor(SOON);
    expect(await panel.locator('ol').count()).toBe(lists);
    expect(await brokenRules(desk)).toEqual([]);
    if (SHOTS !== undefined) {
      mkdirSync(SHOTS, { recursive: true });
      await panel.screenshot({ path: `${SHOTS}/walk-${site}.png` });
    }
    return panel.locator('li').evaluateAll((all) => all.map((li) => li.firstChild?.textContent?.trim() ?? ''));
  }

  it('is the list of the site’s own form where all of it is known, each answer to be copied', async () => {
    expect(await stepsOn('niconico', 1)).toEqual([
      'Sign in to the site',
      'What it is about: choose that a right of yours is concerned',
      'The kind of right, such as copyright',
      'The work, and where the original can be seen',
      'What in this post is the problem, in your own words',
      'Full name',
      'E-mail address',
    ]);
    await world.desk.getByText('保有する権利が侵害されている').waitFor();
    await world.desk.getByRole('button', { name: 'Copy: Full name' }).waitFor();
    // The form is the owner's; a viewer is shown what a report has in common.
    await world.desk.getByRole('radio', { name: 'viewer' }).check();
    await world.desk.getByText('Forms differ').waitFor();
    expect(await world.desk.getByText('Sign in to the site').count()).toBe(0);
  });

  it('begins with what is known of the site’s own form, and goes on with what such notices share', async () => {
    const steps = await stepsOn('x', 3);
    expect(steps.filter((step) => step === 'Whether you are the owner, or act for the owner')).toHaveLength(2);
    expect(steps).toContain('Postal address');
  });

  it('is what such notices share, and says so, where nothing is known of the site’s own form', async () => {
    expect(await stepsOn('tiktok', 1)).toContain('Postal address');
    await world.desk.getByText('Forms differ').waitFor();
  });
});
