import type { SiteRows } from './row.ts';

const tweet = (
  inside: string,
  { who = 'anna', id = '1900000000000000001', before = '' } = {},
): string => `<div data-testid="cellInnerDiv"><article data-testid="tweet">${before}
  <div data-testid="User-Name"><a href="/${who}">Anna</a><a href="/${who}">@${who}</a>
    <a href="/${who}/status/${id}"><time datetime="2026-02-03T04:05:06.000Z">3 Feb</time></a></div>
  <div data-testid="tweetText">My own words <a href="/hashtag/AIart">#AIart</a></div>${inside}</article></div>`;
const quote = (
  inside: string,
): string => `<div role="link"><div data-testid="User-Name"><span>Ben</span><span>@ben</span></div>
  <time datetime="2026-01-01T00:00:00.000Z">1 Jan</time><div data-testid="tweetText">Quoted words</div>${inside}</div>`;
const PLAYER = '<div data-testid="videoPlayer"><video></video></div>';
const FEED = 'https://x.com/home';

export const xRows: SiteRows = {
  site: 'x',
  rows: [
    {
      what: 'a post with its time, tags and own link, whatever it quotes',
      address: FEED,
      html: tweet(PLAYER + quote('')),
      posts: [
        {
          site: 'x',
          id: '1900000000000000001',
          permalink: 'https://x.com/anna/status/1900000000000000001',
          author: 'anna',
          caption: 'My own words #AIart',
          hashtags: ['AIart'],
          postedAt: '2026-02-03T04:05:06.000Z',
          isVerifiedLayout: true,
        },
      ],
    },
    {
      what: 'a video inside a quote with the author and words of the quote',
      holds: ['quote'],
      address: FEED,
      html: tweet(quote(PLAYER)),
      posts: [
        {
          id: '1900000000000000001-quote',
          permalink: 'https://x.com/anna/status/1900000000000000001',
          author: 'ben',
          caption: 'Quoted words',
          hashtags: [],
          postedAt: '2026-01-01T00:00:00.000Z',
        },
      ],
    },
    {
      what: 'a repost as that of its author, and all its videos as one post',
      holds: ['repost', 'videos of the post'],
      address: 'https://x.com/rita',
      html: tweet(PLAYER + PLAYER, {
        before: '<span data-testid="socialContext"><a href="/rita">Rita reposted</a></span>',
      }),
      posts: [{ id: '1900000000000000001', author: 'anna' }, { id: '1900000000000000001' }],
    },
    {
      what: 'a post on its own page, where the time stands below',
      address: 'https://x.com/anna/status/1900000000000000001?s=20',
      html: `<article data-testid="tweet" tabindex="-1"><div data-testid="User-Name"><a href="/anna">Anna</a></div><div data-testid="tweetText">Words<img alt="🤖" src="data:,"><img alt="a picture" src="data:,"></div>${PLAYER}
        <a href="/anna/status/1900000000000000001"><time datetime="2026-02-03T04:05:06.000Z">4:05</time></a></article>${tweet(PLAYER, { who: 'replier', id: '1900000000000000009' })}`,
      posts: [
        { id: '1900000000000000001', author: 'anna', caption: 'Words 🤖', postedAt: '2026-02-03T04:05:06.000Z' },
        { id: '1900000000000000009', author: 'replier' },
      ],
    },
    {
      what: 'the new post of a recycled card',
      holds: ['recycled card'],
      address: FEED,
      html: tweet(PLAYER),
      posts: [{ id: '1900000000000000001' }],
      afterwards: {
        script: `document.querySelector('a[href*="/status/"]').href = '/ben/status/1900000000000000002'; document.querySelectorAll('[data-testid=User-Name] a').forEach((a, i) => { if (i < 2) a.href = '/ben'; })`,
        posts: [{ id: '1900000000000000002', author: 'ben' }],
      },
    },
    {
      what: 'a video in the viewer from the address',
      address: 'https://x.com/anna/status/1900000000000000003/video/1',
      html: `<div role="dialog"><div data-testid="videoComponent"><video></video></div></div>`,
      posts: [{ id: '1900000000000000003', author: 'anna', isVerifiedLayout: true }],
    },
    {
      what: 'no post of an advertisement, which has no time',
      holds: ['advertisement'],
      address: FEED,
      html: `<article data-testid="tweet"><div data-testid="placementTracking"><div data-testid="User-Name"><a href="/shop">Shop</a></div>${PLAYER}</div></article>${tweet(PLAYER)}`,
      posts: ['advertisement', { id: '1900000000000000001' }],
    },
    {
      what: 'what it can of a page it does not know',
      holds: ['fallback'],
      address: FEED,
      html: '<div>Something new<video src="/x.mp4"></video></div>',
      posts: [{ site: 'generic', isVerifiedLayout: false }],
    },
  ],
  without: {
    'shadow root': 'The site has none around its player.',
    frame: 'Other pages show its posts through platform.twitter.com, which is not among the granted hosts.',
  },
};
