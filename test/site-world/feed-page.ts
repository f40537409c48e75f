/** One post of a page of ours, as its site writes it. */
export interface WorldPost {
  /** Markup of the card; a `<video data-clip="0" data-how="mse">` in it is given its media. */
  readonly html: string;
}

/** Gives every video of a card its media: through a media source as most sites do, or as a plain file. */
const PLAYER = `
async function start(video) {
  if (video.dataset.started) return;
  video.dataset.started = '1';
  video.muted = true; video.loop = true; video.playsInline = true;
  const file = (video.dataset.host ? 'https://' + video.dataset.host : '') + '/clip/' + video.dataset.clip;
  if (video.dataset.how === 'mse') {
    const source = new MediaSource();
    video.src = URL.createObjectURL(source);
    await new Promise((next) => source.addEventListener('sourceopen', next, { once: true }));
    URL.revokeObjectURL(video.src);
    const buffer = source.addSourceBuffer('video/webm; codecs="vp8"');
    const bytes = await (await fetch(file)).arrayBuffer();
    buffer.appendBuffer(bytes);
    await new Promise((next) => buffer.addEventListener('updateend', next, { once: true }));
    if (source.readyState === 'open') source.endOfStream();
  } else video.src = file;
  video.play().catch(() => undefined);
}
function videosIn(root) {
  const inside = [...root.querySelectorAll('*')].flatMap((one) => one.shadowRoot ? videosIn(one.shadowRoot) : []);
  return [...root.querySelectorAll('video'), ...inside];
}
const startAll = (root) => videosIn(root).forEach((video) => start(video));
`;

export const STYLE = `<style>
  body { margin: 0; font: 14px sans-serif; }
  video { display: block; width: 288px; height: 420px; background: #222; }
</style>`;

export interface FeedOptions {
  /** Around all cards; \`{cards}\` is where they go. */
  readonly frame: string;
  /** Height given to each card. */
  readonly height: number;
  /** Only cards near the screen exist, as in a virtualised list. */
  readonly isVirtual: boolean;
}

/** A page with a feed: every card as markup of its site, all at once or only those near the screen. */
export function feedPage(posts: readonly WorldPost[], { frame, height, isVirtual }: FeedOptions): string {
  const [before = '', after = ''] = frame.split('{cards}');
  return `<!doctype html><html><head><meta charset="utf-8">${STYLE}</head><body>${before}<div id="cards" style="position: relative"></div>${after}
<script>${PLAYER}
const posts = ${JSON.stringify(posts.map(({ html }) => html)).replaceAll('<', '\\u003c')};
const height = ${height};
const cards = document.querySelector('#cards');
cards.style.height = posts.length * height + 'px';
const shown = new Map();
function show(place) {
  const card = document.createElement('div');
  card.style.cssText = 'position: absolute; left: 0; right: 0; top: ' + place * height + 'px; height: ' + height + 'px; overflow: hidden';
  card.setHTMLUnsafe(posts[place]);
  cards.append(card);
  shown.set(place, card);
  startAll(card);
}
function render() {
  const first = ${isVirtual} ? Math.max(0, Math.floor(scrollY / height) - 1) : 0;
  const last = ${isVirtual} ? Math.min(posts.length - 1, Math.ceil((scrollY + innerHeight) / height)) : posts.length - 1;
  for (const [place, card] of shown) if (place < first || place > last) { card.remove(); shown.delete(place); }
  for (let place = first; place <= last; place++) if (!shown.has(place)) show(place);
}
addEventListener('scroll', render, { passive: true });
addEventListener('resize', render);
render();
</script></body></html>`;
}

/** A page of one video. */
export function singlePage(body: string, script = ''): string {
  return `<!doctype html><html><head><meta charset="utf-8">${STYLE}</head><body>${body}
<script>${PLAYER}
startAll(document);
${script}
</script></body></html>`;
}

export const video = (clip: number | string, how: 'mse' | 'direct' = 'mse', host = ''): string =>
  `<video data-clip="${clip}" data-how="${how}" data-host="${host}"></video>`;
