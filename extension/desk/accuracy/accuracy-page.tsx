import { signal } from '@preact/signals';
import { entryName } from '../../../src/lexicon.ts';
import {
  CERTAINTIES,
  type Certainty,
  certaintyOf,
  type Measured,
  type MeasuredEntry,
  type OwnFeedback,
  ownFeedback,
} from '../../../src/measured.ts';
import { Choice } from '../../ui/choice.tsx';
import { keyPart, language, say } from '../../ui/say.ts';
import { type Installed, installed } from '../installed.ts';
import { rows } from '../queue/state.ts';
import { FocusChoice } from '../settings/settings-page.tsx';
import { FeedbackCell } from './feedback-cell.tsx';
import { OwnPacksTable } from './own-packs.tsx';

const number = (value: number): string => new Intl.NumberFormat(language()).format(value);
const percent = (share: number, digits = 0): string =>
  new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: digits }).format(share);

/** What is shown: entries of one kind of certainty, or all. */
const shownCertainty = signal<Certainty | 'all'>('all');

function Whole({ measured }: { readonly measured: Measured }) {
  const { negatives, falseMatches, falseMatchRate, falseMatchRateHigh, macroRecall, measuredEntries, date } = measured;
  return (
    <section class="panel wide" aria-labelledby="accuracy-whole">
      <h2 id="accuracy-whole">{say('desk_accuracy_whole')}</h2>
      <p>
        {say(
          'desk_accuracy_false',
          number(negatives),
          number(falseMatches),
          percent(falseMatchRate, 2),
          percent(falseMatchRateHigh, 2),
        )}
      </p>
      <p>{say('desk_accuracy_recall', number(measuredEntries), percent(macroRecall))}</p>
      <p>{say('desk_accuracy_meaning')}</p>
      <p class="faint">{say('desk_accuracy_date', date, measured.split)}</p>
    </section>
  );
}

/** "Finds about 6 in 10": the tenth nearest, as people say it. */
function found({ recall, low, high, n, sources }: MeasuredEntry): string {
  const tenths = Math.round((recall ?? 0) * 10);
  const few = say('desk_accuracy_finds_few');
  const head =
    tenths === 0 ? few : tenths === 10 ? say('desk_accuracy_finds_all') : say('desk_accuracy_finds', String(tenths));
  return `${head} ${say('desk_accuracy_interval', percent(low), percent(high), number(n), number(sources))}`;
}

interface LineProps {
  readonly id: string;
  readonly entry: MeasuredEntry | undefined;
  readonly own: OwnFeedback | undefined;
}

function Line({ id, entry, own }: LineProps) {
  const certainty = certaintyOf(entry);
  return (
    <tr data-entry={id}>
      <th scope="row">{entryName(id, language())}</th>
      <td>
        {certainty === 'unmeasured' || entry === undefined ? (
          <span class="faint">{say('desk_accuracy_unmeasured', number(entry?.n ?? 0))}</span>
        ) : (
          found(entry)
        )}
        {certainty === 'one-source' && <span class="state state-escalated">{say('desk_accuracy_one_source')}</span>}
      </td>
      <FeedbackCell own={own} />
    </tr>
  );
}

/** What was measured comes first, the best found before the others. */
const worthOf = (entry: MeasuredEntry | undefined): number =>
  certaintyOf(entry) === 'unmeasured' ? -1 : (entry?.recall ?? -1);

interface TableProps extends Pick<Installed, 'pack'> {
  readonly own: ReadonlyMap<string, OwnFeedback>;
}

function Table({ pack, own }: TableProps) {
  const entries = pack.entries
    .map(({ id }) => ({ id, entry: pack.measured?.entries[id], own: own.get(id) }))
    .filter(({ entry }) => shownCertainty.value === 'all' || certaintyOf(entry) === shownCertainty.value)
    .sort((a, b) => worthOf(b.entry) - worthOf(a.entry));
  return (
    <section class="panel wide" aria-labelledby="accuracy-entries">
      <h2 id="accuracy-entries">{say('desk_accuracy_entries')}</h2>
      <Choice
        name="certainty"
        legend={say('desk_accuracy_show')}
        options={(['all', ...CERTAINTIES] as const).map((value) => ({
          value,
          label: say(`desk_accuracy_show_${keyPart(value)}`),
        }))}
        value={shownCertainty.value}
        onChange={(value) => {
          shownCertainty.value = value;
        }}
      />
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('desk_accuracy_entry')}</th>
            <th scope="col">{say('desk_accuracy_model')}</th>
            <th scope="col">{say('desk_accuracy_yours')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((line) => (
            <Line key={line.id} {...line} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const LIMITS = ['stills', 'small', 'style', 'sources', 'poses', 'ai'] as const;

function Limits({ description, pack }: Installed) {
  return (
    <section class="panel" aria-labelledby="accuracy-limits">
      <h2 id="accuracy-limits">{say('desk_accuracy_limits')}</h2>
      <ul class="why">
        {LIMITS.map((limit) => (
          <li key={limit}>{say(`desk_accuracy_limit_${limit}`)}</li>
        ))}
      </ul>
      <p class="faint">{say('desk_accuracy_versions', description.version, pack.version)}</p>
    </section>
  );
}

/** What the model is worth, entry by entry, in words that promise no more than was measured. */
export function AccuracyPage() {
  const found = installed.value;
  if (found === 'loading') return <p class="empty">{say('popup_loading')}</p>;
  if (found === 'missing') return <p class="message message-bad">{say('engine_no_model')}</p>;
  const { measured } = found.pack;
  const own = ownFeedback(rows.value.values());
  return (
    <div class="columns">
      {measured === undefined ? <p>{say('desk_accuracy_nothing')}</p> : <Whole measured={measured} />}
      <OwnPacksTable feedback={own} />
      <Table pack={found.pack} own={own} />
      <section class="panel" aria-label={say('desk_focus')}>
        <FocusChoice />
      </section>
      <Limits {...found} />
    </div>
  );
}
