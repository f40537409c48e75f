import { describe, expect, it } from 'vitest';
import { openPage } from './chromium-page.ts';
import { browser, postsOf, readPage, script } from './read-posts.ts';

/** What the bundle of `sites/index.ts` puts on the page. */
declare const ours: typeof import('../../extension/content/sites/index.ts');

const tweet = (inside: string): string => `<div data-testid="cellInnerDiv"><article data-testid="tweet">
  <div data-testid="User-Name"><a href="/anna">Anna</a><a href="/anna">@anna</a>
    <a href="/anna/status/1900000000000000001"><time datetime="2026-02-03T04:05:06.000Z">3 Feb</time></a></div>
  <div data-testid="tweetText">My own words <a href="/hashtag/AIart">#AIart</a></div>${inside}</article></div>`;
const quote = (
  inside: string,
): string => `<div role="link"><div data-testid="User-Name"><span>Ben</span><span>@ben</span></div>
  <time datetime="2026-01-01T00:00:00.000Z">1 Jan</time><div data-testid="tweetText">Quoted words</div>${inside}</div>`;
const PLAYER = '<div data-testid="videoPlayer"><video></video></div>';

describe('x', () => {
  const FEED = 'https://x.com/home';

  it('reads a post with its time, tags and own link, whatever it quotes', async () => {
    const [post] = await postsOf(FEED, tweet(PLAYER + quote('')));
    expect(post).toEqual({
      site: 'x',
      id: '1900000000000000001',
      permalink: 'https://x.com/anna/status/1900000000000000001',
      author: 'anna',
      caption: 'My own words #AIart',
      hashtags: ['AIart'],
      postedAt: '2026-02-03T04:05:06.000Z',
      isVerifiedLayout: true,
    });
  });

  it('gives a video inside a quote the author and words of the quote', async () => {
    const [post] = await postsOf(FEED, tweet(quote(PLAYER)));
    expect(post).toMatchObject({
      id: '1900000000000000001-quote',
      permalink: 'https://x.com/anna/status/1900000000000000001',
      author: 'ben',
      caption: 'Quoted words',
      postedAt: '2026-01-01T00:00:00.000Z',
    });
  });

  it('skips an advertisement, which has no time', async () => {
    const ad = `<article data-testid="tweet"><div data-testid="placementTracking"><div data-testid="User-Name"><a href="/shop">Shop</a></div>${PLAYER}</div></article>`;
    expect((await readPage(FEED, ad + tweet(PLAYER))).map((read) => read.isAd)).toEqual([true, false]);
  });
});

describe('instagram', () => {
  const article = `<main><article><header><a href="/anna.b/" role="link">anna.b</a><a href="/reel/DAbC_12-xYz/"><time datetime="2026-10-02T12:00:00.000Z">3h</time></a></header>
    <a href="/anna.b/reel/DAbC_12-xYz/liked_by/">likes</a><video></video><h1 dir="auto">Cat #aiart</h1></article></main>`;

  it('reads a post of the feed by the link that holds its time', async () => {
    const [post] = await postsOf('https://www.instagram.com/', article);
    expect(post).toMatchObject({
      id: 'DAbC_12-xYz',
      permalink: 'https://www.instagram.com/reel/DAbC_12-xYz/',
      author: 'anna.b',
      caption: 'Cat #aiart',
      hashtags: ['aiart'],
      postedAt: '2026-10-02T12:00:00.000Z',
    });
  });

  it('takes the reel in view from the address', async () => {
    const reel =
      '<main><div role="presentation"><video></video><a href="/ben/" role="link">ben</a><span dir="auto">Words of the reel</span></div></main>';
    const [post] = await postsOf('https://www.instagram.com/reels/DXyZ_98-aBc/', reel);
    expect(post).toMatchObject({ id: 'DXyZ_98-aBc', author: 'ben', caption: 'Words of the reel' });
  });
});

describe('facebook', () => {
  it('reads feed cards and cleans their links, comments aside', async () => {
    const card = `<div role="feed"><div aria-posinset="1"><h4><a href="/anna.page?__cft__[0]=A&__tn__=B">Anna</a></h4>
      <div data-ad-preview="message">Words</div><a href="/anna.page/videos/1234567890/?__cft__[0]=A">1 h</a><video></video>
      <div role="article" aria-label="Comment by Ben"><h3><a href="/ben">Ben</a></h3></div></div></div>`;
    const [post] = await postsOf('https://www.facebook.com/', card);
    expect(post).toMatchObject({
      id: '1234567890',
      permalink: 'https://www.facebook.com/anna.page/videos/1234567890/',
      author: 'anna.page',
      caption: 'Words',
    });
  });

  it('reads a reel by the id that its player carries', async () => {
    const reel =
      '<div role="main"><div data-video-id="9876543210"><h2><a href="/profile.php?id=42&x=1">Ben</a></h2><video></video></div></div>';
    const [post] = await postsOf('https://www.facebook.com/reel/1111111111', reel);
    expect(post).toMatchObject({
      id: '9876543210',
      permalink: 'https://www.facebook.com/reel/9876543210',
      author: '42',
    });
  });
});

describe('threads', () => {
  it('gives a quoted post its own id and a repost that of its author', async () => {
    const card = (id: string, who: string, inside: string): string =>
      `<div data-pressable-container="true"><a href="/@${who}" role="link">${who}</a><a href="/@${who}/post/${id}"><time datetime="2026-03-04T05:06:07.000Z">1d</time></a>
       <span dir="auto">${who} says something long</span>${inside}</div>`;
    const html =
      card('AAAAA11111', 'anna', card('BBBBB22222', 'ben', '<video></video>')) +
      card('CCCCC33333', 'cara', '<video></video>');
    expect(
      (await postsOf('https://www.threads.com/', html)).map((post) => [post?.id, post?.author, post?.permalink]),
    ).toEqual([
      ['BBBBB22222', 'ben', 'https://www.threads.com/@ben/post/BBBBB22222'],
      ['CCCCC33333', 'cara', 'https://www.threads.com/@cara/post/CCCCC33333'],
    ]);
  });
});

describe('reddit', () => {
  const inShadow = async (html: string, address: string) => {
    const page = await openPage(browser, address, { html, script });
    const read = await page.evaluate(() => {
      const root = document.querySelector('shreddit-player-2')!.attachShadow({ mode: 'open' });
      root.innerHTML = '<video></video>';
      const video = root.querySelector('video')!;
      return { post: ours.postOf(video, new URL(location.href)), isAd: ours.isAd(video, new URL(location.href)) };
    });
    await page.close();
    return read;
  };
  const POST = `<shreddit-post id="t3_1abc2de" permalink="/r/pics/comments/1abc2de/a_title/" author="anna" post-title="A title #ai"
    created-timestamp="2026-05-06T07:08:09.000000+0000" post-type="video"><shreddit-post-flair>AI Generated</shreddit-post-flair><shreddit-player-2></shreddit-player-2></shreddit-post>`;

  it('reads the post around a player in a shadow root', async () => {
    const { post, isAd } = await inShadow(
      `<shreddit-feed><article>${POST}</article></shreddit-feed>`,
      'https://www.reddit.com/',
    );
    expect(post).toMatchObject({
      id: '1abc2de',
      permalink: 'https://www.reddit.com/r/pics/comments/1abc2de/a_title/',
      author: 'anna',
      caption: 'A title #ai\nAI Generated',
      postedAt: '2026-05-06T07:08:09.000000+0000',
    });
    expect(isAd).toBe(false);
  });

  it('skips what is promoted', async () => {
    const ad = '<shreddit-ad-post><shreddit-player-2></shreddit-player-2></shreddit-ad-post>';
    expect((await inShadow(ad, 'https://www.reddit.com/')).isAd).toBe(true);
  });

  it('reads the old design', async () => {
    const html =
      '<div class="thing link" data-fullname="t3_1abc2de" data-author="anna" data-permalink="/r/pics/comments/1abc2de/x/" data-timestamp="1770000000000"><a class="title">A title</a><video></video></div>';
    const [post] = await postsOf('https://old.reddit.com/r/pics/', html);
    expect(post).toMatchObject({
      id: '1abc2de',
      author: 'anna',
      caption: 'A title',
      postedAt: '2026-02-02T02:40:00.000Z',
    });
  });
});

describe('bluesky', () => {
  const item = (
    inside: string,
  ): string => `<div data-testid="feedItem-by-anna.example"><a href="/profile/rita.example">Reposted by Rita</a>
    <a href="/profile/anna.example">Anna</a><a href="/profile/anna.example/post/3mddvy5bv6k27" aria-label="January 26, 2026">1d</a>
    <div data-testid="postText">Own words</div>${inside}</div>`;

  it('reads the author of a repost from the post itself, and its time from its id', async () => {
    const [post] = await postsOf('https://bsky.app/', item('<video></video>'));
    expect(post).toMatchObject({
      id: '3mddvy5bv6k27',
      permalink: 'https://bsky.app/profile/anna.example/post/3mddvy5bv6k27',
      author: 'anna.example',
      caption: 'Own words',
      postedAt: '2026-01-26T18:50:47.802Z',
    });
  });

  it('gives a video in a quote the quoted post', async () => {
    const quoted =
      '<a href="/profile/ben.example/post/3mcqguitjf22v"><div data-testid="postText">Quoted words</div><video></video></a>';
    const [post] = await postsOf('https://bsky.app/', item(quoted));
    expect(post).toMatchObject({ id: '3mcqguitjf22v', author: 'ben.example', caption: 'Quoted words' });
  });
});
