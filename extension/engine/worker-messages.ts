import type { Frame, Unreadable } from '../../src/frame.ts';
import type { Reading } from '../../src/match.ts';
import type { MissingState } from '../load-recogniser.ts';

/** Engine page to worker. `modelsUrl` ends in a slash; ids are the page's own. */
export type ToWorker =
  | { readonly kind: 'load'; readonly modelsUrl: string }
  | { readonly kind: 'read'; readonly id: number; readonly frame: Frame };

/** Worker to engine page. `up` comes first: what is posted to a module worker before it runs may be lost. */
export type FromWorker =
  | { readonly kind: 'up' }
  | { readonly kind: 'loaded'; readonly detail: string }
  | { readonly kind: 'missing'; readonly state: MissingState; readonly detail: string }
  | { readonly kind: 'reading'; readonly id: number; readonly reading: Reading }
  /** `marks`: seen in a frame in which there is nothing else to judge. */
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly why: Unreadable;
      readonly detail: string;
      readonly marks?: Reading['marks'] | undefined;
    };
