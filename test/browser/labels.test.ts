import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Post, Site } from '../../src/post.ts';
import type { Sign } from '../../src/sign.ts';
import { bundleForPage, launchChromium, openPage } from './chromium-page.ts';

let browser: Browser;
let script = '';
beforeAll(async () => {
  [browser, script] = await Promise.all([launchChromium(), bundleForPage('extension/content/labels/read-labels.ts')]);
});
afterAll(() => browser.close());

const postOn = (site: Site, id: string): Post => ({
  site,
  id,
  permalink: 'https://example.com/',
  author: '',
  caption: '',
  hashtags: [],
  postedAt: '',
  isVerifiedLayout: true,
});

/** The labels that the page shows and holds for its first video. */
async function labelsOn(address: string, html: string, post: Post): Promise<(Sign | null)[]> {
  const page = await openPage(browser, address, { html, script });
  try {
    const found = await page.evaluate(`(() => {
      const post = ${JSON.stringify(post)};
      const video = document.querySelector('video');
      return [ours.shownLabelOf(video, post, new URL(location.href)), ours.heldLabelOf(document, post)];
    })()`);
    return found as (Sign | null)[];
  } finally {
    await page.close();
  }
}

const notice = (answer: string): string =>
  `<div id="movie_player"><video></video></div><how-this-was-made-section-view-model><h3>How this was made</h3>
   <a href="https://www.youtube.com/redirect?q=https%3A%2F%2Fsupport.google.com%2Fyoutube%2Fanswer%2F${answer}">Learn more</a>
   </how-this-was-made-section-view-model>`;
const help = (answer: string): string => `https://support.google.com/youtube/answer/${answer}`;
const WATCH = 'https://www.youtube.com/watch?v=abcdefghijk';

describe('labels in a page', () => {
  it('TikTok: over the video, not in the words of the author', async () => {
    const card = (tags: string, text: string): string =>
      `<article data-e2e="x"><video></video><div class="a-DivOverlayBottomLeadingTagsContainer">${tags}</div><p data-e2e="video-desc"><span class="AigcText">${text}</span></p></article>`;
    const post = postOn('tiktok', '7');
    const address = 'https://www.tiktok.com/foryou';
    expect(
      (await labelsOn(address, card('<div><span>Creator labeled as AI-generated</span></div>', ''), post))[0],
    ).toMatchObject({
      notes: ['by-author'],
    });
    expect(await labelsOn(address, card('', 'AI-generated'), post)).toEqual([null, null]);
  });

  it('TikTok: in the data that the page came with, for this post alone', async () => {
    const data = { a: { itemStruct: { id: '7', aigcLabelType: 1 } }, b: { id: '8', aigcLabelType: 0 } };
    const html = `<video></video><script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">${JSON.stringify(data)}</script>`;
    const address = 'https://www.tiktok.com/@a/video/7';
    expect((await labelsOn(address, html, postOn('tiktok', '7')))[1]).toMatchObject({ strength: 'strong' });
    expect((await labelsOn(address, html, postOn('tiktok', '8')))[1]).toBeNull();
  });

  it('YouTube: by the help page of the notice, for the video of the page alone', async () => {
    const post = postOn('youtube', 'abcdefghijk');
    expect((await labelsOn(WATCH, notice('15447836'), post))[0]).toMatchObject({ kind: 'label', strength: 'strong' });
    expect((await labelsOn(WATCH, notice('15569972'), post))[0]).toBeNull();
    expect((await labelsOn(WATCH, notice('15447836'), postOn('youtube', 'other-video')))[0]).toBeNull();
  });

  it('YouTube: in the data that the page was loaded with, as long as it is of this video', async () => {
    const dataOf = (id: string, answer: string): string =>
      `<div id="movie_player"><video></video></div><script>var ytInitialData = ${JSON.stringify({
        currentVideoEndpoint: { clickTrackingParams: 'x', watchEndpoint: { videoId: id } },
        items: [
          {
            howThisWasMadeSectionViewModel: {
              bodyHeader: { content: 'Altered or synthetic content' },
              bodyText: { content: 'Sound or visuals', commandRuns: [{ url: help(answer) }] },
            },
          },
        ],
      })};</script>`;
    const post = postOn('youtube', 'abcdefghijk');
    expect((await labelsOn(WATCH, dataOf('abcdefghijk', '14328491'), post))[1]).toMatchObject({
      cue: 'Altered or synthetic content',
      strength: 'strong',
    });
    expect((await labelsOn(WATCH, dataOf('abcdefghijk', '15569972'), post))[1]).toBeNull();
    expect((await labelsOn(WATCH, dataOf('other-video', '14328491'), post))[1]).toBeNull();
  });

  it('Facebook: in the data that the page came with, for the story of this video alone', async () => {
    const storyOf = (id: string, info: object): object => ({
      post_id: `7${id}`,
      info,
      attachments: [{ media: { id } }],
    });
    const data = [storyOf('900001', { was_detected_as_ai_generated: true }), storyOf('900002', {})];
    const html = `<video></video><script type="application/json" data-sjs>${JSON.stringify(data)}</script>`;
    const address = 'https://www.facebook.com/watch/?v=900001';
    expect((await labelsOn(address, html, postOn('facebook', '900001')))[1]).toMatchObject({
      notes: ['by-site', 'unverified-text'],
    });
    expect((await labelsOn(address, html, postOn('facebook', '900002')))[1]).toBeNull();
  });

  it('Bilibili: in the data of the page, among notices of other kinds', async () => {
    const page = (argue: string): string =>
      `<video></video><script>window.__INITIAL_STATE__={"videoData":{"bvid":"BV1xx411c7mD","argue_info":{"argue_msg":"${argue}","argue_type":0}}};</script>`;
    const post = postOn('bilibili', 'BV1xx411c7mD');
    const address = 'https://www.bilibili.com/video/BV1xx411c7mD/';
    expect((await labelsOn(address, page('作者声明：该视频使用人工智能合成技术'), post))[1]).toMatchObject({
      strength: 'strong',
    });
    expect((await labelsOn(address, page('视频内含有危险行为'), post))[1]).toBeNull();
  });

  it('Instagram and X: in the head of the post or under its media, word for word', async () => {
    const head = (text: string): string =>
      `<article><header><a role="link">a.b</a><span>${text}</span></header><video></video><h1>AI info</h1></article>`;
    const instagram = postOn('instagram', 'C0');
    expect((await labelsOn('https://www.instagram.com/', head('AI info'), instagram))[0]).toMatchObject({
      cue: 'AI info',
    });
    expect((await labelsOn('https://www.instagram.com/', head('Paris'), instagram))[0]).toBeNull();
    const tweet = (text: string, under: string): string =>
      `<article data-testid="tweet"><div data-testid="tweetText"><span>${text}</span></div><video></video><div><span>${under}</span></div></article>`;
    const x = postOn('x', '1');
    expect((await labelsOn('https://x.com/home', tweet('hello', 'Made with Grok Imagine'), x))[0]).toMatchObject({
      generator: 'Grok Imagine',
    });
    expect((await labelsOn('https://x.com/home', tweet('Made with AI', 'Reply'), x))[0]).toBeNull();
    const grok = '<a href="https://grok.com/imagine/post/1">x</a>';
    expect((await labelsOn('https://x.com/home', tweet('hello', grok), x))[0]).toMatchObject({ cue: 'Grok Imagine' });
    expect((await labelsOn('https://x.com/home', tweet(grok, 'Reply'), x))[0]).toBeNull();
  });

  it('a page made to break it is no label and no fault', async () => {
    const html = `<form><input name="querySelectorAll"><input name="closest"><video></video></form>
      <script type="application/json" data-sjs>{"code":"C0","gen_ai_detection_method":{"detection_method":</script>`;
    expect(await labelsOn('https://www.instagram.com/', html, postOn('instagram', 'C0'))).toEqual([null, null]);
  });
});
