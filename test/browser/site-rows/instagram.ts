import type { SiteRows } from './row.ts';

const article = (inside: string): string => `<article><header><a href="/anna.b/" role="link">anna.b</a>
  <a href="/reel/DAbC_12-xYz/"><time datetime="2026-10-02T12:00:00.000Z">3h</time></a></header>
  <a href="/anna.b/reel/DAbC_12-xYz/liked_by/">likes</a><a href="/reels/audio/77/">sound</a>${inside}<h1 dir="auto">Cat #aiart</h1></article>`;
const reel = (who: string, words: string, video = '<video></video>'): string =>
  `<div role="presentation">${video}<a href="/${who}/" role="link">${who}</a><span dir="auto">${words}</span></div>`;

export const instagramRows: SiteRows = {
  site: 'instagram',
  rows: [
    {
      what: 'a post of the feed by the link that holds its time',
      address: 'https://www.instagram.com/',
      html: `<main>${article('<video></video>')}</main>`,
      posts: [
        {
          id: 'DAbC_12-xYz',
          permalink: 'https://www.instagram.com/reel/DAbC_12-xYz/',
          author: 'anna.b',
          caption: 'Cat #aiart',
          hashtags: ['aiart'],
          postedAt: '2026-10-02T12:00:00.000Z',
        },
      ],
    },
    {
      what: 'all videos of a post with several, in a dialog over the feed too',
      holds: ['videos of the post'],
      address: 'https://www.instagram.com/p/DAbC_12-xYz/?img_index=2',
      html: `<div role="dialog">${article('<ul><li><video></video></li><li><video></video></li></ul>')}</div>`,
      posts: [{ id: 'DAbC_12-xYz' }, { id: 'DAbC_12-xYz', author: 'anna.b' }],
    },
    {
      what: 'the reel in view from the address',
      address: 'https://www.instagram.com/reels/DXyZ_98-aBc/',
      html: `<main>${reel('ben', 'Words of the reel')}</main>`,
      posts: [
        {
          id: 'DXyZ_98-aBc',
          permalink: 'https://www.instagram.com/reel/DXyZ_98-aBc/',
          author: 'ben',
          caption: 'Words of the reel',
        },
      ],
    },
    {
      what: 'another reel in the same place',
      holds: ['recycled card'],
      address: 'https://www.instagram.com/reels/DXyZ_98-aBc/',
      html: `<main>${reel('ben', 'Words of the reel')}${reel('cara', 'Other words', '')}</main>`,
      posts: [{ id: 'DXyZ_98-aBc', author: 'ben' }],
      afterwards: {
        script: `document.querySelectorAll('[role=presentation]')[1].prepend(document.querySelector('video')); history.replaceState(null, '', '/reels/DNeXt_1-abc/')`,
        posts: [{ id: 'DNeXt_1-abc', author: 'cara', caption: 'Other words' }],
      },
    },
    {
      what: 'author, whole caption and time from the data of the page, as long as they are of the reel in view',
      address: 'https://www.instagram.com/reels/DXyZ_98-aBc/',
      html: `<script type="application/json" data-sjs>${JSON.stringify({
        a: [
          { code: 'DOther_1-xx', user: { username: 'other' }, caption: { text: 'Other' }, taken_at: 1 },
          {
            code: 'DXyZ_98-aBc',
            user: { username: 'ben' },
            caption: { text: 'Long words #sora2' },
            taken_at: 1770000000,
          },
        ],
      })}</script><main><div role="presentation"><video></video><a href="/explore/" role="link"></a><span dir="auto">Long wo… more</span></div></main>`,
      posts: [
        {
          id: 'DXyZ_98-aBc',
          author: 'ben',
          caption: 'Long words #sora2',
          hashtags: ['sora2'],
          postedAt: '2026-02-02T02:40:00.000Z',
        },
      ],
      afterwards: {
        script: `history.replaceState(null, '', '/reels/DNeXt_1-abc/')`,
        posts: [{ id: 'DNeXt_1-abc', author: '', caption: 'Long wo… more', postedAt: '' }],
      },
    },
    {
      what: 'a post on a page of its own that has no article',
      address: 'https://www.instagram.com/anna.b/reel/DAbC_12-xYz/',
      html: '<nav><a href="/reader/" role="link">Profile</a></nav><section><main><video></video><a href="/anna.b/" role="link">anna.b</a><span dir="auto">Words of the post</span><time datetime="2026-10-02T12:00:00.000Z"></time></main></section>',
      posts: [
        { id: 'DAbC_12-xYz', author: 'anna.b', caption: 'Words of the post', postedAt: '2026-10-02T12:00:00.000Z' },
      ],
    },
    {
      what: 'the one who made a post on its own page, and not the reader',
      address: 'https://www.instagram.com/p/DAbC_12-xYz/',
      html: '<nav><a href="/reader/" role="link">Profile</a></nav><main><div><video></video></div><a href="/anna.b/" role="link">anna.b</a><h1 dir="auto">Words</h1></main>',
      posts: [{ id: 'DAbC_12-xYz', author: 'anna.b', caption: 'Words' }],
    },
    {
      what: 'a story by its address',
      address: 'https://www.instagram.com/stories/anna.b/3400000000000000001/',
      html: '<section><video></video><time datetime="2026-10-02T12:00:00.000Z">3h</time></section>',
      posts: [
        {
          id: '3400000000000000001',
          author: 'anna.b',
          permalink: 'https://www.instagram.com/stories/anna.b/3400000000000000001/',
        },
      ],
    },
    {
      what: 'the post that stands as a frame in other pages',
      holds: ['frame'],
      address: 'https://www.instagram.com/reel/DAbC_12-xYz/embed/',
      html: '<div><video></video></div>',
      posts: [{ id: 'DAbC_12-xYz', isVerifiedLayout: true }],
    },
    {
      what: 'no post of an advertisement, in the feed or among reels',
      holds: ['advertisement'],
      address: 'https://www.instagram.com/reels/DXyZ_98-aBc/',
      html: `<main><article><header><a href="/shop/" role="link">shop</a></header><video></video><a href="https://www.facebook.com/ads/ig_redirect/?d=1">Shop now</a></article>
        <div role="presentation"><video></video><a href="/shop/" role="link">shop</a><a href="https://www.facebook.com/ads/ig_redirect/?d=2">Shop now</a></div>${reel('ben', 'Words')}</main>`,
      posts: ['advertisement', 'advertisement', { author: 'ben' }],
    },
    {
      what: 'what it can of a page it does not know',
      holds: ['fallback'],
      address: 'https://www.instagram.com/explore/',
      html: '<div>Something new<video src="/x.mp4"></video></div>',
      posts: [{ site: 'generic', isVerifiedLayout: false }],
    },
  ],
  without: {
    quote: 'A post quotes no other.',
    repost: 'A repost is shown as the post itself.',
    'shadow root': 'The site has none around its player.',
  },
};
