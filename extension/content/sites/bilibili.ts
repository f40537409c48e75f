import { attribute, inAddress, type SiteHooks, text } from './hooks.ts';

const IN_LINK = /\/video\/(BV[0-9A-Za-z]{10}|av\d+)/;
const LINK = 'a[href*="/video/BV"], a[href*="/video/av"]';

export const bilibili: SiteHooks = {
  site: 'bilibili',
  hosts: ['www.bilibili.com', 'm.bilibili.com', 't.bilibili.com', 'space.bilibili.com'],
  idShape: /^(?:BV[0-9A-Za-z]{10}|(?:av|ep|ss)\d+)$/,
  ad: '.bili-video-card:has([class*="ad-report"]):not(:has(a[href*="/video/BV"]))',
  layouts: [
    {
      name: 'card',
      cards: ['.bili-video-card, .bili-dyn-list__item, .video-page-card-small'],
      id: [attribute(LINK, 'href', IN_LINK)],
      permalink: 'https://www.bilibili.com/video/{id}/',
      author: [
        text('.bili-video-card__info--author'),
        text('.bili-dyn-title__text'),
        text('a[href*="space.bilibili.com"]'),
        text('.upname'),
      ],
      caption: [
        attribute('.bili-video-card__info--tit', 'title'),
        text('.bili-video-card__info--tit'),
        text('.bili-dyn-content'),
        text('.title'),
      ],
    },
    {
      name: 'watch page',
      on: IN_LINK,
      id: [inAddress(IN_LINK)],
      permalink: 'https://www.bilibili.com/video/{id}/',
      author: [text('.up-name'), text('.up-detail a[href*="space.bilibili.com"]'), text('.staff-name')],
      caption: [attribute('h1.video-title', 'title'), text('h1.video-title'), text('h1')],
      body: [text('.video-desc-container')],
      tags: '.tag-panel a',
      time: [text('.pubdate-ip', /\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?/)],
    },
    {
      name: 'series',
      on: /^\/bangumi\/play\/(?:ep|ss)\d+/,
      id: [inAddress(/^\/bangumi\/play\/((?:ep|ss)\d+)/)],
      permalink: 'https://www.bilibili.com/bangumi/play/{id}',
      author: [],
      caption: [text('h1'), text('[class*="mediaTitle"]')],
    },
  ],
};
