import { describe, expect, it } from 'vitest';
import { postsOf } from './read-posts.ts';

describe('youtube', () => {
  it('reads the texts of a hover preview from its tile', async () => {
    const html = `<ytd-rich-item-renderer><a href="/watch?v=aaaaaaaaaaa">x</a><h3 title="Another">Another</h3></ytd-rich-item-renderer>
      <ytd-rich-item-renderer><a href="/watch?v=bbbbbbbbbbb&pp=1">x</a><h3 title="Mouse film #veo3">Mouse…</h3><a href="/@maker">Maker</a></ytd-rich-item-renderer>
      <ytd-video-preview><a href="/watch?v=bbbbbbbbbbb"></a><div id="inline-player"><video></video></div></ytd-video-preview>`;
    const [post] = await postsOf('https://www.youtube.com/', html);
    expect(post).toMatchObject({
      id: 'bbbbbbbbbbb',
      permalink: 'https://www.youtube.com/watch?v=bbbbbbbbbbb',
      author: '@maker',
      caption: 'Mouse film #veo3',
    });
  });

  it('takes no posting time that the page was loaded with for another video', async () => {
    const page = (id: string): string =>
      `<div><meta itemprop="identifier" content="${id}"><meta itemprop="uploadDate" content="2026-01-02T03:04:05-08:00"></div>
       <ytd-watch-flexy video-id="bbbbbbbbbbb"><div id="movie_player"><video></video></div></ytd-watch-flexy>`;
    const times = await Promise.all(
      ['bbbbbbbbbbb', 'aaaaaaaaaaa'].map(
        async (id) => (await postsOf('https://www.youtube.com/watch?v=bbbbbbbbbbb', page(id)))[0]?.postedAt,
      ),
    );
    expect(times).toEqual(['2026-01-02T03:04:05-08:00', '']);
  });
});

describe('bilibili', () => {
  it('reads the watch page and cards', async () => {
    const watch = `<div class="bpx-player-video-wrap"><video></video></div><h1 class="video-title" title="雨の中のねずみ">雨…</h1><a class="up-name"> UP主 </a>
      <div class="video-desc-container">説明 #AI动画</div><div class="tag-panel"><a>生成</a></div><div class="pubdate-ip">2026-01-02 03:04:05</div>`;
    const [post] = await postsOf('https://www.bilibili.com/video/BV1xx411c7mD/?p=1', watch);
    expect(post).toMatchObject({
      id: 'BV1xx411c7mD',
      permalink: 'https://www.bilibili.com/video/BV1xx411c7mD/',
      author: 'UP主',
      caption: '雨の中のねずみ\n説明 #AI动画',
      hashtags: ['生成', 'AI动画'],
      postedAt: '2026-01-02T03:04:05',
    });
    const card =
      '<div class="bili-video-card"><a href="//www.bilibili.com/video/BV1yy411c7mE/"><video></video></a><h3 class="bili-video-card__info--tit" title="Title"></h3><span class="bili-video-card__info--author">Someone</span></div>';
    const [tile] = await postsOf('https://www.bilibili.com/', card);
    expect(tile).toMatchObject({ id: 'BV1yy411c7mE', caption: 'Title', author: 'Someone' });
  });
});

describe('niconico', () => {
  const data = JSON.stringify({
    data: {
      response: {
        video: { id: 'sm9', title: 'Loaded title', description: 'Words', registeredAt: '2026-03-06T00:33:00+09:00' },
        owner: { nickname: 'Nakano' },
      },
    },
  }).replaceAll('"', '&quot;');
  const page = `<meta name="server-response" content="${data}"><main><video></video><h1>Shown title</h1><a href="/tag/AI生成">AI生成</a></main>`;

  it('reads the data of the page for its first video, and what is shown for any other', async () => {
    const [[first], [second]] = await Promise.all([
      postsOf('https://www.nicovideo.jp/watch/sm9', page),
      postsOf('https://www.nicovideo.jp/watch/sm10', page),
    ]);
    expect(first).toMatchObject({
      id: 'sm9',
      author: 'Nakano',
      caption: 'Loaded title\nWords',
      hashtags: ['AI生成'],
      postedAt: '2026-03-06T00:33:00+09:00',
    });
    expect(second).toMatchObject({ id: 'sm10', author: '', caption: 'Shown title', postedAt: '' });
  });
});

describe('vimeo', () => {
  it('reads the video page and the player in a frame', async () => {
    const page =
      '<main><div class="vp-video"><video></video></div><h1>A film</h1><div data-testid="uploader-details"><a href="/anna">Anna</a></div><time datetime="2026-01-17T21:34:21+00:00">x</time></main>';
    const [post] = await postsOf('https://vimeo.com/channels/staffpicks/311983548', page);
    expect(post).toMatchObject({
      id: '311983548',
      permalink: 'https://vimeo.com/311983548',
      author: 'anna',
      caption: 'A film',
      postedAt: '2026-01-17T21:34:21+00:00',
    });
    const [framed] = await postsOf('https://player.vimeo.com/video/311983548?h=abc', '<video></video>');
    expect([framed?.id, framed?.isVerifiedLayout]).toEqual(['311983548', true]);
  });
});

describe('mastodon', () => {
  const status = `<div id="mastodon"><div class="status__wrapper"><div class="status" data-id="115000000000000001">
    <a class="status__relative-time" href="/@anna@other.example/115000000000000001"><time datetime="2026-02-03T04:05:06.000Z">1d</time></a>
    <span class="display-name__account">@anna@other.example</span><div class="status__content__text">Words <a class="mention hashtag" href="/tags/AIart">#AIart</a></div>
    <div class="video-player"><video></video></div></div></div></div>`;

  it('is known on any host by how its page begins, and keeps the posts of two hosts apart', async () => {
    const [[here], [there]] = await Promise.all([
      postsOf('https://social.example/home', status),
      postsOf('https://another.example/home', status),
    ]);
    expect(here).toMatchObject({
      site: 'mastodon',
      id: 'social.example/115000000000000001',
      permalink: 'https://social.example/@anna@other.example/115000000000000001',
      author: 'anna@other.example',
      caption: 'Words #AIart',
      hashtags: ['AIart'],
      postedAt: '2026-02-03T04:05:06.000Z',
    });
    expect(there?.id).toBe('another.example/115000000000000001');
  });
});
