import { readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';
import type { Flag } from '../src/flag.ts';
import { raiseFlag } from '../src/raise-flag.ts';
import { seedFlags } from './desk-world.ts';
import { postOf, verdictOf } from './flags.ts';

const WAIT = { timeout: 60_000 };

/** Two flags beside the one that the feed raised; of them no frame was kept. */
const more = (at: number): Flag[] =>
  ['second of the case', 'third of the case'].map((caption, i) =>
    raiseFlag(undefined, {
      post: { ...postOf(`case-${i}`), caption, author: '=cmd|calc' },
      verdict: verdictOf('likely'),
      at: at - (i + 1) * 1000,
    }),
  );

/** Picks every flag at the desk and seals them as a case, as a person would; answers where it was saved. */
export async function sealCase(
  context: BrowserContext,
  address: string,
): Promise<{ path: string; zip: Uint8Array<ArrayBuffer> }> {
  const desk = await context.newPage();
  await desk.goto(address);
  await desk.getByText(/shown of 1 stored/).waitFor(WAIT);
  await seedFlags(desk, more(Date.now()));
  await desk.reload();
  await desk.getByText(/3 shown of 3 stored/).waitFor(WAIT);
  await desk.getByRole('button', { name: 'Pick all shown' }).click();
  await desk.getByRole('button', { name: 'Seal as a case' }).click();
  await desk.getByText(/^Sealed and saved as lookalike-case-/).waitFor(WAIT);
  const path = await desk.evaluate(async () => {
    // The driver saves downloads under names of its own.
    const [item] = await chrome.downloads.search({ state: 'complete', orderBy: ['-startTime'], limit: 1 });
    return item?.filename ?? '';
  });
  await desk.close();
  return { path, zip: new Uint8Array(readFileSync(path)) };
}
