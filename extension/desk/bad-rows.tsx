import type { BadRow } from '../../src/bad-row.ts';
import { keyPart, say } from '../ui/say.ts';

/** More lines than this help nobody; the file has them all. */
const SHOWN_MAX = 200;
/** More would push what they are about out of sight. */
const OPEN_MAX = 10;

function lineOf({ row, fault, detail, file }: BadRow): string {
  const line = say('desk_bad_row', String(row), say(`desk_row_fault_${keyPart(fault)}`, detail));
  return file === undefined ? line : say('desk_bad_row_of', file, line);
}

/** Rows of a file that could not be read; the rest of it was. */
export function BadRows({ rows }: { readonly rows: readonly BadRow[] }) {
  if (rows.length === 0) return null;
  return (
    <details class="bad-rows panel wide" open={rows.length <= OPEN_MAX}>
      <summary>{say('desk_bad_rows', String(rows.length))}</summary>
      <ul>
        {rows.slice(0, SHOWN_MAX).map((bad) => (
          <li key={`${bad.file ?? ''} ${bad.row} ${bad.fault} ${bad.detail}`}>{lineOf(bad)}</li>
        ))}
      </ul>
    </details>
  );
}
