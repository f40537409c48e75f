import type { SiteRows } from './row.ts';

const short = (id: string, title: string, video = '<video></video>'): string => `
  <div class="reel-video-in-sequence-new">
    <div class="reel-video-in-sequence-thumbnail" style="background-image:url('https://i.ytimg.com/vi/${id}/frame0.jpg')"></div>
    <ytd-reel-video-renderer><div id="shorts-player">${video}</div>
      <yt-reel-channel-bar-view-model><a href="/@maker_1">@maker_1</a></yt-reel-channel-bar-view-model>
      <yt-shorts-video-title-view-model><h1>${title}</h1></yt-shorts-video-title-view-model>
    </ytd-reel-video-renderer>
  </div>`;

const watch = (videoId: string, { player = '<video class="html5-main-video"></video>', classes = '' } = {}): string => `
  <ytd-watch-flexy video-id="${videoId}">
    <div id="movie_player" class="${classes}">${player}</div>
    <ytd-watch-metadata><h1><yt-formatted-string>Mouse film</yt-formatted-string></h1>
      <ytd-video-owner-renderer><a href="/@maker">Maker</a></ytd-video-owner-renderer>
      <div id="description-inline-expander">Made with Veo #veo3 <script>var x = "#sora"</script></div>
    </ytd-watch-metadata>
  </ytd-watch-flexy>`;

const loaded = (id: string): string =>
  `<div><meta itemprop="identifier" content="${id}"><meta itemprop="name" content="As loaded"><meta itemprop="description" content="Made with Veo #veo3">
   <meta itemprop="uploadDate" content="2026-01-02T03:04:05-08:00"><span itemprop="author"><link itemprop="url" href="http://www.youtube.com/@maker"></span></div>
   <ytd-watch-flexy video-id="bbbbbbbbbbb"><div id="movie_player"><video></video></div></ytd-watch-flexy>`;

export const youtubeRows: SiteRows = {
  site: 'youtube',
  rows: [
    {
      what: 'a short from its own card even while the address still names the one before',
      address: 'https://www.youtube.com/shorts/aaaaaaaaaaa',
      html: short('aaaaaaaaaaa', 'First', '') + short('bbbbbbbbbbb', 'Second #ai'),
      posts: [
        {
          id: 'bbbbbbbbbbb',
          permalink: 'https://www.youtube.com/shorts/bbbbbbbbbbb',
          author: '@maker_1',
          caption: 'Second #ai',
          hashtags: ['ai'],
          isVerifiedLayout: true,
        },
      ],
    },
    {
      what: 'the new short of the one player',
      holds: ['recycled card'],
      address: 'https://www.youtube.com/shorts/aaaaaaaaaaa',
      html: short('aaaaaaaaaaa', 'First') + short('bbbbbbbbbbb', 'Second', ''),
      posts: [{ id: 'aaaaaaaaaaa', caption: 'First' }],
      afterwards: {
        script: 'document.querySelectorAll("#shorts-player")[1].append(document.querySelector("video"))',
        posts: [{ id: 'bbbbbbbbbbb', caption: 'Second' }],
      },
    },
    {
      what: 'the id of a short from the address where no card names it',
      address: 'https://www.youtube.com/shorts/ccccccccccc',
      html: '<ytd-shorts><div id="shorts-player"><video></video></div></ytd-shorts>',
      posts: [{ id: 'ccccccccccc' }],
    },
    {
      what: 'the watch page without its scripts',
      address: 'https://www.youtube.com/watch?v=ddddddddddd&t=5',
      html: watch('ddddddddddd'),
      posts: [
        {
          id: 'ddddddddddd',
          permalink: 'https://www.youtube.com/watch?v=ddddddddddd',
          author: '@maker',
          caption: 'Mouse film\nMade with Veo #veo3',
          hashtags: ['veo3'],
        },
      ],
    },
    {
      what: 'no texts of the video before',
      address: 'https://www.youtube.com/watch?v=ddddddddddd',
      html: watch('eeeeeeeeeee'),
      posts: [{ id: 'ddddddddddd', caption: '', author: '', hashtags: [] }],
    },
    {
      what: 'an advertisement in the place of the video, until it is over',
      holds: ['advertisement'],
      address: 'https://www.youtube.com/watch?v=ddddddddddd',
      html: watch('ddddddddddd', { classes: 'ad-showing' }),
      posts: ['advertisement'],
      afterwards: { script: 'document.querySelector(".ad-showing").className = ""', posts: [{ id: 'ddddddddddd' }] },
    },
    {
      what: 'the posting time of the page as loaded',
      address: 'https://www.youtube.com/watch?v=bbbbbbbbbbb',
      html: loaded('bbbbbbbbbbb'),
      posts: [
        {
          id: 'bbbbbbbbbbb',
          postedAt: '2026-01-02T03:04:05-08:00',
          author: '@maker',
          caption: 'As loaded\nMade with Veo #veo3',
          hashtags: ['veo3'],
        },
      ],
    },
    {
      what: 'no posting time that the page was loaded with for another video',
      address: 'https://www.youtube.com/watch?v=bbbbbbbbbbb',
      html: loaded('aaaaaaaaaaa'),
      posts: [{ id: 'bbbbbbbbbbb', postedAt: '', author: '', caption: '' }],
    },
    {
      what: 'a preview in a tile',
      address: 'https://www.youtube.com/',
      html: `<ytd-rich-item-renderer><a id="thumbnail" href="/watch?v=fffffffffff&pp=x"><video></video></a>
        <h3 title="Full title #kling"><a>Full ti…</a></h3><a href="/@tile.maker">x</a></ytd-rich-item-renderer>`,
      posts: [{ id: 'fffffffffff', caption: 'Full title #kling', author: '@tile.maker' }],
    },
    {
      what: 'a preview that floats above its tile, which has the texts',
      address: 'https://www.youtube.com/',
      html: `<ytd-rich-item-renderer><a href="/watch?v=aaaaaaaaaaa">x</a><h3 title="Another">Another</h3></ytd-rich-item-renderer>
        <ytd-rich-item-renderer><a href="/watch?v=bbbbbbbbbbb&pp=1">x</a><h3 title="Mouse film #veo3">Mouse…</h3><a href="/@maker">Maker</a></ytd-rich-item-renderer>
        <ytd-video-preview><a href="/watch?v=bbbbbbbbbbb"></a><div id="inline-player"><video></video></div></ytd-video-preview>`,
      posts: [
        {
          id: 'bbbbbbbbbbb',
          permalink: 'https://www.youtube.com/watch?v=bbbbbbbbbbb',
          author: '@maker',
          caption: 'Mouse film #veo3',
        },
      ],
    },
    {
      what: 'the page for phones',
      address: 'https://m.youtube.com/watch?v=ggggggggggg',
      html: `<div id="player-container-id"><video></video></div><ytm-slim-video-metadata-section-renderer><h2>On a phone #ai</h2></ytm-slim-video-metadata-section-renderer>
        <ytm-slim-owner-renderer><a href="/@maker">Maker</a></ytm-slim-owner-renderer>`,
      posts: [{ id: 'ggggggggggg', author: '@maker', caption: 'On a phone #ai' }],
    },
    {
      what: 'the player that stands as a frame in other pages',
      holds: ['frame'],
      address: 'https://www.youtube.com/embed/hhhhhhhhhhh?autoplay=1',
      html: '<div id="movie_player"><a class="ytp-title-link">Film in a frame</a><video></video></div>',
      posts: [
        {
          id: 'hhhhhhhhhhh',
          permalink: 'https://www.youtube.com/watch?v=hhhhhhhhhhh',
          caption: 'Film in a frame',
          isVerifiedLayout: true,
        },
      ],
    },
    {
      what: 'what it can of a player it does not know',
      holds: ['fallback'],
      address: 'https://www.youtube.com/',
      html: '<div>Something new<video src="/x.mp4"></video></div>',
      posts: [{ site: 'generic', isVerifiedLayout: false }],
    },
  ],
  without: {
    'videos of the post': 'A post is one video.',
    quote: 'A video quotes no other.',
    repost: 'There are none.',
    'shadow root': 'Its elements keep their content in the light.',
  },
};
