import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Channels of the posts, each of which is one colour, so that every frame says whose it is. */
export const COLOURS = [
  [200, 40, 40],
  [40, 160, 40],
  [40, 40, 200],
] as const;

const hex = (colour: readonly number[]): string =>
  `0x${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;

/** One short clip of each colour, with something that moves in a corner, as base64. */
export function colourClips(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'lookalike-colours-'));
  const clips = COLOURS.map((colour, i) => {
    const path = join(folder, `${i}.webm`);
    const picture = `color=c=${hex(colour)}:s=320x180:r=10:d=4,drawbox=x='mod(t*60,280)':y=0:w=40:h=30:color=gray:t=fill`;
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', picture, '-c:v', 'libvpx', '-b:v', '400k', path]);
    return readFileSync(path).toString('base64');
  });
  rmSync(folder, { recursive: true });
  return clips;
}

/** What changes when one post follows another, each for itself. */
export type Change = 'address' | 'card' | 'media';

/** A page that shows one post after another with one and the same player. */
export interface RecycledSite {
  readonly name: string;
  readonly origin: string;
  readonly address: (i: number) => string;
  readonly key: (i: number) => string;
  /** Markup with `{video}` where the player stands at first. */
  readonly html: string;
  /** Script of the page that shows texts and ids of post `i` around the player: \`video\` and \`i\` are there. */
  readonly card: string;
}

export const wordsOf = (i: number): string => `${['First', 'Second', 'Third'][i]} words of a post`;
const all = <T>(make: (i: number) => T): T[] => COLOURS.map((_colour, i) => make(i));
const WORDS = JSON.stringify(all(wordsOf));

const instagram: RecycledSite = {
  name: 'Instagram Reels, where the player moves from card to card',
  origin: 'https://www.instagram.com',
  address: (i) => `/reels/DReel_1000${i}/`,
  key: (i) => `instagram:DReel_1000${i}`,
  html: `<main>${all((i) => `<div role="presentation"><a href="/maker.${i}/" role="link">maker.${i}</a><span dir="auto">${wordsOf(i)}</span><div class="place">${i === 0 ? '{video}' : ''}</div></div>`).join('')}</main>`,
  card: 'document.querySelectorAll(".place")[i].append(video); void video.play();',
};

const youtube: RecycledSite = {
  name: 'YouTube, whose page says itself of which video its texts are',
  origin: 'https://www.youtube.com',
  address: (i) => `/watch?v=recycledvi${i}`,
  key: (i) => `youtube:recycledvi${i}`,
  html: `<ytd-watch-flexy video-id="recycledvi0"><div id="movie_player">{video}</div><ytd-watch-metadata><h1>${wordsOf(0)}</h1></ytd-watch-metadata></ytd-watch-flexy>`,
  card: `document.querySelector('ytd-watch-flexy').setAttribute('video-id', 'recycledvi' + i); document.querySelector('h1').textContent = ${WORDS}[i];`,
};

const tiktok: RecycledSite = {
  name: 'TikTok, from video to video',
  origin: 'https://www.tiktok.com',
  address: (i) => `/@maker.${i}/video/761000000000001000${i}`,
  key: (i) => `tiktok:761000000000001000${i}`,
  html: `<div data-e2e="browse-video">{video}</div><div data-e2e="browse-video-desc">${wordsOf(0)}</div>`,
  card: `document.querySelector('[data-e2e="browse-video-desc"]').textContent = ${WORDS}[i];`,
};

/** The address alone names the post. */
export const BY_ADDRESS: readonly RecycledSite[] = [instagram, youtube, tiktok];

const facebook: RecycledSite = {
  name: 'Facebook Reels, where one card shows all of them',
  origin: 'https://www.facebook.com',
  address: (i) => `/reel/700001${i}`,
  key: (i) => `facebook:700001${i}`,
  html: `<div role="main"><div data-video-id="7000010"><h2><a href="/maker">Maker</a></h2><div dir="auto" class="words">${wordsOf(0)}</div>{video}</div></div>`,
  card: `document.querySelector('[data-video-id]').dataset.videoId = '700001' + i; document.querySelector('.words').textContent = ${WORDS}[i];`,
};

const x: RecycledSite = {
  name: 'X, where a card is used again',
  origin: 'https://x.com',
  address: () => '/home',
  key: (i) => `x:190000000000000100${i}`,
  html: `<article data-testid="tweet"><div data-testid="User-Name"><a href="/maker">Maker</a><a class="own" href="/maker/status/1900000000000001000"><time datetime="2026-02-03T04:05:06.000Z">1d</time></a></div>
    <div data-testid="tweetText">${wordsOf(0)}</div><div data-testid="videoPlayer">{video}</div></article>`,
  card: `document.querySelector('.own').href = '/maker/status/190000000000000100' + i; document.querySelector('[data-testid="tweetText"]').textContent = ${WORDS}[i];`,
};

/** The card names the post. */
export const BY_CARD: readonly RecycledSite[] = [facebook, x];
