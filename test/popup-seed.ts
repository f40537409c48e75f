import type { Flag } from '../src/flag.ts';
import type { Post } from '../src/post.ts';
import { raiseFlag } from '../src/raise-flag.ts';
import type { Verdict, VerdictKind } from '../src/verdict.ts';
import { postOf, verdictOf } from './flags.ts';
import type { Seed } from './popup-world.ts';

const MINUTE = 60_000;
/** A caption that tries to be markup and to turn what follows it around. */
export const HOSTILE = '<img src=x onerror="document.title=1"><b>bold</b> \u202Etxet desrever #sora2';

interface Made {
  readonly id: string;
  readonly kind: VerdictKind;
  readonly minutesAgo: number;
  readonly post?: Partial<Post>;
  readonly verdict?: Partial<Verdict>;
}
const flagOf = ({ id, kind, minutesAgo, post, verdict }: Made): Flag =>
  raiseFlag(undefined, {
    post: postOf(id, post),
    verdict: verdictOf(kind, verdict),
    at: Date.now() - minutesAgo * MINUTE,
  });

const evidence = verdictOf('likely').entries[0]!;
const GHIBLI = {
  ...evidence,
  entry: 'style-ghibli',
  box: null,
  bestScore: 0.71,
  state: 'one-read' as const,
  isNamedInCaption: true,
};
export const POPUP_SEED: Seed = {
  flags: [
    flagOf({
      id: '1',
      kind: 'likely',
      minutesAgo: 2,
      verdict: {
        entries: [
          { ...evidence, isNamedInCaption: true },
          { ...evidence, entry: 'charizard', bestScore: 0.6 },
        ],
        signs: [
          { kind: 'label', strength: 'strong', cue: 'AI-generated', generator: '' },
          { kind: 'caption', strength: 'strong', cue: '#sora2', generator: 'Sora' },
        ],
      },
    }),
    flagOf({
      id: '2',
      kind: 'possible',
      minutesAgo: 90,
      post: { caption: HOSTILE, author: '\u202Eevil' },
      verdict: { entries: [GHIBLI] },
    }),
    flagOf({
      id: '3',
      kind: 'likely',
      minutesAgo: 60 * 30,
      post: { site: 'youtube', id: 'abcdefghijk', permalink: 'https://www.youtube.com/shorts/abcdefghijk' },
    }),
    flagOf({ id: '4', kind: 'seen', minutesAgo: 60 * 50, verdict: { signs: [] } }),
    flagOf({
      id: '5',
      kind: 'possible',
      minutesAgo: 60 * 60,
      post: { site: 'generic', permalink: 'http://plain.example/page' },
    }),
  ],
  here: ['tiktok:1', 'tiktok:2'],
  coverage: { looked: 14, unreadable: { tainted: 4, 'too-small': 2 } },
  engine: { state: 'ready', detail: '' },
};
