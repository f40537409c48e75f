/** Everything a database holds, as it lies there: for a copy of what can no longer be used. */
export interface RawCopy {
  readonly name: string;
  readonly version: number;
  readonly stores: Readonly<Record<string, readonly unknown[]>>;
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result), { once: true });
    request.addEventListener('error', () => reject(request.error), { once: true });
  });

/** Opens whatever version is there, unlike the store, which refuses a newer one. */
export async function rawCopyOf(name: string): Promise<RawCopy> {
  const database = await settled(indexedDB.open(name));
  try {
    const names = [...database.objectStoreNames];
    const stores: Record<string, readonly unknown[]> = {};
    for (const store of names) {
      stores[store] = await settled(database.transaction(store).objectStore(store).getAll());
    }
    return { name, version: database.version, stores };
  } finally {
    database.close();
  }
}

/** Deletes a database whole; its next use begins an empty one. */
export async function dropDatabase(name: string): Promise<void> {
  await settled(indexedDB.deleteDatabase(name));
}
