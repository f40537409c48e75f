import type { SiteRows } from './row.ts';

const PLAYER =
  '<shreddit-player-2><template shadowrootmode="open"><div><video></video></div></template></shreddit-player-2>';
const post = (id: string, inside = PLAYER, more = ''): string =>
  `<shreddit-post id="t3_${id}" permalink="/r/pics/comments/${id}/a_title/" author="anna" post-title="A title #ai" ${more}
    created-timestamp="2026-05-06T07:08:09.000000+0000" post-type="video"><shreddit-post-flair>AI Generated</shreddit-post-flair>${inside}</shreddit-post>`;
const thing = (more = ''): string =>
  `<div class="thing link ${more}" data-fullname="t3_1abc2de" data-author="anna" data-permalink="/r/pics/comments/1abc2de/x/" data-timestamp="1770000000000"><a class="title">A title</a><video></video></div>`;
const FEED = 'https://www.reddit.com/';

export const redditRows: SiteRows = {
  site: 'reddit',
  rows: [
    {
      what: 'the post around a player in a shadow root',
      holds: ['shadow root'],
      address: FEED,
      html: `<shreddit-feed><article>${post('1abc2de')}</article></shreddit-feed>`,
      posts: [
        {
          id: '1abc2de',
          permalink: 'https://www.reddit.com/r/pics/comments/1abc2de/a_title/',
          author: 'anna',
          caption: 'A title #ai\nAI Generated',
          hashtags: ['ai'],
          postedAt: '2026-05-06T07:08:09.000000+0000',
        },
      ],
    },
    {
      what: 'the new post of a recycled card, with all its videos',
      holds: ['recycled card', 'videos of the post'],
      address: FEED,
      html: post('1abc2de', PLAYER + PLAYER),
      posts: [{ id: '1abc2de' }, { id: '1abc2de' }],
      afterwards: {
        script: `const post = document.querySelector('shreddit-post'); post.id = 't3_9zzz9zz'; post.setAttribute('author', 'ben')`,
        posts: [
          { id: '9zzz9zz', author: 'ben' },
          { id: '9zzz9zz', author: 'ben' },
        ],
      },
    },
    {
      what: 'a crosspost as the post that the page shows it in',
      holds: ['quote', 'repost'],
      address: FEED,
      html: post(
        '1abc2de',
        `<div slot="post-media-container"><a href="/r/films/comments/8other8/film/">Original</a>${PLAYER}</div>`,
      ),
      posts: [{ id: '1abc2de', permalink: 'https://www.reddit.com/r/pics/comments/1abc2de/a_title/', author: 'anna' }],
    },
    {
      what: 'no post of what is promoted, in either design',
      holds: ['advertisement'],
      address: FEED,
      html: `<shreddit-ad-post>${PLAYER}</shreddit-ad-post>${post('1abc2de', PLAYER, 'promoted')}${thing('promotedlink')}`,
      posts: ['advertisement', 'advertisement', 'advertisement'],
    },
    {
      what: 'a post of the old design',
      address: 'https://old.reddit.com/r/pics/',
      html: thing(),
      posts: [
        {
          id: '1abc2de',
          permalink: 'https://old.reddit.com/r/pics/comments/1abc2de/x/',
          author: 'anna',
          caption: 'A title',
          postedAt: '2026-02-02T02:40:00.000Z',
        },
      ],
    },
    {
      what: 'a post on a page of its own where nothing holds it',
      address: 'https://www.reddit.com/r/pics/comments/1abc2de/a_title/',
      html: '<h1>A title</h1><video></video>',
      posts: [{ id: '1abc2de', caption: 'A title' }],
    },
    {
      what: 'what it can of a page it does not know',
      holds: ['fallback'],
      address: FEED,
      html: '<div>Something new<video src="/x.mp4"></video></div>',
      posts: [{ site: 'generic', isVerifiedLayout: false }],
    },
  ],
  without: { frame: 'Other pages show its posts through embed.reddit.com, which is not among the granted hosts.' },
};
