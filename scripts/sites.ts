import { parseArgs } from 'node:util';
import { bundleAdapters, explainPage, launch } from './sites/explain-page.ts';
import { readSavedPage } from './sites/saved-page.ts';
import { reportLines } from './sites/tell-report.ts';

const USAGE = `npm run sites -- PAGE.html... [--url ADDRESS] [--json]
Shows which hooks of which site adapter match a saved page, and what posts they read.
+ the hook reads a text, ~ its element is there but says nothing it expects, - it is not there.
Exit 0: something was read on every page; 1: not on every page; 2: wrong use.`;

interface Options {
  readonly paths: readonly string[];
  readonly url: string | undefined;
  readonly isJson: boolean;
}

function options(): Options | null {
  try {
    const { values, positionals } = parseArgs({
      options: { url: { type: 'string' }, json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const isOneAddress = values.url === undefined || (positionals.length === 1 && URL.canParse(values.url));
    if (positionals.length === 0 || !isOneAddress) return null;
    return { paths: positionals, url: values.url, isJson: values.json };
  } catch {
    return null;
  }
}

async function run({ paths, url, isJson }: Options): Promise<boolean> {
  const [script, browser] = await Promise.all([bundleAdapters(), launch()]);
  let isAllRead = true;
  try {
    for (const path of paths) {
      const page = readSavedPage(path, url);
      const report = await explainPage(browser, script, page);
      const isRead =
        report.videos.some(({ post }) => post !== null) ||
        report.sites.some(({ layouts }) => layouts.some(({ posts }) => posts.length > 0));
      isAllRead &&= isRead;
      console.log(
        isJson
          ? JSON.stringify({ path, address: page.address, ...report })
          : reportLines(path, page, report).join('\n'),
      );
    }
  } finally {
    await browser.close();
  }
  return isAllRead;
}

const asked = options();
if (asked === null) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = (await run(asked)) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
