import * as v from 'valibot';
import type { Unreadable } from '../../src/frame.ts';
import type { Match } from '../../src/match.ts';
import { fitInside } from '../../src/pixels.ts';
import { flattenOnGrey } from '../../src/prepare.ts';
import { browser } from '../browser.ts';
import { EngineClient } from '../engine-client.ts';
import { withinTime } from '../time-limit.ts';

export type LookedAt =
  | { readonly kind: 'read'; readonly matches: readonly Match[] }
  | { readonly kind: 'failed'; readonly why: Unreadable };

const LONG_SIDE = 320;
const SHOT_TIMEOUT_MS = 4000;

const areaSchema = v.object({ left: v.number(), top: v.number(), width: v.number(), height: v.number() });
const areasSchema = v.pipe(v.array(areaSchema), v.maxLength(6));
type Area = v.InferOutput<typeof areaSchema>;

/** Runs in the page: where its videos are, as shares of the window, the largest first. Stands alone, for it is sent there. */
function videoAreas(): Area[] {
  const videosIn = (root: Document | ShadowRoot): HTMLVideoElement[] => {
    const hosts = [...root.querySelectorAll('*')].slice(0, 20_000).flatMap(({ shadowRoot }) => shadowRoot ?? []);
    return [...root.querySelectorAll('video'), ...hosts.flatMap(videosIn)];
  };
  const areas = videosIn(document).map((video) => {
    const box = video.getBoundingClientRect();
    const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)];
    const [right, bottom] = [Math.min(innerWidth, box.right), Math.min(innerHeight, box.bottom)];
    return {
      left: left / innerWidth,
      top: top / innerHeight,
      width: (right - left) / innerWidth,
      height: (bottom - top) / innerHeight,
    };
  });
  return areas
    .filter(({ width, height }) => width > 0.05 && height > 0.05)
    .sort((a, b) => b.width * b.height - a.width * a.height)
    .slice(0, 6);
}

/** The videos on screen, or the whole window where there are none: a post may be a picture. */
async function areasOn(tabId: number): Promise<Area[]> {
  const [injected] = await browser.scripting.executeScript({ target: { tabId }, func: videoAreas });
  const parsed = v.safeParse(areasSchema, injected?.result);
  const areas = parsed.success ? parsed.output : [];
  return areas.length > 0 ? areas : [{ left: 0, top: 0, width: 1, height: 1 }];
}

async function shotOf(tabId: number): Promise<ImageBitmap> {
  const { windowId } = await browser.tabs.get(tabId);
  const shot = browser.tabs.captureVisibleTab(windowId, { format: 'png' });
  const picture = new Image();
  picture.src = await withinTime(shot, SHOT_TIMEOUT_MS, 'A picture of the tab');
  await picture.decode();
  return createImageBitmap(picture);
}

async function readArea(engine: EngineClient, shot: ImageBitmap, area: Area): Promise<LookedAt> {
  const from = {
    x: area.left * shot.width,
    y: area.top * shot.height,
    width: area.width * shot.width,
    height: area.height * shot.height,
  };
  const { width, height } = fitInside(from, LONG_SIDE);
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) return { kind: 'failed', why: 'broken' };
  context.drawImage(shot, from.x, from.y, from.width, from.height, 0, 0, width, height);
  const pixels = flattenOnGrey(context.getImageData(0, 0, width, height).data);
  const size = { videoWidth: Math.round(from.width), videoHeight: Math.round(from.height) };
  const answer = await engine.read({ width, height, pixels, time: 0, ...size });
  if (answer.kind === 'reading') return { kind: 'read', matches: answer.reading.matches };
  return { kind: 'failed', why: answer.kind === 'failed' ? answer.why : 'engine' };
}

/** Looks once at what a tab shows now. Needs the person's click (activeTab). Nothing of it is kept. */
export async function lookNow(tabId: number): Promise<LookedAt[]> {
  const life = new AbortController();
  try {
    const [areas, shot] = await Promise.all([areasOn(tabId), shotOf(tabId)]);
    const engine = new EngineClient(life.signal);
    const looks: LookedAt[] = [];
    for (const area of areas) looks.push(await readArea(engine, shot, area));
    return looks;
  } finally {
    life.abort();
  }
}
