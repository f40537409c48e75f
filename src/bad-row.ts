/** Why a row of a file could not be read; each is a message key of `_locales`. */
export const ROW_FAULTS = [
  'no-address',
  'long-address',
  'bad-address', // the detail is what stands there
  'other-address', // not of the web; the detail is its scheme
  'user-name', // an address with a user name in it
  'too-many', // the detail is how many are taken
  'no-list', // JSON without a list in it
  'not-json',
  'open-quote', // a quote that nothing closes: what follows was not read
  'bad-hash',
  'bad-flag', // the detail is the field
  'bad-report',
  'bad-pack', // the detail is the pack and what is wrong with it
  'bad-frame',
  'bad-record', // the signed record of a media file
  'bad-seal',
  'bad-post',
  'long-line', // the detail is how long one may be
  'was-damaged', // when the backup was made; the detail is where it was kept
] as const;
export type RowFault = (typeof ROW_FAULTS)[number];

/** What stands at a place in a file that could not be read, and why. */
export interface BadRow {
  /** From 1, as people count. */
  readonly row: number;
  readonly fault: RowFault;
  /** What the fault is about, or empty. */
  readonly detail: string;
  /** Name of the file where several were read at once. */
  readonly file?: string;
}

/** The same rows with the name of their file. */
export const named = (rows: readonly BadRow[], file: string): BadRow[] => rows.map((row) => ({ ...row, file }));

export const badRow = (row: number, fault: RowFault, detail = ''): BadRow => ({ row, fault, detail });
