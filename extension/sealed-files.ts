/** Sealed bundles lie here until the browser has them among its downloads. */
const FOLDER = 'sealed';

async function folder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(FOLDER, { create: true });
}

const nameOf = (id: string): string => `${id}.zip`;

/** Writes a bundle. Its contents appear only once all of it is on the disk: a crash half-way leaves an empty file. */
export async function writeSealed(id: string, zip: Uint8Array<ArrayBuffer>): Promise<void> {
  const file = await (await folder()).getFileHandle(nameOf(id), { create: true });
  const writable = await file.createWritable();
  try {
    await writable.write(zip);
    await writable.close();
  } catch (error) {
    await writable.abort().catch(() => undefined);
    throw error;
  }
}

/** The bundle as a file, or null when there is none or only the beginning of one. */
export async function readSealed(id: string): Promise<File | null> {
  try {
    const file = await (await (await folder()).getFileHandle(nameOf(id))).getFile();
    return file.size === 0 ? null : file;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}

export async function dropSealed(id: string): Promise<void> {
  try {
    await (await folder()).removeEntry(nameOf(id));
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'NotFoundError') throw error;
  }
}

/** Ids of everything that lies there. */
export async function sealedIds(): Promise<string[]> {
  const ids: string[] = [];
  for await (const name of (await folder()).keys()) ids.push(name.replace(/\.zip$/, ''));
  return ids;
}
