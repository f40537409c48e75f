import type { SiteRows } from './row.ts';

const card = (inside: string, { who = 'anna.page', id = '1234567890' } = {}): string =>
  `<div aria-posinset="1"><h4><a href="/${who}?__cft__[0]=A&__tn__=B">Anna</a></h4>
   <div data-ad-preview="message">Words <a href="/hashtag/ai?__eep__=6">#ai</a></div><a href="/${who}/videos/${id}/?__cft__[0]=A">1 h</a>${inside}</div>`;
const feed = (inside: string): string => `<div role="feed">${inside}</div>`;

export const facebookRows: SiteRows = {
  site: 'facebook',
  rows: [
    {
      what: 'a card of the feed with clean links, comments aside',
      address: 'https://www.facebook.com/',
      html: feed(
        card('<video></video><div role="article" aria-label="Comment by Ben"><h3><a href="/ben">Ben</a></h3></div>'),
      ),
      posts: [
        {
          id: '1234567890',
          permalink: 'https://www.facebook.com/anna.page/videos/1234567890/',
          author: 'anna.page',
          caption: 'Words #ai',
          hashtags: ['ai'],
        },
      ],
    },
    {
      what: 'all videos of a card as one post',
      holds: ['videos of the post'],
      address: 'https://www.facebook.com/',
      html: feed(card('<video></video><video></video>')),
      posts: [{ id: '1234567890' }, { id: '1234567890' }],
    },
    {
      what: 'a shared post as that of the one who made it',
      holds: ['repost', 'quote'],
      address: 'https://www.facebook.com/',
      html: feed(
        `<div aria-posinset="1"><h4><a href="/sharer?__tn__=B">Sharer</a></h4><a href="/sharer/posts/pfbid02sharer1?__cft__[0]=A">2 h</a>
         <div data-ad-preview="message">Look at this</div><div role="article"><h4><a href="/maker?__tn__=B">Maker</a></h4><a href="/maker/videos/5550001112/">1 h</a>
         <div data-ad-preview="message">My film</div><video></video></div></div>`,
      ),
      posts: [
        {
          id: '5550001112',
          author: 'maker',
          caption: 'My film',
          permalink: 'https://www.facebook.com/maker/videos/5550001112/',
        },
      ],
    },
    {
      what: 'the new post of a recycled card',
      holds: ['recycled card'],
      address: 'https://www.facebook.com/',
      html: feed(card('<video></video>')),
      posts: [{ id: '1234567890' }],
      afterwards: {
        script: `document.querySelector('[href*="/videos/"]').href = '/ben.page/videos/2222222222/'; document.querySelector('h4 a').href = '/ben.page'`,
        posts: [{ id: '2222222222', author: 'ben.page' }],
      },
    },
    {
      what: 'a reel by the id that its player carries',
      address: 'https://www.facebook.com/reel/1111111111',
      html: '<div role="main"><div data-video-id="9876543210"><h2><a href="/profile.php?id=42&x=1">Ben</a></h2><video></video></div></div>',
      posts: [{ id: '9876543210', permalink: 'https://www.facebook.com/reel/9876543210', author: '42' }],
    },
    {
      what: 'a video of Watch by its address',
      address: 'https://www.facebook.com/watch/?ref=saved&v=3333333333',
      html: '<div role="main"><video></video><h2><a href="/anna.page">Anna</a></h2><div dir="auto">A long film about a cat</div></div>',
      posts: [{ id: '3333333333', author: 'anna.page', permalink: 'https://www.facebook.com/watch/?v=3333333333' }],
    },
    {
      what: 'a post on a page of its own',
      address: 'https://www.facebook.com/groups/77/posts/4444444444/',
      html: '<div role="main"><h2><a href="/groups/77/">Group</a></h2><h3><a href="/anna.page">Anna</a></h3><div data-ad-preview="message">Words</div><video></video></div>',
      posts: [{ id: '4444444444', author: 'anna.page', caption: 'Words' }],
    },
    {
      what: 'the posting time from the data of the page, of the story with this video',
      address: 'https://www.facebook.com/',
      html: `<script type="application/json" data-sjs>${JSON.stringify([
        { post_id: '1', creation_time: 1770000001, attachments: [{ media: { id: '9999999999' } }] },
        {
          post_id: '2',
          comet: { story: { creation_time: 1770000000 } },
          attachments: [{ media: { id: '1234567890' } }],
        },
      ])}</script>${feed(card('<video></video>'))}`,
      posts: [{ id: '1234567890', author: 'anna.page', caption: 'Words #ai', postedAt: '2026-02-02T02:40:00.000Z' }],
    },
    {
      what: 'no post of an advertisement',
      holds: ['advertisement'],
      address: 'https://www.facebook.com/',
      html: feed(
        card('<video></video><div data-ad-rendering-role="cta-button">Shop now</div>') +
          card('<video></video><a href="/ads/about/?entry=1">Why</a>') +
          card('<video></video>'),
      ),
      posts: ['advertisement', 'advertisement', { id: '1234567890' }],
    },
    {
      what: 'what it can of a page it does not know',
      holds: ['fallback'],
      address: 'https://www.facebook.com/',
      html: '<div>Something new<video src="/x.mp4"></video></div>',
      posts: [{ site: 'generic', isVerifiedLayout: false }],
    },
  ],
  without: {
    'shadow root': 'The site has none around its player.',
    frame: 'Its plugin for other pages names the post in the address of the page around it.',
  },
};
