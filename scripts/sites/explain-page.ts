import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import * as v from 'valibot';
import { build, type Rolldown } from 'vite';
import { postSchema } from '../../src/protocol.ts';
import { chromiumPath } from '../sample/chromium.ts';
import type { SavedPage } from './saved-page.ts';

const ENTRY = fileURLToPath(new URL('../../extension/content/sites/explain.ts', import.meta.url));
const TIMEOUT_MS = 60_000;

const count = v.pipe(v.number(), v.integer());
const reportSchema = v.object({
  adapter: v.string(),
  sites: v.array(
    v.object({
      site: v.string(),
      layouts: v.array(
        v.object({
          layout: v.string(),
          isOn: v.boolean(),
          cards: count,
          hooks: v.array(
            v.object({ part: v.string(), hook: v.string(), found: count, read: count, example: v.string() }),
          ),
          posts: v.array(v.object({ post: postSchema, hasVideo: v.boolean() })),
        }),
      ),
    }),
  ),
  videos: v.array(v.object({ post: v.nullable(postSchema), isAd: v.boolean() })),
});
export type PageReport = v.InferOutput<typeof reportSchema>;

/** The adapters as the content script has them, in one script that puts its exports on `adapters`. */
export async function bundleAdapters(): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry: ENTRY, formats: ['iife'], name: 'adapters' } },
  });
  const [output] = [built].flat() as Rolldown.RolldownOutput[];
  const code = output?.output[0].code;
  if (code === undefined) throw new Error('The adapters could not be bundled.');
  return code;
}

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });

/** Shows the page at its address, with its scripts off and the network away, and asks every hook. */
export async function explainPage(browser: Browser, script: string, { html, address }: SavedPage): Promise<PageReport> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(TIMEOUT_MS);
    await page.route('**/*', (route) =>
      route.request().isNavigationRequest() && route.request().frame() === page.mainFrame()
        ? route.fulfill({
            contentType: 'text/html; charset=utf-8',
            headers: { 'content-security-policy': "script-src 'none'; frame-src 'none'" },
            body: html,
          })
        : route.abort(),
    );
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    const report: unknown = await page.evaluate(
      `(() => { ${script}; return adapters.explain(${JSON.stringify(address)}); })()`,
    );
    return v.parse(reportSchema, report);
  } finally {
    await context.close();
  }
}
