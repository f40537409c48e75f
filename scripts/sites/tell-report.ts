import type { Post } from '../../src/post.ts';
import { LISTED_SITES, MASTODON_CHECKED } from '../../src/sites.ts';
import type { PageReport } from './explain-page.ts';
import type { SavedPage } from './saved-page.ts';

type LayoutReport = PageReport['sites'][number]['layouts'][number];

/** Texts of a page may hold control characters that would reach the terminal. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');

const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

function postLines(post: Post, remark: string): string[] {
  const kind = post.isVerifiedLayout ? '' : ' (post details unverified)';
  return [
    `    ${post.site}:${plain(post.id)}${remark}${kind}`,
    `      ${plain(post.permalink)}`,
    `      by ${plain(post.author) || '?'}, posted ${plain(post.postedAt) || '?'}, tags ${post.hashtags.length === 0 ? 'none' : post.hashtags.map((tag) => `#${plain(tag)}`).join(' ')}`,
    `      ${cut(plain(post.caption), 160) || 'no caption'}`,
  ];
}

function layoutLines({ layout, isOn, cards, hooks, posts }: LayoutReport): string[] {
  if (!isOn) return [`  ${layout}: not for this address`];
  const of = Math.max(cards, 1);
  const rows = hooks.map(({ part, hook, found, read, example }) => {
    const sign = read > 0 ? '+' : found > 0 ? '~' : '-';
    return `    ${sign} ${part.padEnd(8)}${cut(hook, 90).padEnd(92)}${read} of ${of}  ${cut(plain(example), 50)}`.trimEnd();
  });
  const heading = cards === 0 && rows.some((row) => row.startsWith('    +')) ? 'the page as a whole' : `${cards} cards`;
  return [`  ${layout}: ${heading}, ${posts.length} posts read`, ...(posts.length > 0 || cards > 0 ? rows : [])];
}

export function checkedOf(site: string): string {
  const checked = LISTED_SITES.find((listed) => listed.site === site)?.checked ?? MASTODON_CHECKED;
  return `hooks checked on ${checked.on} against ${checked.against}: ${checked.what}`;
}

/** Posts once each, those with a video first: layouts may overlap. */
function uniquePosts(report: PageReport): { post: Post; hasVideo: boolean }[] {
  const byKey = new Map<string, { post: Post; hasVideo: boolean }>();
  for (const one of report.sites.flatMap(({ layouts }) => layouts.flatMap(({ posts }) => posts)))
    if (!byKey.has(one.post.id)) byKey.set(one.post.id, one);
  return [...byKey.values()].sort((a, b) => Number(b.hasVideo) - Number(a.hasVideo));
}

/** Everything a person needs to see which hook of a site has drifted. */
export function reportLines(path: string, { address, addressFrom }: SavedPage, report: PageReport): string[] {
  const sites = report.sites.filter(
    ({ site, layouts }) => site === report.adapter || layouts.some(({ posts }) => posts.length > 0),
  );
  return [
    `${path}`,
    `  address ${address} (from ${addressFrom})`,
    report.adapter === ''
      ? '  no adapter for this host: the generic one reads its videos'
      : `  adapter ${report.adapter}, ${checkedOf(report.adapter)}`,
    ...sites.flatMap(({ layouts }) => layouts.flatMap(layoutLines)),
    `  posts on the page: ${uniquePosts(report).length}`,
    ...uniquePosts(report).flatMap(({ post, hasVideo }) => postLines(post, hasVideo ? ', with a video' : '')),
    `  videos on the page: ${report.videos.length}`,
    ...report.videos.flatMap(({ post, isAd }) =>
      post === null ? ['    no post'] : postLines(post, isAd ? ', an advertisement: skipped' : ''),
    ),
  ];
}
