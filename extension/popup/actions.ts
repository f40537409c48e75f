import { type AccountRule, withRule } from '../../src/accounts.ts';
import type { Feedback, Flag } from '../../src/flag.ts';
import { isOffOn, type Settings, settingsFor } from '../../src/settings.ts';
import { browser } from '../browser.ts';
import { ask } from '../messaging.ts';
import { readSettings, updateSettings } from '../settings-store.ts';
import { loadModelVersion } from '../ui/model-version.ts';
import { say } from '../ui/say.ts';
import { loadSeals, sealAndSave } from '../ui/seal-store.ts';
import { readShownFrames, revokeShown } from '../ui/shown-frames.ts';
import { screenshotOf } from './screenshot.ts';
import {
  frames,
  loaded,
  notice,
  now,
  type OpenPanel,
  panel,
  recent,
  reportStatus,
  settings,
  type Tab,
  tab,
} from './state.ts';

/** As many as fit in a few screens of the popup; the rest is in the store. */
const RECENT_LIMIT = 50;

/** Says that it did not work, and why to those who look at the console. */
function fail(error: unknown): void {
  console.error('Lookalike popup:', error);
  notice.value = say('popup_action_failed');
}

const attempt = (work: () => Promise<void>): void => {
  notice.value = '';
  work().catch(fail);
};

async function findTab(): Promise<Tab | null> {
  const [found] = await browser.tabs.query({ active: true, currentWindow: true });
  if (found?.id === undefined) return null;
  const { protocol = '', hostname = '' } = found.url === undefined ? {} : new URL(found.url);
  const origin = /^https?:$/.test(protocol) ? `${protocol}//${hostname}/*` : null;
  const isAllowed = origin !== null && (await browser.permissions.contains({ origins: [origin] }));
  return { id: found.id, origin, isAllowed };
}

/** Reads everything anew: what the extension knows is the authority, never what the popup remembers. */
export async function refresh(): Promise<void> {
  settings.value = await readSettings();
  tab.value = await findTab();
  const [page, flags] = await Promise.all([
    tab.value === null ? null : ask({ kind: 'page-state', tabId: tab.value.id }),
    ask({ kind: 'recent-flags', limit: RECENT_LIMIT }),
  ]);
  recent.value = flags;
  now.value = Date.now();
  loaded.value = page === null ? { kind: 'failed' } : { kind: 'ready', page };
}

export function load(): void {
  refresh().catch((error: unknown) => {
    console.error('Lookalike popup:', error);
    if (loaded.value.kind !== 'ready') loaded.value = { kind: 'failed' };
  });
}

/** Verdicts of a busy feed come in bursts; one reading a moment shows them all. */
const FOLLOW_EVERY_MS = 300;
let following: ReturnType<typeof setTimeout> | null = null;

/** Reads anew soon after something changed. */
export function follow(): void {
  if (following !== null) return;
  following = setTimeout(() => {
    following = null;
    load();
  }, FOLLOW_EVERY_MS);
}

const change = (part: (now: Settings) => Partial<Settings>): void =>
  attempt(async () => {
    settings.value = await updateSettings(part);
    await refresh();
  });

export const setTreatment = (treatment: Settings['treatment']): void => change(() => ({ treatment }));

/** Another treatment on one site; null goes back to that of all others. */
export function setSiteTreatment(host: string, treatment: Settings['treatment'] | null): void {
  change(({ siteTreatments }) => {
    const { [host]: _own, ...others } = siteTreatments;
    return { siteTreatments: treatment === null ? others : { ...others, [host]: treatment } };
  });
}

export const setAccountRule = (account: string, rule: AccountRule): void =>
  change((now) => withRule(now, account, rule));

export const setPaused = (isPaused: boolean): void => change(() => ({ isPaused }));
export const setShowsSeen = (showsSeen: boolean): void =>
  change(() => (showsSeen ? settingsFor('more') : { showsSeen }));

export const isOffHost = (host: string): boolean => isOffOn({ ...settings.value, isPaused: false }, host);

export function setOff(host: string, isOff: boolean): void {
  change(({ offHosts }) => {
    const others = offHosts.filter((known) => known !== host);
    return { offHosts: isOff ? [...others, host] : others };
  });
}

/** Asks the browser for this site. Must run straight in the click: browsers ask only then. */
export function allowSite(origin: string): void {
  attempt(async () => {
    const isAllowed = await browser.permissions.request({ origins: [origin] });
    await refresh();
    if (!isAllowed) notice.value = say('site_allow_refused');
  });
}

export const setFeedback = (flag: Flag, feedback: Feedback): void =>
  attempt(async () => {
    await ask({ kind: 'feedback', key: flag.key, feedback });
    await refresh();
  });

export function togglePanel(key: string, what: OpenPanel['what']): void {
  reportStatus.value = '';
  panel.value = panel.value?.key === key && panel.value.what === what ? null : { key, what };
  if (panel.value?.what === 'view') attempt(() => showEvidence(key));
}

/** Reads what was kept and sealed of a flag, unless another was opened meanwhile. */
async function showEvidence(key: string): Promise<void> {
  revokeShown(frames.value);
  frames.value = null;
  const [shown] = await Promise.all([readShownFrames(key), loadSeals(key), loadModelVersion()]);
  if (panel.value?.key === key) frames.value = shown;
  else revokeShown(shown);
}

/** Seals what is known of the flag, with a picture of the post where it stands in the page of this tab. */
export const sealEvidence = (flag: Flag): void =>
  attempt(() => sealAndSave(flag, () => screenshotOf(tab.value?.id ?? null, flag.key)));

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    reportStatus.value = say('report_copied');
  } catch (error) {
    console.warn('The clipboard refused.', error);
    reportStatus.value = say('report_copy_failed');
  }
}

export const copyReport = (text: string): void => attempt(() => copy(text));

/** The text first, because opening a tab closes the popup. */
export const openRoute = (address: string, text: string): void =>
  attempt(async () => {
    await copy(text);
    await browser.tabs.create({ url: address });
  });

/** The desk is a page of its own; opening it closes the popup. */
/** Opens a page of ours, by its path in the extension. */
export const openPage = (path: string): void =>
  attempt(async () => {
    await browser.tabs.create({ url: browser.runtime.getURL(path) });
  });

export const openDesk = (): void => openPage('desk/desk.html');
/** The page on which sites are allowed and taken back. */
export const openSites = (): void => openPage('desk/welcome.html');
