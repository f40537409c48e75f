import { normalText } from './normal-text.ts';
import type { Site } from './post.ts';
import type { QueueRow } from './queue-row.ts';
import type { ReviewState } from './review.ts';
import type { SignKind } from './sign.ts';
import { isFlag, type VerdictKind } from './verdict.ts';

/** `open` is what still waits for somebody: new and escalated. */
export type StateFilter = ReviewState | 'open' | 'all';

/** Every part may be 'all' or empty, which takes everything. */
export interface QueueFilter {
  readonly state: StateFilter;
  readonly kind: VerdictKind | 'all';
  readonly site: Site | 'all';
  readonly owner: string;
  readonly entry: string;
  readonly sign: SignKind | 'all';
  readonly account: string;
  /** Days as YYYY-MM-DD in local time, by when the flag was last seen. */
  readonly from: string;
  readonly to: string;
  readonly search: string;
  /** Whether `seen` and `ai-only` are listed too. */
  readonly showsSeen: boolean;
}

export const NO_FILTER: QueueFilter = {
  state: 'open',
  kind: 'all',
  site: 'all',
  owner: '',
  entry: '',
  sign: 'all',
  account: '',
  from: '',
  to: '',
  search: '',
  showsSeen: false,
};

type IsWanted = (row: QueueRow) => boolean;

function isInState(row: QueueRow, state: StateFilter): boolean {
  if (state === 'all') return true;
  return state === 'open' ? row.state === 'new' || row.state === 'escalated' : row.state === state;
}

/** Start of a local day in milliseconds, or null where the text is no day. */
export function startOfDay(day: string, daysLater = 0): number | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined) return null;
  return new Date(Number(year), Number(month) - 1, Number(date) + daysLater).getTime();
}

function searchTest(search: string): IsWanted[] {
  const words = normalText(search)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return words.map((word) => (row) => row.text.includes(word));
}

/** The tests that a filter makes, without those that would take everything. */
function testsOf(filter: QueueFilter): IsWanted[] {
  const { kind, site, owner, entry, sign, account, showsSeen } = filter;
  const from = startOfDay(filter.from);
  const before = startOfDay(filter.to, 1);
  const name = normalText(account.trim());
  const tests: (IsWanted | null)[] = [
    (row) => isInState(row, filter.state),
    showsSeen || kind === 'seen' || kind === 'ai-only' ? null : (row) => isFlag(row.kind),
    kind === 'all' ? null : (row) => row.kind === kind,
    site === 'all' ? null : (row) => row.site === site,
    owner === '' ? null : (row) => row.owners.includes(owner),
    entry === '' ? null : (row) => row.entries.includes(entry),
    sign === 'all' ? null : (row) => row.signs.includes(sign),
    name === '' ? null : (row) => normalText(row.author).includes(name),
    from === null ? null : (row) => row.updatedAt >= from,
    before === null ? null : (row) => row.updatedAt < before,
    ...searchTest(filter.search),
  ];
  return tests.filter((test) => test !== null);
}

export function filterRows(rows: readonly QueueRow[], filter: QueueFilter): QueueRow[] {
  const tests = testsOf(filter);
  return rows.filter((row) => tests.every((test) => test(row)));
}

export const SORTS = ['newest', 'oldest', 'likeness', 'verdict', 'account', 'decided'] as const;
export type Sort = (typeof SORTS)[number];

const KIND_RANK: Record<VerdictKind, number> = { likely: 0, possible: 1, seen: 2, 'ai-only': 3, clear: 4, unknown: 5 };

const newer = (a: QueueRow, b: QueueRow): number => b.updatedAt - a.updatedAt;

/** By code units: the order is the same for everybody, and ten thousand names sort at once. */
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const ORDERS: Record<Sort, (a: QueueRow, b: QueueRow) => number> = {
  newest: newer,
  oldest: (a, b) => newer(b, a),
  likeness: (a, b) => b.score - a.score || newer(a, b),
  verdict: (a, b) => KIND_RANK[a.kind] - KIND_RANK[b.kind] || newer(a, b),
  account: (a, b) => byText(a.author, b.author) || newer(a, b),
  decided: (a, b) => b.decidedAt - a.decidedAt || newer(a, b),
};

/** Sorted anew; the key settles ties so that a list never jumps between two drawings. */
export const sortRows = (rows: readonly QueueRow[], sort: Sort): QueueRow[] =>
  [...rows].sort((a, b) => ORDERS[sort](a, b) || byText(a.key, b.key));
