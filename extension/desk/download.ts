/** Long enough for a person whom the browser asks where to put it. */
const KEEP_URL_MS = 10 * 60_000;

/** Hands a person a file; the browser says where it goes. */
export function download(name: string, content: string | Blob, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_URL_MS);
}

/** Such as lookalike-backup-2026-11-25.json. */
export const datedName = (what: string, extension: string): string =>
  `lookalike-${what}-${new Date().toISOString().slice(0, 10)}.${extension}`;
