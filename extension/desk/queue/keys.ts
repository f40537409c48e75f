import { secureAddress } from '../../../src/secure-address.ts';
import { place } from '../place.ts';
import { settings } from '../settings.ts';
import { move } from './actions.ts';
import { act, toggleAll, togglePick, undoLast } from './decisions.ts';
import { currentKey, isHelpOpen, isReportOpen, opened, picked } from './state.ts';

export const SEARCH_ID = 'queue-search';
export const NOTE_ID = 'queue-note';

/** A page of the list, about. */
const PAGE_ROWS = 8;

const focus = (id: string): void => document.getElementById(id)?.focus();

function openPost(): void {
  const address = opened.value === null ? null : secureAddress(opened.value.post.permalink);
  if (address !== null) open(address, '_blank', 'noopener,noreferrer');
}

function stepBack(): void {
  if (isReportOpen.value) isReportOpen.value = false;
  else picked.value = new Set();
}

const pickCurrent = (): void => {
  if (currentKey.value !== null) togglePick(currentKey.value);
};

interface Shortcut {
  /** As `KeyboardEvent.key`, small letters. */
  readonly keys: readonly string[];
  /** Names it in the table that `?` shows. */
  readonly label: string;
  readonly run: () => void;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['j', 'ArrowDown'], label: 'desk_key_next', run: () => move(1) },
  { keys: ['k', 'ArrowUp'], label: 'desk_key_previous', run: () => move(-1) },
  { keys: ['PageDown'], label: 'desk_key_page_down', run: () => move(PAGE_ROWS) },
  { keys: ['PageUp'], label: 'desk_key_page_up', run: () => move(-PAGE_ROWS) },
  { keys: ['c'], label: 'desk_key_confirm', run: () => act('confirmed') },
  { keys: ['d'], label: 'desk_key_dismiss', run: () => act('dismissed') },
  { keys: ['e'], label: 'desk_key_escalate', run: () => act('escalated') },
  {
    keys: ['r'],
    label: 'desk_key_report',
    run: () => {
      isReportOpen.value = !isReportOpen.value;
    },
  },
  { keys: ['p'], label: 'desk_key_reported', run: () => act('reported') },
  { keys: ['s'], label: 'desk_key_resolve', run: () => act('resolved') },
  { keys: ['u'], label: 'desk_key_undo', run: undoLast },
  { keys: ['n'], label: 'desk_key_note', run: () => focus(NOTE_ID) },
  { keys: ['o'], label: 'desk_key_open', run: openPost },
  { keys: ['x'], label: 'desk_key_pick', run: pickCurrent },
  { keys: ['a'], label: 'desk_key_pick_all', run: toggleAll },
  { keys: ['/'], label: 'desk_key_search', run: () => focus(SEARCH_ID) },
  {
    keys: ['?'],
    label: 'desk_key_help',
    run: () => {
      isHelpOpen.value = true;
    },
  },
  { keys: ['Escape'], label: 'desk_key_escape', run: stepBack },
];

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.matches('textarea, select, input:not([type="checkbox"]):not([type="radio"])') || target.isContentEditable);

/** Arrow keys belong to a radio group that has the focus. */
const isOurs = ({ target, key }: KeyboardEvent): boolean =>
  !isTyping(target) && !(target instanceof HTMLInputElement && key.startsWith('Arrow'));

function onKey(event: KeyboardEvent): void {
  if (place.value !== 'queue' || isHelpOpen.value || event.defaultPrevented) return;
  if (event.key === 'Escape' && isTyping(event.target) && event.target instanceof HTMLElement) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || !isOurs(event)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // A person whose tools send stray letters can switch those off; the keys that every list knows stay.
  if (key.length === 1 && !settings.value.hasShortcuts) return;
  const shortcut = SHORTCUTS.find(({ keys }) => keys.includes(key));
  if (shortcut === undefined) return;
  event.preventDefault();
  shortcut.run();
}

/** Keys work wherever the focus is, but for places where a person types. */
export function listenToKeys(life: AbortSignal): void {
  document.addEventListener('keydown', onKey, { signal: life });
}
