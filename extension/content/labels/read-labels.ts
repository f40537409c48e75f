import {
  bilibiliNotice,
  facebookStory,
  grokMedia,
  LABEL_LENGTH_MAX,
  labelIn,
  metaItem,
  tiktokItem,
} from '../../../src/label-texts.ts';
import type { Post, Site } from '../../../src/post.ts';
import type { Sign } from '../../../src/sign.ts';
import {
  FACEBOOK_STORIES,
  type Fields,
  type HeldData,
  heldItems,
  isTrueIn,
  META_MEDIA,
  TIKTOK_ITEMS,
} from '../sites/held-data.ts';
import { closestOf, textOf } from '../sites/site.ts';
import { bilibiliNoticeIn } from './page-data.ts';
import { heldYoutubeLabel, youtubeLabel } from './youtube-labels.ts';

/** Where a site shows its labels: around the video, and within that. */
interface LabelPlace {
  readonly card: string;
  readonly at: string;
  /** Words of the author's own, where the same text would be a caption. */
  readonly not?: string;
}

const META: LabelPlace = {
  card: 'article, [role="presentation"], [aria-posinset], [data-pagelet^="FeedUnit_"], [role="article"], [data-pressable-container]',
  at: 'header a, header span, header [role="button"], h2 ~ div span, a[role="link"] span, [role="button"] span',
  not: 'h1, [data-ad-preview="message"], [data-ad-comet-preview="message"]',
};

const PLACES: Partial<Record<Site, LabelPlace>> = {
  tiktok: {
    card: 'article[data-e2e], section[data-e2e="feed-video"], [data-e2e="browse-video"], body',
    at: '[class*="LeadingTagsContainer"] *, [class*="LeadingTagsContainer"], [class*="Aigc"], [class*="AIGC"]',
    not: '[data-e2e="video-desc"], [data-e2e="browse-video-desc"]',
  },
  instagram: META,
  facebook: META,
  threads: META,
  x: {
    card: 'article[data-testid="tweet"]',
    at: 'span, a',
    not: '[data-testid="tweetText"], [data-testid="User-Name"], [role="link"]',
  },
  reddit: { card: 'shreddit-post', at: 'shreddit-post-flair, [slot="post-flair"]' },
  bilibili: { card: 'body', at: '.video-argue-inner, .video-argue, .argue' },
};

/** Elements looked at in one card. */
const ELEMENTS_MAX = 300;

function shownLabel(video: Element, site: Site): Sign | null {
  const place = PLACES[site];
  const card = place === undefined ? null : closestOf(video, place.card);
  if (place === undefined || card === null) return null;
  for (const element of [...card.querySelectorAll(place.at)].slice(0, ELEMENTS_MAX)) {
    if (element.childElementCount > 2 || (place.not !== undefined && element.closest(place.not) !== null)) continue;
    const text = textOf(element, LABEL_LENGTH_MAX + 1);
    const found = site === 'bilibili' ? bilibiliNotice(text) : labelIn(site, text);
    if (found !== null) return found;
  }
  return null;
}

/** X puts a link to its generator on media that were made with it; what an author links to stands elsewhere. */
function grokLabel(video: Element): Sign | null {
  const card = closestOf(video, 'article[data-testid="tweet"]');
  const links = card?.querySelectorAll('a[href^="/i/imagine"], a[href^="https://grok.com/imagine"]') ?? [];
  const isAuthors = (link: Element): boolean =>
    link.closest('[data-testid="tweetText"], [data-testid="card.wrapper"], div[role="link"]') !== null;
  return [...links].some((link) => !isAuthors(link)) ? grokMedia() : null;
}

function labelShown(video: Element, post: Post, page: URL): Sign | null {
  if (post.site === 'youtube') return youtubeLabel(video, post, page);
  const shown = shownLabel(video, post.site);
  return shown === null && post.site === 'x' ? grokLabel(video) : shown;
}

function dataLabel(document: Document, { site, id }: Post): Sign | null {
  const read = (data: HeldData, sign: (item: Fields) => Sign | null): Sign | null =>
    heldItems(document, data, id)
      .map(sign)
      .find((found) => found !== null) ?? null;
  if (site === 'tiktok') return read(TIKTOK_ITEMS, tiktokItem);
  if (site === 'instagram' || site === 'threads') return read(META_MEDIA, metaItem);
  if (site === 'facebook')
    return read(FACEBOOK_STORIES, (story) => facebookStory((name) => isTrueIn(story, name)) ?? metaItem(story));
  if (site === 'youtube') return heldYoutubeLabel(document, id);
  if (site === 'bilibili') return bilibiliNoticeIn(document, id);
  return null;
}

/** The answer, or null where the page is made so that it cannot be read. */
function guarded(read: () => Sign | null): Sign | null {
  try {
    return read();
  } catch (error) {
    // A page may name its form fields after methods of the DOM; then nothing around them can be read.
    console.debug('Lookalike could not read a label:', error);
    return null;
  }
}

/** The site's own AI label as the page shows it; null where there is none. Changes nothing. */
export const shownLabelOf = (video: Element, post: Post, page: URL): Sign | null =>
  guarded(() => labelShown(video, post, page));

/** The label in the data that the page was loaded with. Costly, and the same all along: to be asked once. */
export const heldLabelOf = (document: Document, post: Post): Sign | null => guarded(() => dataLabel(document, post));
