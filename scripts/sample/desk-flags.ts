import type { Flag } from '../../src/flag.ts';
import { LEXICON } from '../../src/lexicon.ts';
import type { Post } from '../../src/post.ts';
import { raiseFlag } from '../../src/raise-flag.ts';
import { REVIEW_STATES, type ReviewStep } from '../../src/review.ts';
import { seededRandom } from '../../src/seeded-random.ts';
import type { Sign } from '../../src/sign.ts';
import type { EntryEvidence, VerdictKind } from '../../src/verdict.ts';

const HOUR_MS = 3_600_000;

type Random = () => number;
const oneOf = <T>(values: readonly [T, ...T[]], random: Random): T =>
  values[Math.floor(random() * values.length)] ?? values[0];

const ENTRIES = LEXICON.filter(({ kind }) => kind === 'character' || kind === 'style').slice(0, 60);
const KINDS: readonly [VerdictKind, ...VerdictKind[]] = ['likely', 'possible', 'possible', 'seen', 'ai-only'];
const SAMPLE_SITES = ['tiktok', 'tiktok', 'youtube', 'generic'] as const;
const WORDS = [
  'a walk in the rain',
  'POV: breakfast',
  '夏の思い出',
  'my cat did this',
  'AIで作りました',
  'part 2',
] as const;
const SIGNS: readonly [Sign, ...Sign[]] = [
  { kind: 'caption', strength: 'strong', cue: '#sora2', generator: 'Sora' },
  { kind: 'label', strength: 'strong', cue: 'AI-generated', generator: '' },
  { kind: 'mark', strength: 'strong', cue: 'Veo', generator: 'Veo' },
  { kind: 'caption', strength: 'weak', cue: '#ai', generator: '' },
];

function postOf(id: string, random: Random): Post {
  const site = oneOf(SAMPLE_SITES, random);
  const author = `account${Math.floor(random() ** 2 * 400)}`;
  const permalink = {
    tiktok: `https://www.tiktok.com/@${author}/video/${id}`,
    youtube: `https://www.youtube.com/shorts/${id}`,
    generic: `https://videos.example/${id}`,
  }[site];
  const caption = `${oneOf(WORDS, random)} ${id} #fyp`;
  return { site, id, permalink, author, caption, hashtags: ['fyp'], postedAt: '', isVerifiedLayout: true };
}

function evidenceOf(random: Random): EntryEvidence {
  const { id = 'pikachu', kind } = ENTRIES[Math.floor(random() ** 2 * ENTRIES.length)] ?? {};
  const side = 0.2 + 0.3 * random();
  return {
    entry: id,
    state: random() < 0.6 ? 'two-reads' : 'one-read',
    bestScore: 0.7 + 0.3 * random(),
    bestTime: Math.round(random() * 120) / 10,
    box: kind === 'style' ? null : { x: random() * 0.5, y: random() * 0.5, width: side, height: side },
    isNamedInCaption: random() < 0.3,
  };
}

function reviewOf(at: number, random: Random): ReviewStep[] {
  if (random() < 0.7) return [];
  return [
    { state: oneOf(REVIEW_STATES, random), at: at + HOUR_MS, note: random() < 0.2 ? 'same clip' : '', by: 'sample' },
  ];
}

/** One flag as a feed might have raised it, so many hours ago. */
function flagOf(index: number, now: number, random: Random): Flag {
  const kind = oneOf(KINDS, random);
  const at = now - Math.floor(index * 0.4 * HOUR_MS);
  const verdict = {
    kind,
    entries: kind === 'ai-only' ? [] : [evidenceOf(random)],
    signs: kind === 'seen' ? [] : [oneOf(SIGNS, random)],
    framesRead: 1 + Math.floor(random() * 8),
    unreadable: null,
    modelVersion: '0.1.0',
    packVersion: 'lookalike@0.1.0',
  };
  const flag = raiseFlag(undefined, { post: postOf(`7${100_000 + index}`, random), verdict, at });
  return { ...flag, review: reviewOf(at, random) };
}

/** Flags of nobody's posts, the same ones for the same arguments: to measure the desk with and to look at it. */
export function deskFlags(count: number, now: number): Flag[] {
  const random = seededRandom(11);
  return Array.from({ length: count }, (_, index) => flagOf(index, now, random));
}
