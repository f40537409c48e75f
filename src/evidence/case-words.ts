import type { Sign } from '../sign.ts';
import type { VerdictKind } from '../verdict.ts';

/** Words of the printable index: it is a document that leaves the extension, in the language it was asked for. */
export interface CaseWords {
  readonly language: 'en' | 'ja';
  readonly title: string;
  readonly note: string;
  readonly post: string;
  readonly account: string;
  readonly posted: string;
  readonly seen: string;
  readonly verdict: string;
  readonly signs: string;
  readonly caption: string;
  readonly bundle: string;
  readonly noPicture: string;
  readonly verdicts: Readonly<Record<VerdictKind, string>>;
  readonly signKinds: Readonly<Record<Sign['kind'], string>>;
  readonly strengths: Readonly<Record<Sign['strength'], string>>;
}

const WORDS: Record<CaseWords['language'], CaseWords> = {
  en: {
    language: 'en',
    title: 'Evidence case',
    note: 'Found with the help of a machine suggestion; a person must check each. Likeness proves nothing about rights. Each bundle can be verified by itself: see VERIFY.md.',
    post: 'Post',
    account: 'Account',
    posted: 'Posted',
    seen: 'First seen',
    verdict: 'Verdict',
    signs: 'Signs of AI',
    caption: 'Caption',
    bundle: 'Bundle and its SHA-256',
    noPicture: 'No frame was kept',
    verdicts: {
      likely: 'likely',
      possible: 'possible',
      seen: 'looks like it, nothing says AI',
      'ai-only': 'says AI, looks like nobody known',
      clear: 'nothing found',
      unknown: 'could not be read',
    },
    signKinds: {
      provenance: 'record of the file',
      label: 'label of the site',
      mark: 'mark in the picture',
      caption: 'caption',
    },
    strengths: { strong: 'strong', weak: 'weak' },
  },
  ja: {
    language: 'ja',
    title: '証拠一覧',
    note: '機械による示唆をもとに見つけたもので、一件ずつ人の確認が必要です。似ていることは権利について何も証明しません。各ファイルは単独で検証できます（VERIFY.md参照）。',
    post: '投稿',
    account: 'アカウント',
    posted: '投稿日時',
    seen: '初めて見た日時',
    verdict: '判定',
    signs: 'AIの手がかり',
    caption: '投稿文',
    bundle: '証拠ファイルとSHA-256',
    noPicture: '残っている場面はありません',
    verdicts: {
      likely: '可能性が高い',
      possible: '可能性あり',
      seen: '似ているがAIの手がかりなし',
      'ai-only': 'AIの手がかりのみ',
      clear: '該当なし',
      unknown: '読み取れず',
    },
    signKinds: { provenance: 'ファイルの来歴', label: 'サイトのAI表示', mark: '映像内のマーク', caption: '投稿文' },
    strengths: { strong: '強', weak: '弱' },
  },
};

export const caseWords = (language: string): CaseWords => (language.startsWith('ja') ? WORDS.ja : WORDS.en);

/** Signs of one post for a person to read. */
export const signsIn = (signs: readonly Sign[], { signKinds, strengths }: CaseWords): string =>
  signs.map(({ kind, strength, cue }) => `${signKinds[kind]} (${strengths[strength]}): ${cue}`).join('; ');
