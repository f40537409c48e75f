import type { BadRow } from '../../src/backup-file.ts';
import { say } from '../ui/say.ts';

/** More lines than this help nobody; the file has them all. */
const SHOWN_MAX = 200;

/** Rows of a file that could not be read; the rest of it was. */
export function BadRows({ rows }: { readonly rows: readonly BadRow[] }) {
  if (rows.length === 0) return null;
  return (
    <details class="bad-rows">
      <summary>{say('desk_bad_rows', String(rows.length))}</summary>
      <ul>
        {rows.slice(0, SHOWN_MAX).map(({ row, why }) => (
          <li key={`${row}${why}`}>{say('desk_bad_row', String(row), why)}</li>
        ))}
      </ul>
    </details>
  );
}
