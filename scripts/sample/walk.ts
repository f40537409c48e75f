import type { Page } from 'playwright-core';
import type { Flag } from '../../src/flag.ts';
import type { ExtensionPage } from './extension-page.ts';
import { until } from './extension-page.ts';
import type { SamplePost } from './posts.ts';

/** A person sees a clip once, from its beginning to its end, before the thumb moves. */
const STAY_MS = 2200;
/** What was recognised once is given this long for the second read. */
const CONFIRM_MS = 1500;
/** The first clip waits for the model to be loaded. */
const FIRST_STAY_MS = 8000;

const FLAGS_ASKED = 100;

/** What the extension knew of a post when it was scrolled on. */
export interface Step {
  readonly sample: SamplePost;
  /** Null where nothing was stored: clear, or not readable and without a sign. */
  readonly flag: Flag | null;
}

export interface Walk {
  readonly feed: Page;
  readonly extension: ExtensionPage;
  readonly posts: readonly SamplePost[];
}

const flagOf = async (extension: ExtensionPage, { post }: SamplePost): Promise<Flag | null> => {
  const flags = await extension.ask({ kind: 'recent-flags', limit: FLAGS_ASKED });
  return flags.find((flag) => flag.post.id.endsWith(`/${post.id}`)) ?? null;
};

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Scrolls the feed post by post like a person and tells what became of each. */
export async function walkFeed({ feed, extension, posts }: Walk, onStep: (step: Step) => void): Promise<void> {
  for (const [i, sample] of posts.entries()) {
    if (i > 0) await feed.keyboard.press('ArrowDown');
    await feed.waitForFunction((id) => document.body.dataset.current === id, sample.post.id, { timeout: 5000 });
    await wait(i === 0 ? FIRST_STAY_MS : STAY_MS);
    const read = () => flagOf(extension, sample);
    const isSettled = (flag: Flag | null): boolean => flag?.verdict.entries[0]?.state !== 'one-read';
    onStep({ sample, flag: await until(read, isSettled, CONFIRM_MS) });
  }
}
