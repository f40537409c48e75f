import type { SiteRows } from './row.ts';

const item = (
  inside: string,
): string => `<div data-testid="feedItem-by-anna.example"><a href="/profile/rita.example">Reposted by Rita</a>
  <a href="/profile/anna.example">Anna</a><a href="/profile/anna.example/post/3mddvy5bv6k27" aria-label="January 26, 2026">1d</a>
  <div data-testid="postText">Own words <a href="/hashtag/aiart">#aiart</a></div>${inside}</div>`;
const FEED = 'https://bsky.app/';

export const blueskyRows: SiteRows = {
  site: 'bluesky',
  rows: [
    {
      what: 'the author of a repost from the post itself, its time from its id, and all its videos',
      holds: ['repost', 'videos of the post'],
      address: FEED,
      html: item('<video></video><video></video>'),
      posts: [
        {
          id: '3mddvy5bv6k27',
          permalink: 'https://bsky.app/profile/anna.example/post/3mddvy5bv6k27',
          author: 'anna.example',
          caption: 'Own words #aiart',
          hashtags: ['aiart'],
          postedAt: '2026-01-26T18:50:47.802Z',
        },
        { id: '3mddvy5bv6k27' },
      ],
    },
    {
      what: 'the quoted post for a video in a quote',
      holds: ['quote'],
      address: FEED,
      html: item(
        '<a href="/profile/ben.example/post/3mcqguitjf22v"><div data-testid="postText">Quoted words</div><video></video></a>',
      ),
      posts: [{ id: '3mcqguitjf22v', author: 'ben.example', caption: 'Quoted words' }],
    },
    {
      what: 'the quoted post where a quote is a box that acts as a link, and the other videos as those of the post itself',
      address: FEED,
      html: item(
        `<video></video><div data-testid="contentHider-post"><div aria-label="Post by ben.example" role="link" tabindex="0"><a href="/profile/ben.example" role="link">Ben</a>
         <a href="/profile/ben.example/post/3mcqguitjf22v" aria-label="January 19, 2026">7d</a><div dir="auto" data-word-wrap="1">Quoted words #tag</div><video></video></div></div>`,
      ),
      posts: [
        { id: '3mddvy5bv6k27', author: 'anna.example', caption: 'Own words #aiart', hashtags: ['aiart'] },
        {
          id: '3mcqguitjf22v',
          permalink: 'https://bsky.app/profile/ben.example/post/3mcqguitjf22v',
          author: 'ben.example',
          caption: 'Quoted words #tag',
          hashtags: ['tag'],
        },
      ],
    },
    {
      what: 'the new post of a recycled card',
      holds: ['recycled card'],
      address: FEED,
      html: item('<video></video>'),
      posts: [{ id: '3mddvy5bv6k27' }],
      afterwards: {
        script: `document.querySelector('a[href*="/post/"]').href = '/profile/ben.example/post/3mcqguitjf22v'`,
        posts: [{ id: '3mcqguitjf22v', author: 'ben.example' }],
      },
    },
    {
      what: 'a post in its thread, whose page names it',
      address: 'https://bsky.app/profile/anna.example/post/3mddvy5bv6k27',
      html: '<div data-testid="postThreadItem-by-anna.example"><a href="/profile/anna.example">Anna</a><div data-word-wrap="1">Own words</div><video></video></div>',
      posts: [{ id: '3mddvy5bv6k27', author: 'anna.example', caption: 'Own words' }],
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
    advertisement: 'The site shows none.',
    'shadow root': 'The site has none around its player.',
    frame: 'Other pages show its posts through embed.bsky.app, which is not among the granted hosts.',
  },
};
