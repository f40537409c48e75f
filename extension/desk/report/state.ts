import { computed, signal } from '@preact/signals';
import type { Flag } from '../../../src/flag.ts';
import {
  kindsFor,
  missingIn,
  type NoticeDraft,
  type NoticeKind,
  type NoticeLanguage,
  type Statement,
} from '../../../src/notice/notice.ts';
import { noticeText } from '../../../src/notice/notice-text.ts';
import { EMPTY_PROFILE, type OwnerProfile } from '../../../src/notice/owner-profile.ts';
import type { ReportRecord } from '../../../src/notice/report-record.ts';
import type { Role } from '../../../src/report-routes.ts';

export type Loaded =
  | { readonly kind: 'loading' }
  | { readonly kind: 'missing' }
  /** What is stored cannot be read. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'ready'; readonly flag: Flag; readonly sameAccount: readonly Flag[]; readonly evidence: string };

export const loaded = signal<Loaded>({ kind: 'loading' });
export const role = signal<Role>('viewer');
const chosenKind = signal<NoticeKind>('plain');
export const noticeLanguage = signal<NoticeLanguage>('en');
export const profile = signal<OwnerProfile>(EMPTY_PROFILE);
export const work = signal('');
export const explanation = signal('');
export const statements = signal<readonly Statement[]>([]);
export const signature = signal('');
export const reports = signal<readonly ReportRecord[]>([]);
/** What the last action did. */
export const status = signal('');
/** When the page was opened. */
export const now = signal(Date.now());
/** The text as a person changed it, or null while it is as it was written from the fields. */
export const edited = signal<string | null>(null);

/** A role that may not sign a notice is never left with one that was chosen before. */
export const kind = computed<NoticeKind>(() =>
  kindsFor(role.value).includes(chosenKind.value) ? chosenKind.value : 'plain',
);
export const chooseKind = (next: NoticeKind): void => {
  chosenKind.value = next;
};

export const draft = computed<NoticeDraft>(() => ({
  profile: profile.value,
  work: work.value,
  explanation: explanation.value,
  statements: statements.value,
  signature: signature.value,
}));

const flag = computed(() => (loaded.value.kind === 'ready' ? loaded.value.flag : null));

export const missing = computed(() => (flag.value === null ? [] : missingIn(kind.value, draft.value, flag.value)));

const written = computed(() => {
  if (loaded.value.kind !== 'ready') return '';
  const { flag: about, evidence } = loaded.value;
  const language = noticeLanguage.value;
  return noticeText({ kind: kind.value, language, draft: draft.value, flag: about, evidence, now: now.value });
});

export const text = computed(() => edited.value ?? written.value);
