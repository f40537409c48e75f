import type { Post } from '../../../src/post.ts';
import type { SiteRows } from './row.ts';

const status = (inside = '', { id = '115000000000000001', who = 'anna@other.example' } = {}): string =>
  `<div class="status__wrapper"><div class="status" data-id="${id}">
    <a class="status__relative-time" href="/@${who}/${id}"><time datetime="2026-02-03T04:05:06.000Z">1d</time></a>
    <span class="display-name__account">@${who}</span><div class="status__content__text">Words <a class="mention hashtag" href="/tags/AIart">#AIart</a></div>
    <div class="video-player"><video></video></div>${inside}</div></div>`;
const page = (inside: string): string => `<div id="mastodon">${inside}</div>`;
const POST: Partial<Post> = {
  site: 'mastodon',
  id: 'social.example/115000000000000001',
  permalink: 'https://social.example/@anna@other.example/115000000000000001',
  author: 'anna@other.example',
  caption: 'Words #AIart',
  hashtags: ['AIart'],
  postedAt: '2026-02-03T04:05:06.000Z',
};

export const mastodonRows: SiteRows = {
  site: 'mastodon',
  rows: [
    {
      what: 'a post on any host, by how the page begins, with the host in its id',
      address: 'https://social.example/home',
      html: page(status()),
      posts: [POST],
    },
    {
      what: 'the same number on another host as another post',
      address: 'https://another.example/home',
      html: page(status()),
      posts: [{ id: 'another.example/115000000000000001' }],
    },
    {
      what: 'a boost as that of its author, and all its videos',
      holds: ['repost', 'videos of the post'],
      address: 'https://social.example/home',
      html: page(
        `<div class="status__prepend"><a class="display-name__account" href="/@rita">@rita</a> boosted</div>${status('<video></video>')}`,
      ),
      posts: [POST, POST],
    },
    {
      what: 'a quoted post by its own number and author',
      holds: ['quote'],
      address: 'https://social.example/home',
      html: page(
        `<div class="status" data-id="115000000000000001"><a class="status__relative-time" href="/@anna/115000000000000001"><time datetime="2026-02-03T04:05:06.000Z">1d</time></a>
         <span class="display-name__account">@anna</span><div class="status__content__text">Look</div><div class="status__quote">${status('', { id: '114000000000000009', who: 'ben' })}</div></div>`,
      ),
      posts: [
        {
          id: 'social.example/114000000000000009',
          author: 'ben',
          permalink: 'https://social.example/@ben/114000000000000009',
        },
      ],
    },
    {
      what: 'the new post of a recycled card',
      holds: ['recycled card'],
      address: 'https://social.example/home',
      html: page(status()),
      posts: [POST],
      afterwards: {
        script: `document.querySelector('.status').dataset.id = '115000000000000002'`,
        posts: [{ id: 'social.example/115000000000000002' }],
      },
    },
    {
      what: 'a post on a page of its own',
      address: 'https://social.example/@anna/115000000000000001',
      html: page(
        `<div class="detailed-status"><span class="display-name__account">@anna</span><div class="status__content__text">Words</div><video></video>
         <a class="detailed-status__datetime" href="/@anna/115000000000000001"><time datetime="2026-02-03T04:05:06.000Z">3 Feb</time></a></div>`,
      ),
      posts: [{ id: 'social.example/115000000000000001', author: 'anna', caption: 'Words' }],
    },
    {
      what: 'what it can of a page it does not know',
      holds: ['fallback'],
      address: 'https://social.example/about',
      html: page('<div>Something new<video src="/x.mp4"></video></div>'),
      posts: [{ site: 'generic', isVerifiedLayout: false }],
    },
  ],
  without: {
    advertisement: 'The software shows none.',
    'shadow root': 'The software has none around its player.',
    frame: 'Its frame for other pages is of another make, read as any other page.',
  },
};
