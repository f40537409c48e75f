/** Marks the text as UTF-8 for spreadsheets, which else read Japanese as noise. */
const BYTE_ORDER_MARK = '\uFEFF';

/** A cell that begins so is a formula to a spreadsheet, and a page's text must not become one. */
const FORMULA = /^[=+\-@\t\r]/;
const GUARDED = /^'(?=[=+\-@\t\r])/;

function cellOf(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV (RFC 4180), the first of them the names of the columns. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  BYTE_ORDER_MARK + rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');

export interface CsvRow {
  /** Line of the file where the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Csv {
  readonly rows: readonly CsvRow[];
  /** Line of a quote that nothing closes, or null: what comes after it was not read. */
  readonly openQuote: number | null;
}

/** One cell from `at`: its text, and where the separator after it stands. */
function readCell(text: string, at: number): { cell: string; end: number; isOpen: boolean } {
  if (text[at] !== '"') {
    const separator = /[,\r\n]/g;
    separator.lastIndex = at;
    const stop = separator.exec(text)?.index ?? text.length;
    return { cell: text.slice(at, stop), end: stop, isOpen: false };
  }
  let cell = '';
  for (let from = at + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return { cell, end: text.length, isOpen: true };
    cell += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      // What stands between a closing quote and the next separator belongs to the cell all the same.
      const rest = readCell(text, quote + 1);
      return { ...rest, cell: cell + rest.cell };
    }
    cell += '"';
    from = quote + 2;
  }
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** Length of the line end at `at`: 0 where there is none. */
const lineEnd = (text: string, at: number): number =>
  text.startsWith('\r\n', at) ? 2 : /[\r\n]/.test(text[at] ?? '') ? 1 : 0;

/** Reads what `writeCsv` wrote and what spreadsheets write. Blank lines are left out. */
export function parseCsv(file: string): Csv {
  const text = file.startsWith(BYTE_ORDER_MARK) ? file.slice(1) : file;
  const rows: CsvRow[] = [];
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const cells: string[] = [];
    const start = line;
    for (;;) {
      const { cell, end, isOpen } = readCell(text, at);
      if (isOpen) return { rows, openQuote: start };
      line += cell.match(/\r\n|\r|\n/g)?.length ?? 0;
      cells.push(cell.replace(GUARDED, ''));
      at = end + 1;
      if (text[end] !== ',') {
        at = end + lineEnd(text, end);
        break;
      }
    }
    line += 1;
    if (!isBlank(cells)) rows.push({ line: start, cells });
  }
  return { rows, openQuote: null };
}
