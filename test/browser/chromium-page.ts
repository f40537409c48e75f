import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A module of ours as one classic script that puts its exports on `window.ours`. */
export async function bundleForPage(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry: at(entry), formats: ['iife'], name: 'ours' } },
  });
  const [output] = [built].flat() as Rolldown.RolldownOutput[];
  return output!.output[0].code;
}

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--autoplay-policy=no-user-gesture-required'],
  });

/** A page that shows `html` at any address, with our script in it. Nothing is asked of the network. */
export async function openPage(
  browser: Browser,
  address: string,
  { html, script }: { html: string; script: string },
): Promise<Page> {
  const page = await browser.newPage();
  await page.route('**/*', (route) =>
    route.request().isNavigationRequest()
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: `<!doctype html><body>${html}` })
      : route.abort(),
  );
  await page.goto(address);
  await page.addScriptTag({ content: script });
  return page;
}
