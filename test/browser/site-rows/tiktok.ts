import type { SiteRows } from './row.ts';

const card = (id: string, inside = ''): string => `
  <article data-e2e="recommend-list-item-container" id="one-column-item-0">
    <section data-e2e="feed-video"><picture><img alt="cover text"></picture>
      <div id="xgwrapper-0-${id}" class="xgplayer-container"><video></video></div>
      <div data-e2e="video-desc"><span>A yellow mouse in the rain </span><a data-e2e="search-common-link" href="/tag/sora2">#sora2</a></div>
      ${inside}
    </section>
    <section><a data-e2e="video-author-avatar" href="/@mouse.fan"><img></a></section>
  </article>`;
/** On advertisements and on posts that somebody was paid for. */
const TAG = '<p data-e2e="sponsored-tag">Paid partnership</p>';
const FEED = 'https://www.tiktok.com/foryou';

export const tiktokRows: SiteRows = {
  site: 'tiktok',
  rows: [
    {
      what: 'a post of the feed, where cards carry no link and the time is in the id',
      address: FEED,
      html: card('7600000000000000001'),
      posts: [
        {
          site: 'tiktok',
          id: '7600000000000000001',
          permalink: 'https://www.tiktok.com/@mouse.fan/video/7600000000000000001',
          author: 'mouse.fan',
          caption: 'A yellow mouse in the rain #sora2',
          hashtags: ['sora2'],
          postedAt: '2026-01-27T11:21:31.000Z',
          isVerifiedLayout: true,
        },
      ],
    },
    {
      what: 'the id from the menu where the player has none',
      address: FEED,
      html: '<article data-e2e="recommend-list-item-container"><video></video><button data-more-menu-item-id="7600000000000000002"></button></article>',
      posts: [{ id: '7600000000000000002' }],
    },
    ...['user-post-item', 'search_top-item', 'search_video-item', 'challenge-item', 'explore-item', 'music-item'].map(
      (name) => ({
        what: `a tile of a grid, by its link: ${name}`,
        address: 'https://www.tiktok.com/tag/x',
        html: `<div data-e2e="${name}"><a href="https://www.tiktok.com/@a.b/video/7600000000000000003"><picture><img alt="Words of the cover #tag"></picture><video></video></a></div>`,
        posts: [
          {
            id: '7600000000000000003',
            permalink: 'https://www.tiktok.com/@a.b/video/7600000000000000003',
            author: 'a.b',
            caption: 'Words of the cover #tag',
            isVerifiedLayout: true,
          },
        ],
      }),
    ),
    {
      what: 'id and author of a page of one video from its address',
      address: 'https://www.tiktok.com/@some_one/video/7600000000000000004?lang=en',
      html: '<div data-e2e="browse-video"><video></video></div><div data-e2e="browse-video-desc">Text</div>',
      posts: [{ id: '7600000000000000004', author: 'some_one', caption: 'Text', isVerifiedLayout: true }],
    },
    {
      what: 'a video of the list beside another one by the link that it plays in',
      address: 'https://www.tiktok.com/@some_one/video/7600000000000000004',
      html: `<div data-e2e="browse-video"><video></video></div><div data-e2e="browse-video-desc">Text</div>
        <div><a href="/@other.one/video/7600000000000000010" title="Words of the other #tag"><video></video></a><span>other.one</span></div>`,
      posts: [
        { id: '7600000000000000004', author: 'some_one', caption: 'Text' },
        {
          id: '7600000000000000010',
          permalink: 'https://www.tiktok.com/@other.one/video/7600000000000000010',
          author: 'other.one',
          caption: 'Words of the other #tag',
          isVerifiedLayout: true,
        },
      ],
    },
    {
      what: 'the player that stands as a frame in other pages',
      holds: ['frame'],
      address: 'https://www.tiktok.com/embed/v2/7600000000000000007',
      html: '<div id="main"><video></video><a href="https://www.tiktok.com/@mouse.fan?refer=embed">@mouse.fan</a></div>',
      posts: [{ id: '7600000000000000007', isVerifiedLayout: true }],
    },
    {
      what: 'the new post of a recycled card, and its second video as the same post',
      holds: ['recycled card', 'videos of the post'],
      address: FEED,
      html: card('7600000000000000005', '<video></video>'),
      posts: [{ id: '7600000000000000005' }, { id: '7600000000000000005' }],
      afterwards: {
        script: 'document.querySelector("[id^=xgwrapper]").id = "xgwrapper-4-7600000000000000006"',
        posts: [{ id: '7600000000000000006' }, { id: '7600000000000000006' }],
      },
    },
    {
      what: 'no post of an advertisement',
      holds: ['advertisement'],
      address: FEED,
      html: card('7600000000000000008', TAG).replace('href="/@mouse.fan"', 'href="https://shop.example/"'),
      posts: ['advertisement'],
    },
    {
      what: 'a paid partnership as the post that it is',
      address: FEED,
      html: card('7600000000000000009', TAG),
      posts: [{ id: '7600000000000000009', author: 'mouse.fan' }],
    },
    {
      what: 'what it can where nothing is as expected',
      holds: ['fallback'],
      address: FEED,
      html: '<article>New look <video src="/v.mp4"></video></article>',
      posts: [{ site: 'generic', isVerifiedLayout: false, caption: 'New look' }],
    },
  ],
  without: {
    quote: 'A duet or stitch is one video, with the account of the post beside it.',
    repost: 'A repost is shown as the post itself.',
    'shadow root': 'The site has none around its player.',
  },
};
