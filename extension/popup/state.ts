import { signal } from '@preact/signals';
import type { Flag } from '../../src/flag.ts';
import type { PageState } from '../../src/protocol.ts';
import type { Role } from '../../src/report-routes.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/settings.ts';
import type { ShownFrame } from '../ui/frame-figure.tsx';

/** The tab the popup was opened over. */
export interface Tab {
  readonly id: number;
  /** Match pattern to ask for, or null where extensions may not look. */
  readonly origin: string | null;
  readonly isAllowed: boolean;
}

export type Loaded =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'ready'; readonly page: PageState };

export const tab = signal<Tab | null>(null);
export const loaded = signal<Loaded>({ kind: 'loading' });
export const recent = signal<readonly Flag[]>([]);
export const settings = signal<Settings>(DEFAULT_SETTINGS);

/** Kept frames of the flag whose details are open; null while they are being read. */
export const frames = signal<readonly ShownFrame[] | null>(null);

/** The one panel that is open, and under which flag. */
export interface OpenPanel {
  readonly key: string;
  readonly what: 'report' | 'view';
}
export const panel = signal<OpenPanel | null>(null);
export const role = signal<Role>('viewer');
/** What the last action in the report panel did. */
export const reportStatus = signal('');
/** What went wrong with the last action, or what to do next. */
export const notice = signal('');
/** When the popup last looked at the clock. */
export const now = signal(0);
