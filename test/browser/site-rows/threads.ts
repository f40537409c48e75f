import type { SiteRows } from './row.ts';

const card = (id: string, who: string, inside: string): string =>
  `<div data-pressable-container="true"><a href="/@${who}" role="link">${who}</a><a href="/@${who}/post/${id}"><time datetime="2026-03-04T05:06:07.000Z">1d</time></a>
   <span dir="auto">${who} says something long <a href="/search?q=aiart&serp_type=tags">aiart</a></span>${inside}</div>`;

/** Data of posts as the page holds them: what tells an advertisement, and what an ordinary post has in its place. */
const data = (...posts: object[]): string =>
  `<script type="application/json" data-sjs>${JSON.stringify({ thread_items: posts.map((post) => ({ post })) })}</script>`;
const OUT = '<a href="https://l.threads.com/?u=https%3A%2F%2Fshop.example%2F&e=1" target="_blank">shop.example</a>';

export const threadsRows: SiteRows = {
  site: 'threads',
  rows: [
    {
      what: 'a quoted post by its own id, and a repost as that of its author',
      holds: ['quote', 'repost'],
      address: 'https://www.threads.com/',
      html:
        card('AAAAA11111', 'anna', card('BBBBB22222', 'ben', '<video></video>')) +
        `<div><a href="/@rita">rita reposted</a>${card('CCCCC33333', 'cara', '<video></video>')}</div>`,
      posts: [
        {
          id: 'BBBBB22222',
          author: 'ben',
          permalink: 'https://www.threads.com/@ben/post/BBBBB22222',
          caption: 'ben says something long aiart',
        },
        {
          id: 'CCCCC33333',
          author: 'cara',
          permalink: 'https://www.threads.com/@cara/post/CCCCC33333',
          hashtags: ['aiart'],
          postedAt: '2026-03-04T05:06:07.000Z',
        },
      ],
    },
    {
      what: 'the new post of a recycled card, with all its videos',
      holds: ['recycled card', 'videos of the post'],
      address: 'https://www.threads.com/',
      html: card('AAAAA11111', 'anna', '<video></video><video></video>'),
      posts: [{ id: 'AAAAA11111' }, { id: 'AAAAA11111' }],
      afterwards: {
        script: `document.querySelectorAll('a[href^="/@"]').forEach((a, i) => { a.href = i === 0 ? '/@dora' : '/@dora/post/DDDDD44444'; })`,
        posts: [
          { id: 'DDDDD44444', author: 'dora' },
          { id: 'DDDDD44444', author: 'dora' },
        ],
      },
    },
    {
      what: 'no post of an advertisement, and posts that lead out like one',
      holds: ['advertisement'],
      address: 'https://www.threads.com/',
      html:
        data(
          { code: 'EEEEE55555', user: { username: 'shop' }, injected: { ad_id: '120200000000000000', label: 'x' } },
          { code: 'AAAAA11111', user: { username: 'anna' }, injected: null, ad_id: null },
        ) +
        card('EEEEE55555', 'shop', `<video></video>${OUT}`) +
        card('AAAAA11111', 'anna', `<video></video>${OUT}`) +
        card('BBBBB22222', 'ben', `<video></video>${OUT}`),
      posts: ['advertisement', { id: 'AAAAA11111', author: 'anna' }, { id: 'BBBBB22222', author: 'ben' }],
    },
    {
      what: 'a post on a page of its own that has no card',
      address: 'https://www.threads.com/@anna/post/AAAAA11111',
      html: '<div data-pagelet="threads_post_page_1"><video></video><a href="/@anna" role="link">anna</a><span dir="auto">Words of anna</span></div>',
      posts: [{ id: 'AAAAA11111', author: 'anna', caption: 'Words of anna' }],
    },
    {
      what: 'the post that stands as a frame in other pages',
      holds: ['frame'],
      address: 'https://www.threads.com/@anna/post/AAAAA11111/embed',
      html: '<div><video></video></div>',
      posts: [{ id: 'AAAAA11111', author: 'anna', isVerifiedLayout: true }],
    },
    {
      what: 'what it can of a page it does not know',
      holds: ['fallback'],
      address: 'https://www.threads.com/',
      html: '<div>Something new<video src="/x.mp4"></video></div>',
      posts: [{ site: 'generic', isVerifiedLayout: false }],
    },
  ],
  without: {
    'shadow root': 'The site has none around its player.',
  },
};
