import { signal } from '@preact/signals';
import { decisionsCsv, decisionsJson } from '../../../src/decision-file.ts';
import type { Flag } from '../../../src/flag.ts';
import { entryName } from '../../../src/lexicon.ts';
import { perDay, tally } from '../../../src/statistics.ts';
import { isFlag } from '../../../src/verdict.ts';
import { keyPart, language, say } from '../../ui/say.ts';
import { Switch } from '../../ui/switch.tsx';
import { datedName, download } from '../download.ts';
import { attempt, tell } from '../notice.ts';
import { now, rows } from '../queue/state.ts';
import { allFlags } from '../settings/storage.ts';
import { BarTable } from './bar-table.tsx';
import { DayChart } from './day-chart.tsx';

const DAYS = 30;

/** Only what a person decided on goes into an export, unless all is asked for. */
const isDecidedOnly = signal(true);

async function exported(): Promise<Flag[]> {
  const flags = [...(await allFlags()).values()].sort((a, b) => a.firstSeenAt - b.firstSeenAt);
  return isDecidedOnly.value ? flags.filter(({ review }) => review.length > 0) : flags;
}

const saveCsv = (): void =>
  attempt(async () => {
    const flags = await exported();
    download(datedName('decisions', 'csv'), decisionsCsv(flags), 'text/csv');
    tell(say('desk_exported', String(flags.length)));
  });

const saveJson = (): void =>
  attempt(async () => {
    const flags = await exported();
    download(datedName('decisions', 'json'), decisionsJson(flags, Date.now()), 'application/json');
    tell(say('desk_exported', String(flags.length)));
  });

function Exports() {
  return (
    <section class="panel" aria-labelledby="stat-exports">
      <h2 id="stat-exports">{say('desk_exports')}</h2>
      <p class="faint">{say('desk_exports_about')}</p>
      <Switch
        label={say('desk_export_decided')}
        isOn={isDecidedOnly.value}
        onChange={(isOn) => {
          isDecidedOnly.value = isOn;
        }}
      />
      <div class="actions">
        <button type="button" onClick={saveCsv}>
          {say('desk_export_csv')}
        </button>
        <button type="button" onClick={saveJson}>
          {say('desk_export_json')}
        </button>
      </div>
    </section>
  );
}

/** What was flagged and decided, counted; weaker findings stand only in the table of verdicts. */
export function StatisticsPage() {
  const all = [...rows.value.values()];
  const flags = all.filter(({ kind }) => isFlag(kind));
  return (
    <div class="columns">
      <DayChart days={perDay(flags, DAYS, now.value)} />
      <BarTable
        title={say('desk_stat_verdicts')}
        tallies={tally(all, ({ kind }) => [kind])}
        nameOf={(kind) => say(`verdict_${keyPart(kind)}`)}
      />
      <BarTable
        title={say('desk_stat_states')}
        tallies={tally(flags, ({ state }) => [state])}
        nameOf={(state) => say(`desk_state_${state}`)}
      />
      <BarTable
        title={say('desk_stat_sites')}
        tallies={tally(flags, ({ site }) => [site])}
        nameOf={(site) => say(`site_name_${site}`)}
      />
      <BarTable
        title={say('desk_stat_entries')}
        tallies={tally(flags, ({ entries }) => entries.slice(0, 1))}
        nameOf={(id) => entryName(id, language())}
      />
      <BarTable
        title={say('desk_stat_owners')}
        tallies={tally(flags, ({ owners }) => owners)}
        nameOf={(owner) => owner}
      />
      <Exports />
    </div>
  );
}
