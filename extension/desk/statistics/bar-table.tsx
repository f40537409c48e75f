import type { Tally } from '../../../src/statistics.ts';
import { language, say } from '../../ui/say.ts';

const number = (value: number): string => new Intl.NumberFormat(language()).format(value);

interface BarTableProps {
  readonly title: string;
  readonly tallies: readonly Tally[];
  readonly nameOf: (name: string) => string;
}

/** More lines than this tell nobody anything; the export has them all. */
const LINES_MAX = 15;

/** A table that is a chart as well: the bars only repeat its numbers. */
export function BarTable({ title, tallies, nameOf }: BarTableProps) {
  const most = Math.max(1, ...tallies.map(({ count }) => count));
  return (
    <section class="panel" aria-label={title}>
      <table class="bars">
        <caption>{title}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">{say('desk_stat_flags')}</th>
          </tr>
        </thead>
        <tbody>
          {tallies.slice(0, LINES_MAX).map(({ name, count }) => (
            <tr key={name}>
              <th scope="row">{nameOf(name)}</th>
              <td>
                <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(100 * count) / most} height="10" rx="1" />
                </svg>
                <span>{number(count)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {tallies.length === 0 && <p class="faint">{say('desk_stat_none')}</p>}
      {tallies.length > LINES_MAX && <p class="faint">{say('desk_stat_more', number(tallies.length - LINES_MAX))}</p>}
    </section>
  );
}
