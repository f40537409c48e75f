import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Post } from '../../src/post.ts';
import { postSchema } from '../../src/protocol.ts';
import { bundleForPage, launchChromium, openPage } from './chromium-page.ts';

/** What the bundle of `sites/index.ts` puts on the page. */
declare const ours: typeof import('../../extension/content/sites/index.ts');

let browser: Browser;
let script = '';
beforeAll(async () => {
  [browser, script] = await Promise.all([launchChromium(), bundleForPage('extension/content/sites/index.ts')]);
});
afterAll(() => browser.close());

interface Read {
  readonly post: Post | null;
  readonly isAd: boolean;
}

/** What is read of every video of a page, in its order. */
async function readPage(address: string, html: string): Promise<Read[]> {
  const page = await openPage(browser, address, { html, script });
  const read = await page.evaluate(() => {
    const here = new URL(location.href);
    return [...document.querySelectorAll('video')].map((video) => ({
      post: ours.postOf(video, here),
      isAd: ours.isAd(video, here),
    }));
  });
  await page.close();
  for (const { post } of read) if (post !== null) v.parse(postSchema, post);
  return read;
}

const postsOf = async (address: string, html: string) => (await readPage(address, html)).map(({ post }) => post);

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
      postedAt: '',
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

describe('any other page', () => {
  const FEED = 'https://feed.example/home';

  it('reads post, link, author, time and tags around a video', async () => {
    const html = `<article><a href="/@anna">Anna</a> <a href="/post/77"><time datetime="2026-02-03T04:05:06Z">3 Feb</time></a>
      <p>Look at this #AI動画 ＃ソラ2</p><video src="/media/1.mp4?sig=1"></video></article>`;
    const [post] = await postsOf(FEED, html);
    expect(post).toMatchObject({
      site: 'generic',
      permalink: 'https://feed.example/post/77',
      author: 'Anna',
      hashtags: ['AI動画', 'ソラ2'],
      postedAt: '2026-02-03T04:05:06Z',
      isVerifiedLayout: false,
    });
    expect(post?.caption).toContain('Look at this');
  });

  it.each<[string, string, string, boolean]>([
    [
      'the signature of its media changes',
      '<article>a<video src="/1.mp4?sig=1"></video></article>',
      '<article>a<video src="/1.mp4?sig=2"></video></article>',
      true,
    ],
    [
      'it carries an id of its own',
      '<li data-post-id="9">a<video src="/1.mp4"></video></li>',
      '<li data-post-id="9">b<video src="/2.mp4"></video></li>',
      true,
    ],
    [
      'only the link next to it is the same',
      '<li>a<a href="/post/1">x</a><video src="/1.mp4"></video></li>',
      '<li>a<a href="/post/1">x</a><video src="/2.mp4"></video></li>',
      false,
    ],
    [
      'its media are others',
      '<article>a<video src="/1.mp4"></video></article>',
      '<article>a<video src="/2.mp4"></video></article>',
      false,
    ],
    [
      'the id of the recycled element is another',
      '<li data-post-id="9"><video src="/1.mp4"></video></li>',
      '<li data-post-id="8"><video src="/1.mp4"></video></li>',
      false,
    ],
  ])('when %s: same post', async (_name, before, after, isSame) => {
    const [[first], [second]] = await Promise.all([postsOf(FEED, before), postsOf(FEED, after)]);
    expect(first?.id === second?.id).toBe(isSame);
  });

  it('keeps ids of two hosts apart', async () => {
    const html = '<li data-post-id="9"><video src="/1.mp4"></video></li>';
    const [[here], [there]] = await Promise.all([postsOf(FEED, html), postsOf('https://other.example/', html)]);
    expect(here?.id).not.toBe(there?.id);
  });

  it('takes no link to another site, no script and no endless text', async () => {
    const html = `<article><a href="https://evil.example/post/1">x</a><a href="javascript:alert(1)//post/1">y</a><script>SECRET</script>
      ${'<p>long text </p>'.repeat(5000)}<video src="/1.mp4"></video></article>`;
    const [post] = await postsOf(FEED, html);
    expect(post?.permalink).toBe(FEED);
    expect(post?.caption.length).toBeLessThanOrEqual(2000);
    expect(post?.caption).not.toContain('SECRET');
  });

  it('finds the post outside an open shadow root', async () => {
    const page = await openPage(browser, FEED, {
      html: '<article>Words outside<x-player></x-player></article>',
      script,
    });
    const caption = await page.evaluate(() => {
      const root = document.querySelector('x-player')!.attachShadow({ mode: 'open' });
      root.innerHTML = '<video src="/1.mp4"></video>';
      return ours.postOf(root.querySelector('video')!, new URL(location.href))?.caption;
    });
    await page.close();
    expect(caption).toBe('Words outside');
  });

  it('reads no post of a video without any media or id', async () => {
    expect(await postsOf(FEED, '<video></video>')).toEqual([null]);
  });
});
