import type { SiteRows } from './row.ts';

const DATA = JSON.stringify({
  data: {
    response: {
      video: { id: 'sm9', title: 'Loaded title', description: 'Words', registeredAt: '2026-03-06T00:33:00+09:00' },
      owner: { nickname: 'Nakano' },
    },
  },
}).replaceAll('"', '&quot;');
const page = `<meta name="server-response" content="${DATA}"><main><video></video><h1>Shown title</h1><a href="/user/4">Shown maker</a><a href="/tag/AI生成">AI生成</a></main>`;

export const niconicoRows: SiteRows = {
  site: 'niconico',
  rows: [
    {
      what: 'the data of the page for its first video',
      address: 'https://www.nicovideo.jp/watch/sm9?from=5',
      html: page,
      posts: [
        {
          id: 'sm9',
          permalink: 'https://www.nicovideo.jp/watch/sm9',
          author: 'Nakano',
          caption: 'Loaded title\nWords',
          hashtags: ['AI生成'],
          postedAt: '2026-03-06T00:33:00+09:00',
        },
      ],
    },
    {
      what: 'what is shown for any other video, after a step within the page too',
      holds: ['recycled card'],
      address: 'https://www.nicovideo.jp/watch/sm10',
      html: page,
      posts: [{ id: 'sm10', author: 'Shown maker', caption: 'Shown title', postedAt: '' }],
      afterwards: {
        script: `history.pushState(null, '', '/watch/so11'); document.querySelector('h1').textContent = 'Next title'`,
        posts: [{ id: 'so11', caption: 'Next title', permalink: 'https://www.nicovideo.jp/watch/so11' }],
      },
    },
    {
      what: 'the video of the page and not the advertisement over it',
      holds: ['advertisement'],
      address: 'https://www.nicovideo.jp/watch/sm13',
      html: '<main><div data-name="video-content"><video></video></div><div id="nv_watch_VideoAdContainer"><div><video></video></div></div><h1>Under it</h1></main>',
      posts: [{ id: 'sm13', caption: 'Under it' }, 'advertisement'],
    },
    {
      what: 'a short by its address',
      address: 'https://www.nicovideo.jp/shorts/sm12',
      html: '<main><video></video><h1>Short</h1></main>',
      posts: [{ id: 'sm12', caption: 'Short' }],
    },
    {
      what: 'what it can of a page it does not know',
      holds: ['fallback'],
      address: 'https://www.nicovideo.jp/ranking',
      html: '<div>Something new<video src="/x.mp4"></video></div>',
      posts: [{ site: 'generic', isVerifiedLayout: false }],
    },
  ],
  without: {
    'videos of the post': 'A post is one video.',
    quote: 'A video quotes no other.',
    repost: 'There are none.',
    'shadow root': 'The site has none around its player.',
    frame: 'Other pages show its player through embed.nicovideo.jp, which is not among the granted hosts.',
  },
};
