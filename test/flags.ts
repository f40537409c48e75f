import type { Post } from '../src/post.ts';
import type { Verdict, VerdictKind } from '../src/verdict.ts';

/** A post and verdicts for tests; each says only what its test is about. */
export const postOf = (id: string, more: Partial<Post> = {}): Post => ({
  site: 'tiktok',
  id,
  permalink: `https://www.tiktok.com/@someone/video/${id}`,
  author: 'someone',
  caption: 'a yellow mouse #sora2',
  hashtags: ['sora2'],
  postedAt: '',
  isVerifiedLayout: true,
  ...more,
});

export const verdictOf = (kind: VerdictKind, more: Partial<Verdict> = {}): Verdict => ({
  kind,
  entries: [
    {
      entry: 'pikachu',
      state: 'two-reads',
      bestScore: 0.93,
      bestTime: 1.5,
      box: { x: 0.1, y: 0.1, width: 0.5, height: 0.5 },
      isNamedInCaption: false,
    },
  ],
  signs: [{ kind: 'caption', strength: 'strong', cue: '#sora2', generator: 'Sora' }],
  framesRead: 3,
  unreadable: null,
  modelVersion: '1',
  packVersion: '1',
  ...more,
});
