import { pick, type Random } from './draw/random.ts';

/** Each says plainly that AI made the video. */
const CLAIMS = [
  'Made with #sora2 #aigenerated',
  'AIで生成しました #AI動画',
  'This is an AI-generated video #aivideo',
  'Created with AI, prompt by me #madewithai #veo3',
  '100% AI, rendered over night #klingai',
  'Sora 2で作りました #sora2',
] as const;

const ORDINARY = [
  'Good morning from here',
  'Second try, what do you say?',
  '今日の一本です',
  'Filmed this on the way home #daily',
  'Still learning #drawing',
  'のんびりした一日 #日常',
  'Part 3, more tomorrow',
] as const;

const OPENINGS = ['It walks again.', 'ちょっと見てください。', 'Sound on!', 'For you all.', '', ''] as const;

export const claimingCaption = (random: Random): string => `${pick(random, OPENINGS)} ${pick(random, CLAIMS)}`.trim();

export const ordinaryCaption = (random: Random): string => `${pick(random, OPENINGS)} ${pick(random, ORDINARY)}`.trim();

const AUTHORS = [
  '@mori.draws',
  '@quiet_river',
  '@studio.neko3',
  '@hana_0412',
  '@oldbus',
  '@pixelgarden',
  '@tanuki.post',
] as const;

export const authorOf = (random: Random): string => pick(random, AUTHORS);
