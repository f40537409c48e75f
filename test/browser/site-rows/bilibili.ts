import type { SiteRows } from './row.ts';

const card = (id: string, title: string): string =>
  `<div class="bili-video-card"><a href="//www.bilibili.com/video/${id}/"><video></video></a><h3 class="bili-video-card__info--tit" title="${title}"></h3><span class="bili-video-card__info--author">Someone</span></div>`;

export const bilibiliRows: SiteRows = {
  site: 'bilibili',
  rows: [
    {
      what: 'the watch page',
      address: 'https://www.bilibili.com/video/BV1xx411c7mD/?p=1',
      html: `<div class="bpx-player-video-wrap"><video></video></div><h1 class="video-title" title="雨の中のねずみ">雨…</h1><a class="up-name"> UP主 </a>
        <div class="video-desc-container">説明 #AI动画</div><div class="tag-panel"><a>生成</a></div><div class="pubdate-ip">2026-01-02 03:04:05</div>`,
      posts: [
        {
          id: 'BV1xx411c7mD',
          permalink: 'https://www.bilibili.com/video/BV1xx411c7mD/',
          author: 'UP主',
          caption: '雨の中のねずみ\n説明 #AI动画',
          hashtags: ['生成', 'AI动画'],
          postedAt: '2026-01-02T03:04:05',
        },
      ],
    },
    {
      what: 'a card by its link, and another post in its place',
      holds: ['recycled card'],
      address: 'https://www.bilibili.com/',
      html: card('BV1yy411c7mE', 'Title'),
      posts: [{ id: 'BV1yy411c7mE', caption: 'Title', author: 'Someone' }],
      afterwards: {
        script: `document.querySelector('.bili-video-card a').href = '//www.bilibili.com/video/BV1zz411c7mF/'`,
        posts: [{ id: 'BV1zz411c7mF' }],
      },
    },
    {
      what: 'a post of the timeline, forwarded or not, by the video that it shows',
      holds: ['quote', 'repost'],
      address: 'https://t.bilibili.com/',
      html: `<div class="bili-dyn-list__item"><span class="bili-dyn-title__text">Forwarder</span><div class="bili-dyn-content">Look
        <div class="bili-dyn-content__orig"><span class="bili-dyn-title__text">Maker</span><a href="//www.bilibili.com/video/BV1yy411c7mE/"><video></video></a></div></div></div>`,
      posts: [{ id: 'BV1yy411c7mE', permalink: 'https://www.bilibili.com/video/BV1yy411c7mE/' }],
    },
    {
      what: 'an episode of a series',
      address: 'https://www.bilibili.com/bangumi/play/ep123456',
      html: '<div class="bpx-player-video-wrap"><video></video></div><h1>Episode</h1>',
      posts: [{ id: 'ep123456', permalink: 'https://www.bilibili.com/bangumi/play/ep123456', caption: 'Episode' }],
    },
    {
      what: 'no post of an advertisement among the cards',
      holds: ['advertisement'],
      address: 'https://www.bilibili.com/',
      html: `<div class="bili-video-card"><div class="bili-video-card__info--ad-report"></div><a href="https://cm.bilibili.com/x"><video></video></a></div>${card('BV1yy411c7mE', 'Title')}`,
      posts: ['advertisement', { id: 'BV1yy411c7mE' }],
    },
    {
      what: 'what it can of a page it does not know',
      holds: ['fallback'],
      address: 'https://www.bilibili.com/',
      html: '<div>Something new<video src="/x.mp4"></video></div>',
      posts: [{ site: 'generic', isVerifiedLayout: false }],
    },
  ],
  without: {
    'videos of the post': 'A post is one video.',
    'shadow root': 'The site has none around its player.',
    frame: 'Other pages show its player through player.bilibili.com, which is not among the granted hosts.',
  },
};
