import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSample } from './sample/build.ts';
import { openChromium } from './sample/chromium.ts';
import { ExtensionPage } from './sample/extension-page.ts';
import type { SamplePost } from './sample/posts.ts';
import { prepareSample } from './sample/sample.ts';
import { serve, siteOf } from './sample/serve.ts';
import { lineOf, outcomeOf, summaryOf } from './sample/tell.ts';
import { type Step, walkFeed } from './sample/walk.ts';

const USAGE = 'npm start -- [--limit POSTS] [--keep]';
/** The last posts tell their coverage a moment later. */
const COVERAGE_TIMEOUT_MS = 3000;

function options(): { limit: number; isKept: boolean } {
  const { values } = parseArgs({ options: { limit: { type: 'string' }, keep: { type: 'boolean', default: false } } });
  const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit);
  if (!(limit >= 1)) throw new Error(`--limit wants a number of posts. ${USAGE}`);
  return { limit, isKept: values.keep };
}

function setUp(): void {
  const script = fileURLToPath(new URL('setup.sh', import.meta.url));
  const { status } = spawnSync('bash', [script, 'chromium', 'ffmpeg'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('Something is missing, see above.');
}

async function prepare(limit: number): Promise<{ posts: SamplePost[]; dist: string }> {
  console.log('Drawing the sample clips (kept in .cache for the next time) ...');
  const all = await prepareSample((done, of) => {
    if (done % 25 === 0 || done === of) console.log(`  ${done} of ${of}`);
  });
  console.log('Building the extension with the sample pack ...');
  return { posts: all.slice(0, limit), dist: await buildSample() };
}

/** Walks the feed, prints as it goes, and answers whether the extension found what was planted at all. */
async function show({ posts, dist }: { posts: SamplePost[]; dist: string }, isKept: boolean): Promise<boolean> {
  const server = await serve(siteOf(posts));
  const isHeadless = process.env.DISPLAY === undefined && process.env.WAYLAND_DISPLAY === undefined;
  const browser = await openChromium(join(dist, 'chrome'), { isHeadless });
  const page = await browser.newPage();
  await page.goto(`${browser.extension}/popup/popup.html`);
  const extension = new ExtensionPage(page);
  await extension.set({ showsSeen: true });
  const feed = await browser.newPage();
  const started = performance.now();
  await feed.goto(server.origin);
  console.log(`${posts.length} posts on ${server.origin}, ${isHeadless ? 'headless' : 'on your display'}`);
  const steps: Step[] = [];
  await walkFeed({ feed, extension, posts }, (step) => {
    steps.push(step);
    console.log(lineOf(step, `${steps.length}/${posts.length}`.padStart(7)));
  });
  const seconds = (performance.now() - started) / 1000;
  await feed.waitForTimeout(COVERAGE_TIMEOUT_MS);
  const state = await extension.ask({ kind: 'page-state', tabId: await extension.tabId(server.origin) });
  console.log(`\n${summaryOf(steps, state.coverage, seconds)}\nEngine: ${state.engine.state} ${state.engine.detail}`);
  if (isKept) await new Promise((resolve) => browser.context.once('close', resolve));
  else await browser.close();
  await server.close();
  const { planted, flaggedRight } = outcomeOf(steps);
  return planted === 0 || flaggedRight > 0;
}

try {
  const { limit, isKept } = options();
  setUp();
  const hasFound = await show(await prepare(limit), isKept);
  if (!hasFound) console.error('Nothing of what was planted was flagged.');
  process.exitCode = hasFound ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
