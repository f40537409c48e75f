import type { SiteRows } from './row.ts';

const page = (author: string): string =>
  `<main><div class="vp-video"><video></video></div><h1>A film #ai</h1><div data-testid="uploader-details">${author}</div><time datetime="2026-01-17T21:34:21+00:00">x</time></main>`;

export const vimeoRows: SiteRows = {
  site: 'vimeo',
  rows: [
    {
      what: 'the page of a video, in a channel too',
      address: 'https://vimeo.com/channels/staffpicks/311983548',
      html: page('<a href="/anna">Anna</a>'),
      posts: [
        {
          id: '311983548',
          permalink: 'https://vimeo.com/311983548',
          author: 'anna',
          caption: 'A film #ai',
          hashtags: ['ai'],
          postedAt: '2026-01-17T21:34:21+00:00',
        },
      ],
    },
    {
      what: 'account and time from the data that the page was loaded with, as long as they are of this video',
      address: 'https://vimeo.com/311983548',
      html: `<script type="application/ld+json">[{"url":"https://vimeo.com/311983548","uploadDate":"2026-01-17T21:34:21+00:00","author":{"name":"Anna B.","url":"https://vimeo.com/annab"}}]</script>
        <main><div class="vp-video"><video></video></div><h1>A film</h1><div data-testid="uploader-details"><a href="/watch">Staff Picks</a><span>Anna B.</span></div></main>`,
      posts: [{ id: '311983548', author: 'annab', postedAt: '2026-01-17T21:34:21+00:00', caption: 'A film' }],
      afterwards: {
        script: `history.pushState(null, '', '/411983549'); document.querySelector('span').textContent = 'Ben'; document.querySelector('h1').textContent = 'Next'`,
        posts: [{ id: '411983549', author: 'Ben', postedAt: '', caption: 'Next' }],
      },
    },
    {
      what: 'the next video after a step within the page',
      holds: ['recycled card'],
      address: 'https://vimeo.com/311983548',
      html: page('<a href="/anna">Anna</a>'),
      posts: [{ id: '311983548' }],
      afterwards: {
        script: `history.pushState(null, '', '/411983549'); document.querySelector('h1').textContent = 'Next'`,
        posts: [{ id: '411983549', caption: 'Next', permalink: 'https://vimeo.com/411983549' }],
      },
    },
    {
      what: 'the player that stands as a frame in other pages',
      holds: ['frame'],
      address: 'https://player.vimeo.com/video/311983548?h=abc',
      html: '<div class="vp-title"><h1>Film in a frame</h1></div><video></video>',
      posts: [{ id: '311983548', permalink: 'https://vimeo.com/311983548', isVerifiedLayout: true }],
    },
    {
      what: 'what it can of a page it does not know',
      holds: ['fallback'],
      address: 'https://vimeo.com/watch',
      html: '<div>Something new<video src="/x.mp4"></video></div>',
      posts: [{ site: 'generic', isVerifiedLayout: false }],
    },
  ],
  without: {
    'videos of the post': 'A post is one video.',
    advertisement: 'The site shows none.',
    quote: 'A video quotes no other.',
    repost: 'There are none.',
    'shadow root': 'The site has none around its player.',
  },
};
