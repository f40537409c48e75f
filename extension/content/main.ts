import type { Settings } from '../../src/settings.ts';
import { EngineClient } from '../engine-client.ts';
import { ask, onTold } from '../messaging.ts';
import { startOwnEntries } from '../own-entries.ts';
import { createCapture } from './capture.ts';
import { liveInPage } from './context.ts';
import { Feed } from './feed.ts';
import { placeOf } from './locate.ts';
import { MarkLayer } from './mark-layer.ts';
import { withMedia } from './media-capture.ts';
import { learnFile, type PostState, PostStates } from './post-states.ts';
import { Reporter } from './reporter.ts';
import { Sampler } from './sampler.ts';

/** Posts remembered: more than a person scrolls back to. */
const POSTS_MAX = 500;

/** Watches the page until the signal. Answers what to do when settings change meanwhile. */
function watchPage(signal: AbortSignal, first: Settings): (settings: Settings) => void {
  let settings = first;
  startOwnEntries(signal).catch((error: unknown) => console.warn('Lookalike knows no names of own packs:', error));
  const states = new PostStates(POSTS_MAX);
  const redraw = (): void => marks.update(feed.shown(), settings);
  const marks = new MarkLayer(signal, redraw);
  const reporter = new Reporter({ coverage: () => states.coverage(), onFeedback: redraw, signal });
  const engine = new EngineClient(signal);
  const onLearnt = (state: PostState): void => {
    if (signal.aborted) return;
    void reporter.tell(state);
    redraw();
  };
  const sampler = new Sampler({
    capture: withMedia(createCapture(), {
      engine,
      mayFetch: (origin) => ask({ kind: 'may-fetch', origin }),
      isOn: () => settings.readsMedia,
      now: () => performance.now(),
    }),
    engine,
    onLearnt,
  });
  const onNavigate = (): void => reporter.tellAgain(feed.shown().map(({ state }) => state));
  // A label alone is told once the video itself was looked at, or could not be.
  const onLabel = (state: PostState): void => {
    if (state.look.readings.length > 0 || state.look.unreadable !== null) onLearnt(state);
  };
  const feed = new Feed({ states, sampler, onChange: redraw, onLabel, onNavigate }, signal);
  onTold((message) => {
    if (message.kind === 'access-changed') return undefined;
    if (message.kind === 'locate') {
      const found = feed.shown().find(({ state }) => state.key === message.key);
      return found === undefined ? null : placeOf(found.video);
    }
    const state = states.get(message.key);
    if (state === undefined) return null;
    if (message.kind === 'file-signs') {
      learnFile(state, message.signs);
      onLearnt(state);
      return null;
    }
    state.feedback = message.feedback;
    redraw();
    return null;
  }, signal);
  return (changed) => {
    settings = changed;
    redraw();
  };
}

void liveInPage(watchPage);
