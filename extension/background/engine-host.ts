import * as v from 'valibot';
import { ENGINE_STATES, type EngineState } from '../../src/protocol.ts';
import { browser } from '../browser.ts';
import { createTurns } from '../in-turn.ts';

const ENGINE_PAGE = 'engine/engine.html';
const KEY = 'engine';

const engineSchema = v.object({ state: v.picklist(ENGINE_STATES), detail: v.string() });
export type EngineReport = v.InferOutput<typeof engineSchema>;

const inTurn = createTurns();

export async function readEngine(): Promise<EngineReport> {
  const parsed = v.safeParse(engineSchema, (await browser.storage.session.get(KEY))[KEY]);
  return parsed.success ? parsed.output : { state: 'starting', detail: '' };
}

export const writeEngine = (report: EngineReport): Promise<void> => browser.storage.session.set({ [KEY]: report });

/** Chrome hosts the engine in an offscreen document; where there are none (Firefox) the background page is the host. */
const offscreenOf = (): typeof chrome.offscreen | undefined => globalThis.chrome?.offscreen;

async function hasEnginePage(): Promise<boolean> {
  const contexts = await chrome.runtime.getContexts({
    contextTypes: ['OFFSCREEN_DOCUMENT'],
    documentUrls: [browser.runtime.getURL(ENGINE_PAGE)],
  });
  return contexts.length > 0;
}

async function openEnginePage(offscreen: typeof chrome.offscreen): Promise<void> {
  await writeEngine({ state: 'starting', detail: '' });
  try {
    await offscreen.createDocument({
      url: ENGINE_PAGE,
      reasons: ['WORKERS'],
      justification: 'Runs the model that looks at video frames, in a worker on this device.',
    });
  } catch (error) {
    // Only one document may exist: one that a stopped worker of ours began counts as ours.
    if (await hasEnginePage()) return;
    await writeEngine({ state: 'stopped', detail: error instanceof Error ? error.message : String(error) });
  }
}

/** Makes sure that the engine has a page to run in, and says how it is. */
export function wakeEngine(): Promise<{ state: EngineState }> {
  return inTurn(async () => {
    const offscreen = offscreenOf();
    if (offscreen !== undefined && !(await hasEnginePage())) await openEnginePage(offscreen);
    const { state } = await readEngine();
    return { state };
  });
}
