import type { Page } from 'playwright-core';

/** Where records go, and what they are; a `Uint8Array` anywhere in them arrives as one. */
export interface Records {
  readonly database: string;
  readonly store: string;
  readonly records: readonly unknown[];
  /** For stores that count their keys themselves. */
  readonly isAdded?: boolean;
}

const asText = (records: readonly unknown[]): string =>
  JSON.stringify(records, (_, value: unknown) =>
    value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
  );

/** Puts records where the extension would have put them, once it has made that place. `page` is one of its pages. */
export async function putRecords(page: Page, { records, ...where }: Records): Promise<void> {
  await page.evaluate(
    async ({ text, database: name, store, isAdded = false }) => {
      // Whoever opens a database first makes it, and this would make it without a store.
      const isThere = async () => (await indexedDB.databases()).some((known) => known.name === name);
      while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 20));
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const revived = JSON.parse(text, (_, value: { base64?: string } | null) =>
        typeof value?.base64 === 'string' ? Uint8Array.from(atob(value.base64), (char) => char.charCodeAt(0)) : value,
      ) as unknown[];
      const writing = database.transaction(store, 'readwrite');
      for (const record of revived)
        isAdded ? writing.objectStore(store).add(record) : writing.objectStore(store).put(record);
      await new Promise((resolve) => writing.addEventListener('complete', resolve));
      database.close();
    },
    // As text, because the driver is slow with large objects.
    { ...where, text: asText(records) },
  );
}

/** Opens a database in a page as a later version of the extension would have. */
export const openAsVersion = (page: Page, name: string, version: number): Promise<void> =>
  page.evaluate(
    async ({ name, version }) => {
      const opening = indexedDB.open(name, version);
      await new Promise((resolve) => opening.addEventListener('success', resolve));
      opening.result.close();
    },
    { name, version },
  );
