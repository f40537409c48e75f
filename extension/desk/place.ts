import { computed, signal } from '@preact/signals';

/** The views of the desk; the address of each is its name behind the #. */
export const PLACES = ['queue', 'intake', 'source', 'packs', 'accuracy', 'statistics', 'settings'] as const;
export type Place = (typeof PLACES)[number];

const hash = signal('');

/** The view that the address names; the queue where it names none. */
export const place = computed<Place>(() => PLACES.find((name) => name === hash.value) ?? 'queue');

/** Follows the address, so that Back, Forward and links work as on any page. */
export function followAddress(): void {
  const read = (): void => {
    hash.value = location.hash.slice(1);
  };
  addEventListener('hashchange', read);
  read();
}
