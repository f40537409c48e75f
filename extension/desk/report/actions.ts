import type { Flag } from '../../../src/flag.ts';
import type { OwnerProfile } from '../../../src/notice/owner-profile.ts';
import type { ReportRecord, ReportState } from '../../../src/notice/report-record.ts';
import { browser } from '../../browser.ts';
import { readOwnerProfile, writeOwnerProfile } from '../../owner-profile-store.ts';
import { addStep, allReports, keepDraft } from '../../report-store.ts';
import { sealsOf } from '../../seal-journal.ts';
import { language, say } from '../../ui/say.ts';
import { flagStore } from '../flag-access.ts';
import { kind, loaded, noticeLanguage, now, profile, reports, role, status, text } from './state.ts';

/** Posts of one account looked through; a larger account is seen by its newest. */
const SAME_ACCOUNT_MAX = 500;

const attempt = (work: () => Promise<void>): void => {
  work().catch((error: unknown) => {
    console.error('Lookalike report:', error);
    status.value = say('notice_failed');
  });
};

/** An account without a name is nobody: its posts have nothing in common. */
const isSameAccount = (a: Flag, b: Flag): boolean =>
  a.post.site === b.post.site && a.post.author === b.post.author && a.post.author !== '';

async function read(key: string): Promise<void> {
  const flag = await flagStore.get(key);
  profile.value = await readOwnerProfile();
  noticeLanguage.value = language().startsWith('ja') ? 'ja' : 'en';
  reports.value = await allReports();
  now.value = Date.now();
  if (flag === undefined) {
    loaded.value = { kind: 'missing' };
    return;
  }
  const sameAccount = await flagStore.recent({
    limit: SAME_ACCOUNT_MAX,
    isWanted: (other) => other.key === key || isSameAccount(other, flag),
  });
  const seals = await sealsOf(key);
  loaded.value = {
    kind: 'ready',
    flag,
    sameAccount,
    evidence: seals.find(({ sha256 }) => sha256 !== '')?.sha256 ?? '',
  };
}

export function load(key: string): void {
  read(key).catch((error: unknown) => {
    console.error('Lookalike report:', error);
    loaded.value = { kind: 'failed' };
  });
}

export function changeProfile(change: Partial<OwnerProfile>): void {
  profile.value = { ...profile.value, ...change };
  attempt(() => writeOwnerProfile(profile.value));
}

function recordOf(flag: Flag): ReportRecord {
  return {
    id: `${flag.key} ${kind.value}`,
    key: flag.key,
    site: flag.post.site,
    account: flag.post.author,
    permalink: flag.post.permalink,
    kind: kind.value,
    language: noticeLanguage.value,
    role: role.value,
    text: text.value,
    steps: [{ state: 'drafted', at: Date.now() }],
  };
}

async function keep(flag: Flag): Promise<void> {
  await keepDraft(recordOf(flag));
  reports.value = await allReports();
}

async function copyText(value: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(value);
    status.value = say('report_copied');
  } catch (error) {
    console.warn('The clipboard refused.', error);
    status.value = say('report_copy_failed');
  }
}

export const copyValue = (value: string): void => attempt(() => copyText(value));

export const copyNotice = (flag: Flag): void =>
  attempt(async () => {
    await copyText(text.value);
    await keep(flag);
  });

/** A text file by way of a link: the person chose to save it, and no permission is needed. */
export const saveNotice = (flag: Flag): void =>
  attempt(async () => {
    const url = URL.createObjectURL(new Blob([text.value], { type: 'text/plain;charset=utf-8' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: `notice-${kind.value}.txt` });
    link.click();
    URL.revokeObjectURL(url);
    status.value = say('notice_saved');
    await keep(flag);
  });

/** The text first, for the form opens over this page. */
export const openRoute = (flag: Flag, address: string): void =>
  attempt(async () => {
    await copyText(text.value);
    await keep(flag);
    await browser.tabs.create({ url: address });
  });

export const sayState = (record: ReportRecord, state: ReportState): void =>
  attempt(async () => {
    await addStep(record.id, { state, at: Date.now() });
    reports.value = await allReports();
  });
