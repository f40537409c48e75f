import { singlePage, video } from './feed-page.ts';
import type { PageOf } from './server.ts';

/** How far a page is scrolled from one post to the next. */
export const SWIPE_HEIGHT = 600;
/** The address follows a swipe so much later, as it does on the sites. */
const ADDRESS_LATE_MS = 300;
/** Texts of a step within a page come from the network, after address and video. */
const TEXTS_LATE_MS = 450;

export interface SwipeCard {
  /** Markup of the card, with a `<div class="place"></div>` where the one player goes while it is this card's turn. */
  readonly html: string;
  /** What the address says once the swipe is over. */
  readonly address: string;
}

/**
 * A swipe feed: one player is moved from card to card and given other media, and the address follows later. Without a
 * player each card has its own. `onSwipe` is a script of the page: `player` and `next` are there.
 */
export const swipePage =
  (
    cards: readonly SwipeCard[],
    { before = '', after = '', player = '<div id="player">{video}</div>', onSwipe = '' } = {},
  ): PageOf =>
  () =>
    singlePage(
      `${before}${cards.map(({ html }) => html).join('')}${after}<div style="height: ${SWIPE_HEIGHT}px"></div>${player.replace('{video}', video(0))}`,
      `const isShared = ${player !== ''};
       const addresses = ${JSON.stringify(cards.map(({ address }) => address))};
       const places = [...document.querySelectorAll('.place')];
       const moved = document.querySelector('video');
       const player = moved.parentElement;
       let current = -1;
       function swipe() {
         const next = Math.max(0, Math.min(places.length - 1, Math.round(scrollY / ${SWIPE_HEIGHT})));
         if (next === current) return;
         current = next;
         if (isShared) places[next].append(player);
         ${onSwipe}
         if (isShared) { delete moved.dataset.started; moved.dataset.clip = String(next); start(moved); }
         setTimeout(() => { history.replaceState(null, '', addresses[next]); document.dispatchEvent(new CustomEvent('yt-navigate-finish')); }, ${ADDRESS_LATE_MS});
       }
       addEventListener('scroll', swipe, { passive: true }); swipe();`,
    );

export interface Step {
  readonly address: string;
  /** Attributes and texts of the page; the first is there from the start. */
  readonly texts: string;
}

/** A page of one video that goes on to the next one without being loaded anew: first the address, then the video, the texts last. */
export const stepsPage =
  (steps: readonly Step[], { before = '', player = '{video}' } = {}): PageOf =>
  () =>
    singlePage(
      `${before}<div style="position: fixed; top: 0">${player.replace('{video}', video(0))}<div id="texts">${steps[0]?.texts ?? ''}</div></div>
       <div style="height: ${(steps.length + 2) * SWIPE_HEIGHT}px"></div>`,
      `const steps = ${JSON.stringify(steps).replaceAll('<', '\\u003c')};
       const moved = document.querySelector('video');
       let current = 0;
       addEventListener('scroll', () => {
         const next = Math.max(0, Math.min(steps.length - 1, Math.round(scrollY / ${SWIPE_HEIGHT})));
         if (next === current) return;
         current = next;
         history.pushState(null, '', steps[next].address);
         setTimeout(() => { delete moved.dataset.started; moved.dataset.clip = String(next); start(moved); }, 100);
         setTimeout(() => { document.querySelector('#texts').setHTMLUnsafe(steps[next].texts); }, ${TEXTS_LATE_MS});
       }, { passive: true });`,
    );
