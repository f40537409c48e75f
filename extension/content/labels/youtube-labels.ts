import { objectsNamed, textsIn } from '../../../src/embedded-object.ts';
import { LABEL_LENGTH_MAX, youtubeBadge, youtubeNotice } from '../../../src/label-texts.ts';
import type { Post } from '../../../src/post.ts';
import type { Sign } from '../../../src/sign.ts';
import { closestOf, textOf } from '../sites/site.ts';
import { scriptsWith } from './page-data.ts';

/** YouTube wraps links that leave it. */
const decoded = (link: string): string => {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
};

function noticeIn(notice: Element): Sign | null {
  const links = [...notice.querySelectorAll('a[href]')].map((link) => decoded(link.getAttribute('href') ?? ''));
  const heading = notice.querySelector('[class*="SectionViewModelBodyHeader"]');
  return youtubeNotice(
    links,
    textOf(notice, LABEL_LENGTH_MAX),
    heading === null ? '' : textOf(heading, LABEL_LENGTH_MAX),
  );
}

/** YouTube's notice and badge belong to the video whose page this is, never to the tiles beside it. */
export function youtubeLabel(video: Element, post: Post, page: URL): Sign | null {
  if (page.searchParams.get('v') !== post.id && !page.pathname.includes(`/${post.id}`)) return null;
  if (closestOf(video, '#movie_player, #shorts-player, ytd-player, #player-container-id') === null) return null;
  const { ownerDocument } = video;
  const notices = [...ownerDocument.querySelectorAll('how-this-was-made-section-view-model')].map(noticeIn);
  const badges = ownerDocument.querySelectorAll(
    'ytd-watch-metadata yt-metadata-badge-renderer badge-shape[aria-label]',
  );
  const found = [...notices, ...[...badges].map((badge) => youtubeBadge(badge.getAttribute('aria-label') ?? ''))];
  return found.find((sign) => sign !== null) ?? null;
}

/** How far behind its name the id of the video stands that a page was loaded for. */
const ENDPOINT_LENGTH = 3000;

/** The data stays in the page when the next video is gone to, so it must name the one asked for. */
function isLoadedFor(source: string, id: string): boolean {
  const at = source.indexOf('"currentVideoEndpoint":');
  return at >= 0 && source.slice(at, at + ENDPOINT_LENGTH).includes(`"videoId":"${id}"`);
}

function textOfHeading(notice: unknown): string {
  const header: unknown = typeof notice === 'object' && notice !== null ? Reflect.get(notice, 'bodyHeader') : null;
  return textsIn(header)[0] ?? '';
}

/** The notice in the data that the page was loaded with: it is there before a person opens the description. */
export function heldYoutubeLabel(document: Document, id: string): Sign | null {
  const notices = scriptsWith(document, '"howThisWasMadeSectionViewModel"')
    .filter((source) => isLoadedFor(source, id))
    .flatMap((source) => objectsNamed(source, 'howThisWasMadeSectionViewModel'));
  const signs = notices.map((notice) => {
    const heading = textOfHeading(notice);
    return youtubeNotice(textsIn(notice).map(decoded), heading, heading);
  });
  return signs.find((sign) => sign !== null) ?? null;
}
