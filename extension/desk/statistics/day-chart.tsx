import type { Tally } from '../../../src/statistics.ts';
import { language, say } from '../../ui/say.ts';

const WIDTH = 600;
const HEIGHT = 140;
const GAP = 3;

const mostOf = (days: readonly Tally[]): number => Math.max(0, ...days.map(({ count }) => count));

const dayName = (day: string): string =>
  new Intl.DateTimeFormat(language(), { month: 'short', day: 'numeric' }).format(new Date(`${day}T12:00:00`));

function sumOf(days: readonly Tally[]): string {
  const total = days.reduce((sum, { count }) => sum + count, 0);
  return say('desk_stat_days_sum', String(days.length), String(total), String(mostOf(days)));
}

function Columns({ days }: { readonly days: readonly Tally[] }) {
  const most = Math.max(1, mostOf(days));
  const step = WIDTH / Math.max(1, days.length);
  return (
    <svg
      class="columns-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={sumOf(days)}
    >
      {days.map(({ name, count }, i) => (
        <rect
          key={name}
          x={i * step + GAP / 2}
          width={step - GAP}
          y={HEIGHT - (count / most) * HEIGHT}
          height={(count / most) * HEIGHT}
        >
          <title>{`${dayName(name)}: ${count}`}</title>
        </rect>
      ))}
    </svg>
  );
}

/** New flags day by day, as a picture and, for those who want the numbers, as a table. */
export function DayChart({ days }: { readonly days: readonly Tally[] }) {
  const [first, last] = [days[0]?.name, days.at(-1)?.name];
  return (
    <section class="panel wide" aria-labelledby="stat-days">
      <h2 id="stat-days">{say('desk_stat_days')}</h2>
      <Columns days={days} />
      <p class="axis faint" aria-hidden="true">
        <span>{first === undefined ? '' : dayName(first)}</span>
        <span>{last === undefined ? '' : dayName(last)}</span>
      </p>
      <p>{sumOf(days)}</p>
      <details>
        <summary>{say('desk_stat_table')}</summary>
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">{say('desk_stat_day')}</th>
              <th scope="col">{say('desk_stat_flags')}</th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map(({ name, count }) => (
              <tr key={name}>
                <th scope="row">{dayName(name)}</th>
                <td>{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
