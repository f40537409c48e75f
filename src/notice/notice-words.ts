import type { NoticeKind, NoticeLanguage, Statement } from './notice.ts';

/** The words of a notice. It is a document of the person who signs it, in the language of its reader. */
export interface NoticeWords {
  readonly titles: Readonly<Record<NoticeKind, string>>;
  readonly openings: Readonly<Record<NoticeKind, string>>;
  readonly labels: Readonly<Record<NoticeLabel, string>>;
  readonly statements: Readonly<Record<Statement, string>>;
  readonly missing: string;
  /** Between a label and what it names. */
  readonly colon: string;
  readonly capacity: Readonly<Record<'owner' | 'agent', string>>;
  readonly suggestion: string;
}

export const NOTICE_LABELS = [
  'name',
  'capacity',
  'onBehalfOf',
  'address',
  'phone',
  'email',
  'work',
  'basis',
  'post',
  'id',
  'account',
  'posted',
  'seen',
  'resembles',
  'signs',
  'evidence',
  'explanation',
  'right',
  'signature',
  'date',
] as const;
export type NoticeLabel = (typeof NOTICE_LABELS)[number];

const EN: NoticeWords = {
  titles: {
    dmca: 'Notice under 17 U.S.C. § 512(c)(3)',
    dsa: 'Notice under Article 16 of Regulation (EU) 2022/2065 (Digital Services Act)',
    japan: 'Request under the Act on Measures for Information Distribution Platforms (Japan)',
    plain: 'Report of a post',
  },
  openings: {
    dmca: 'I ask you to remove or disable access to the material below.',
    dsa: 'I consider the item below to be illegal content, for the reasons given.',
    japan: 'I ask you to take measures to prevent the transmission of the information below.',
    plain: 'Please have a look at this post. It looks AI-made, and it looks like somebody’s character or style.',
  },
  labels: {
    name: 'Name',
    capacity: 'Acting as',
    onBehalfOf: 'On behalf of',
    address: 'Address',
    phone: 'Telephone',
    email: 'E-mail',
    work: 'Work concerned',
    basis: 'Basis of the rights',
    post: 'Location (URL)',
    id: 'Post id',
    account: 'Account',
    posted: 'Posted',
    seen: 'First seen',
    resembles: 'Looks like',
    signs: 'Signs of AI',
    evidence: 'Evidence bundle (SHA-256)',
    explanation: 'Explanation',
    right: 'Right concerned',
    signature: 'Signature',
    date: 'Date',
  },
  statements: {
    considered: 'I have considered whether the use is allowed by an exception such as fair use, parody or quotation.',
    goodFaith:
      'I have a good faith belief that use of the material in the manner complained of is not authorised by the rightsholder, its agent or the law, and that this notice is accurate and complete.',
    accurate: 'The information in this notice is accurate.',
    authorised:
      'Under penalty of perjury, I am the owner, or authorised to act on behalf of the owner, of an exclusive right that is allegedly infringed.',
    unlicensed: 'The rightsholder has not licensed this use.',
  },
  colon: ': ',
  missing: '[missing: to be filled in or stated by you]',
  capacity: { owner: 'rightsholder', agent: 'authorised agent' },
  suggestion: 'Found with the help of a machine suggestion (Lookalike). A person has to check it before sending.',
};

const JA: NoticeWords = {
  titles: {
    dmca: '米国著作権法第512条(c)(3)に基づく通知',
    dsa: 'EU規則2022/2065（デジタルサービス法）第16条に基づく通知',
    japan: '著作物等の送信を防止する措置の申出（情報流通プラットフォーム対処法）',
    plain: '投稿についての報告',
  },
  openings: {
    dmca: '下記の素材について、削除またはアクセスの無効化を求めます。',
    dsa: '下記の投稿は、記載の理由により違法なコンテンツに当たると考えます。',
    japan: '下記の情報について、送信を防止する措置を講じるよう申し出ます。',
    plain: 'この投稿をご確認ください。AIで作られたように見え、特定のキャラクターや画風に似て見えます。',
  },
  labels: {
    name: '申出者の氏名',
    capacity: '立場',
    onBehalfOf: '権利者（本人）',
    address: '住所',
    phone: '電話番号',
    email: '電子メール',
    work: '著作物等の説明',
    basis: '権利者であることの根拠',
    post: '場所（URL）',
    id: '投稿ID',
    account: 'アカウント',
    posted: '投稿日時',
    seen: '確認した日時',
    resembles: '似て見えるもの',
    signs: 'AIの手がかり',
    evidence: '証拠ファイル（SHA-256）',
    explanation: '理由・態様',
    right: '侵害されたとする権利',
    signature: '署名',
    date: '日付',
  },
  statements: {
    considered: '引用、パロディー、フェアユースなど、許諾なく認められる利用に当たらないかを検討しました。',
    goodFaith:
      '当該利用は、権利者、その代理人または法律によって許されていないと誠実に信じており、本通知の内容は正確かつ完全です。',
    accurate: '本通知の記載は正確です。',
    authorised:
      '偽証罪の制裁のもとに、私は侵害されたとする独占的権利の保有者であるか、その保有者のために行動する権限を有することを述べます。',
    unlicensed: '権利者は当該利用を許諾していません。',
  },
  colon: '：',
  missing: '【未記入：ご自身で記入または表明してください】',
  capacity: { owner: '権利者本人', agent: '代理人' },
  suggestion: '機械による示唆（Lookalike）をもとに見つけたものです。送る前に人の確認が必要です。',
};

export const noticeWords = (language: NoticeLanguage): NoticeWords => (language === 'ja' ? JA : EN);
