import { describe, expect, it } from 'vitest';
import { openPage } from './chromium-page.ts';
import { browser, postsOf, script } from './read-posts.ts';

/** What the bundle of `sites/index.ts` puts on the page. */
declare const ours: typeof import('../../extension/content/sites/index.ts');

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
