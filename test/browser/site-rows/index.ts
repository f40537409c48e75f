import { bilibiliRows } from './bilibili.ts';
import { blueskyRows } from './bluesky.ts';
import { facebookRows } from './facebook.ts';
import { instagramRows } from './instagram.ts';
import { mastodonRows } from './mastodon.ts';
import { niconicoRows } from './niconico.ts';
import { redditRows } from './reddit.ts';
import type { SiteRows } from './row.ts';
import { threadsRows } from './threads.ts';
import { tiktokRows } from './tiktok.ts';
import { vimeoRows } from './vimeo.ts';
import { xRows } from './x.ts';
import { youtubeRows } from './youtube.ts';

export const SITE_ROWS: readonly SiteRows[] = [
  tiktokRows,
  youtubeRows,
  instagramRows,
  facebookRows,
  xRows,
  threadsRows,
  redditRows,
  blueskyRows,
  bilibiliRows,
  niconicoRows,
  vimeoRows,
  mastodonRows,
];
