import { describe, expect, it } from 'vitest';
import { openPage } from './chromium-page.ts';
import { browser, postsOf, readPage, script } from './read-posts.ts';

/** What the bundle of `sites/index.ts` puts on the page. */
declare const ours: typeof import('../../extension/content/sites/index.ts');

const feedCard = (id: string, inside = ''): string => `
  <article data-e2e="recommend-list-item-container" id="one-column-item-0">
    <section data-e2e="feed-video"><picture><img alt="cover text"></picture>
      <div id="xgwrapper-0-${id}" class="xgplayer-container"><video></video></div>
      <div data-e2e="video-desc"><span>A yellow mouse in the rain </span><a data-e2e="search-common-link" href="/tag/sora2">#sora2</a></div>
      ${inside}
    </section>
    <section><a data-e2e="video-author-avatar" href="/@mouse.fan"><img></a></section>
  </article>`;

describe('tiktok', () => {
  it('reads the posts of the feed, where cards carry no link', async () => {
    const [post] = await postsOf('https://www.tiktok.com/foryou', feedCard('7600000000000000001'));
    expect(post).toEqual({
      site: 'tiktok',
      id: '7600000000000000001',
      permalink: 'https://www.tiktok.com/@mouse.fan/video/7600000000000000001',
      author: 'mouse.fan',
      caption: 'A yellow mouse in the rain #sora2',
      hashtags: ['sora2'],
      // The time is in the id.
      postedAt: '2026-01-27T11:21:31.000Z',
      isVerifiedLayout: true,
    });
  });

  it('takes the id from the menu when the player has none, and from a link in grids', async () => {
    const menu =
      '<article data-e2e="recommend-list-item-container"><video></video><button data-more-menu-item-id="7600000000000000002"></button></article>';
    const tile =
      '<div data-e2e="user-post-item"><a href="https://www.tiktok.com/@a.b/video/7600000000000000003"><video></video></a></div>';
    expect((await postsOf('https://www.tiktok.com/@a.b', menu + tile)).map((post) => post?.id)).toEqual([
      '7600000000000000002',
      '7600000000000000003',
    ]);
  });

  it('takes id and author from the address on a page of one video', async () => {
    const html = '<div data-e2e="browse-video"><video></video></div><div data-e2e="browse-video-desc">Text</div>';
    const [post] = await postsOf('https://www.tiktok.com/@some_one/video/7600000000000000004?lang=en', html);
    expect([post?.id, post?.author, post?.isVerifiedLayout]).toEqual(['7600000000000000004', 'some_one', true]);
  });

  it('falls back to the generic reading when nothing is as expected', async () => {
    const [post] = await postsOf(
      'https://www.tiktok.com/foryou',
      '<article>New look <video src="/v.mp4"></video></article>',
    );
    expect([post?.site, post?.isVerifiedLayout, post?.caption]).toEqual(['generic', false, 'New look']);
  });

  it('gives a recycled card its new post', async () => {
    const page = await openPage(browser, 'https://www.tiktok.com/foryou', {
      html: feedCard('7600000000000000005'),
      script,
    });
    const ids = await page.evaluate(() => {
      const idNow = () => ours.postOf(document.querySelector('video')!, new URL(location.href))?.id;
      const before = idNow();
      document.querySelector('[id^=xgwrapper]')!.id = 'xgwrapper-4-7600000000000000006';
      return [before, idNow()];
    });
    await page.close();
    expect(ids).toEqual(['7600000000000000005', '7600000000000000006']);
  });
});

const short = (id: string, title: string, video = '<video></video>'): string => `
  <div class="reel-video-in-sequence-new">
    <div class="reel-video-in-sequence-thumbnail" style="background-image:url('https://i.ytimg.com/vi/${id}/frame0.jpg')"></div>
    <ytd-reel-video-renderer><div id="shorts-player">${video}</div>
      <yt-reel-channel-bar-view-model><a href="/@maker_1">@maker_1</a></yt-reel-channel-bar-view-model>
      <yt-shorts-video-title-view-model><h1>${title}</h1></yt-shorts-video-title-view-model>
    </ytd-reel-video-renderer>
  </div>`;

const watch = (videoId: string, player = '<video class="html5-main-video"></video>', classes = ''): string => `
  <ytd-watch-flexy video-id="${videoId}">
    <div id="movie_player" class="${classes}">${player}</div>
    <ytd-watch-metadata><h1><yt-formatted-string>Mouse film</yt-formatted-string></h1>
      <ytd-video-owner-renderer><a href="/@maker">Maker</a></ytd-video-owner-renderer>
      <div id="description-inline-expander">Made with Veo #veo3 <script>var x = "#sora"</script></div>
    </ytd-watch-metadata>
  </ytd-watch-flexy>`;

describe('youtube', () => {
  it('reads a short from its own card even while the address still names the one before', async () => {
    const html = short('aaaaaaaaaaa', 'First', '') + short('bbbbbbbbbbb', 'Second #ai');
    expect(await postsOf('https://www.youtube.com/shorts/aaaaaaaaaaa', html)).toEqual([
      expect.objectContaining({
        id: 'bbbbbbbbbbb',
        permalink: 'https://www.youtube.com/shorts/bbbbbbbbbbb',
        author: '@maker_1',
        caption: 'Second #ai',
        hashtags: ['ai'],
        isVerifiedLayout: true,
      }),
    ]);
  });

  it('takes the id of a short from the address where no card names it', async () => {
    const html = '<ytd-shorts><div id="shorts-player"><video></video></div></ytd-shorts>';
    expect((await postsOf('https://www.youtube.com/shorts/ccccccccccc', html))[0]?.id).toBe('ccccccccccc');
  });

  it('reads the watch page without its scripts', async () => {
    const [post] = await postsOf('https://www.youtube.com/watch?v=ddddddddddd&t=5', watch('ddddddddddd'));
    expect(post).toMatchObject({
      id: 'ddddddddddd',
      permalink: 'https://www.youtube.com/watch?v=ddddddddddd',
      author: '@maker',
      caption: 'Mouse film\nMade with Veo #veo3',
      hashtags: ['veo3'],
    });
  });

  it('takes no texts of the video before', async () => {
    const [post] = await postsOf('https://www.youtube.com/watch?v=ddddddddddd', watch('eeeeeeeeeee'));
    expect([post?.id, post?.caption, post?.author]).toEqual(['ddddddddddd', '', '']);
  });

  it('knows an advertisement in the place of the video', async () => {
    const [read] = await readPage(
      'https://www.youtube.com/watch?v=ddddddddddd',
      watch('ddddddddddd', undefined, 'ad-showing'),
    );
    expect(read?.isAd).toBe(true);
  });

  it('reads a preview in a tile', async () => {
    const html = `<ytd-rich-item-renderer><a id="thumbnail" href="/watch?v=fffffffffff&pp=x"><video></video></a>
      <h3 title="Full title #kling"><a>Full ti…</a></h3><a href="/@tile.maker">x</a></ytd-rich-item-renderer>`;
    const [post] = await postsOf('https://www.youtube.com/', html);
    expect(post).toMatchObject({ id: 'fffffffffff', caption: 'Full title #kling', author: '@tile.maker' });
  });

  it('falls back to the generic reading for players it does not know', async () => {
    const [post] = await postsOf('https://www.youtube.com/', '<div>Something new<video src="/x.mp4"></video></div>');
    expect([post?.site, post?.isVerifiedLayout]).toEqual(['generic', false]);
  });
});
