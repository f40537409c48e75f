import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { signedFile } from '../signed-file.ts';
import { feedPage, video } from './feed-page.ts';

/** The clip with a generator's mark. */
export const MARKED_FILE = '/clip/marked';
/** The file that says, signed, how it was made. */
export const SIGNED_FILE = '/clip/signed.mp4';
export const SIGNS_HOST = 'www.tiktok.com';
export const CARD_HEIGHT = 800;

const SIZE = { width: 288, height: 512 };
/** The diamond as Veo puts it at a short side of 720: its size and how far from the right and from below. */
const DIAMOND = { side: 48, margin: 72, at: 720, alpha: 0.5 };
/** Each side of it is an arc; where the middle of its circle lies, its radius, and half the angle, the half side being 1. */
const ARC = { middle: 1.29, radius: 1.286, half: Math.PI / 4 - 0.2275 };

/** A calm picture with a white, half see-through diamond of four hollow sides in its lower right corner. */
function markedPicture(): Buffer {
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext('2d');
  const sky = context.createLinearGradient(0, 0, 0, SIZE.height);
  sky.addColorStop(0, '#31577a');
  sky.addColorStop(1, '#3b4a2c');
  context.fillStyle = sky;
  context.fillRect(0, 0, SIZE.width, SIZE.height);
  context.fillStyle = '#7a4b31';
  for (let i = 0; i < 9; i++) context.fillRect(10 + i * 31, 200 + ((i * 53) % 120), 22, 300);
  const scale = SIZE.width / DIAMOND.at;
  const half = (DIAMOND.side * scale) / 2;
  const x = SIZE.width - DIAMOND.margin * scale - half;
  const y = SIZE.height - DIAMOND.margin * scale - half;
  context.fillStyle = `rgba(255, 255, 255, ${DIAMOND.alpha})`;
  context.beginPath();
  for (let quarter = 0; quarter < 4; quarter++) {
    const out = Math.PI / 4 + (quarter * Math.PI) / 2;
    const far = ARC.middle * Math.SQRT2 * half;
    const back = out + Math.PI;
    const at = [x + far * Math.cos(out), y + far * Math.sin(out)] as const;
    context.arc(...at, ARC.radius * half, back + ARC.half, back - ARC.half, true);
  }
  context.fill();
  return canvas.toBuffer('image/png');
}

/** The marked picture as a clip, and a clip whose file is signed as made by AI. */
export async function signsMedia(): Promise<Record<string, Buffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'lookalike-signs-'));
  const [picture, marked, plain] = ['mark.png', 'marked.webm', 'plain.mp4'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(picture, markedPicture());
  const run = (...args: string[]): void => void execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);
  const still = ['-loop', '1', '-framerate', '10', '-t', '6', '-i', picture, '-pix_fmt', 'yuv420p'];
  run(...still, '-c:v', 'libvpx', '-b:v', '600k', '-deadline', 'realtime', '-cpu-used', '8', marked);
  const drawn = [
    '-f',
    'lavfi',
    '-i',
    `testsrc2=size=${SIZE.width}x${SIZE.height}:rate=10:duration=3`,
    '-pix_fmt',
    'yuv420p',
  ];
  run(...drawn, '-c:v', 'libvpx-vp9', '-b:v', '300k', '-deadline', 'realtime', '-cpu-used', '8', plain);
  const signed = await signedFile(new Uint8Array(readFileSync(plain)), 'video/mp4', 'Dream Maker');
  const media = { [MARKED_FILE]: readFileSync(marked), [SIGNED_FILE]: Buffer.from(signed) };
  rmSync(folder, { recursive: true });
  return media;
}

interface SignsPost {
  readonly id: string;
  readonly label?: string;
  readonly caption: string;
  readonly media: string;
}

/** One post for each sign, and one without any. */
const POSTS = {
  label: { label: 'Creator labeled as AI-generated', caption: 'on my way home', media: video(0) },
  mark: { caption: 'look at this sky', media: video('marked') },
  caption: { caption: 'Made with AI, rendered over night', media: video(1) },
  none: { caption: 'good morning', media: video(2) },
  file: { caption: 'This video was generated with AI', media: video('signed.mp4', 'direct') },
} satisfies Record<string, Omit<SignsPost, 'id'>>;
export type SignsPostName = keyof typeof POSTS;
export const SIGNS_POSTS = Object.keys(POSTS) as SignsPostName[];

/** The one sign of a post, and what the popup says of it. */
export const SIGNS_WORDS: [SignsPostName, string, string[]][] = [
  ['label', 'label strong', ['The site labels it: “Creator labeled as AI-generated”', 'The author said so.']],
  ['mark', 'mark strong', ["It shows a generator's mark: “Gemini / Veo”", 'at the bottom right', 'can be faked']],
  ['caption', 'caption strong', ['The caption says so: “made with ai']],
];

const idOf = (name: SignsPostName): string => `760000000000000${1000 + SIGNS_POSTS.indexOf(name)}`;
export const keyOf = (name: SignsPostName): string => `tiktok:${idOf(name)}`;

const card = ({
  id,
  label = '',
  caption,
  media,
}: SignsPost): string => `<article data-e2e="recommend-list-item-container">
  <section data-e2e="feed-video"><div id="xgwrapper-0-${id}" class="xgplayer-container tiktok-web-player">${media}</div>
  <div class="css-1-DivOverlayBottomLeadingTagsContainer"><span>${label}</span></div>
  <div data-e2e="video-desc"><span>${caption}</span></div></section>
  <section><a data-e2e="video-author-avatar" href="/@maker.${id}">x</a></section></article>`;

/** The feed, as pages of the local world, and the media its posts show. */
export async function signsFeed() {
  const posts = SIGNS_POSTS.map((name) => ({ html: card({ id: idOf(name), ...POSTS[name] }) }));
  const frame = '<main id="main-content-homepage_hot">{cards}</main>';
  const page = (): string => feedPage(posts, { frame, height: CARD_HEIGHT, isVirtual: true });
  return { pages: { [SIGNS_HOST]: page }, media: await signsMedia() };
}
