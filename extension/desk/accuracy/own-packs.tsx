import type { OwnFeedback } from '../../../src/measured.ts';
import type { PackEstimate, PackFile } from '../../../src/pack-file.ts';
import type { OwnPack } from '../../own-packs.ts';
import { language, say } from '../../ui/say.ts';
import { nameOfOwn } from '../packs/actions.ts';
import { packFaults } from '../packs/faults.ts';
import { ownPacks } from '../packs/state.ts';
import { FeedbackCell } from './feedback-cell.tsx';

const percent = (share: number): string =>
  new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: 0 }).format(share);

interface EstimatedProps {
  readonly estimate: PackEstimate;
  readonly flag: number;
}

function Estimated({ estimate, flag }: EstimatedProps) {
  const { date, pictures, recall, low, high, impostors, places } = estimate;
  return (
    <>
      <p>{say('desk_curve_found', percent(recall), percent(low), percent(high))}</p>
      {impostors.of > 0 && <p>{say('desk_curve_impostors', String(impostors.matched), String(impostors.of))}</p>}
      {places.of > 0 && <p>{say('desk_curve_places', String(places.matched), String(places.of))}</p>}
      <p class="faint">{say('desk_accuracy_own_date', date, String(pictures), flag.toFixed(2))}</p>
    </>
  );
}

interface LineProps {
  readonly pack: OwnPack;
  readonly entry: PackFile['entries'][number];
  readonly own: OwnFeedback | undefined;
}

function Line({ pack, entry, own }: LineProps) {
  const { estimate } = pack.file;
  const { flag } = entry.thresholds;
  const isUsed = pack.isOn && !packFaults.value.has(pack.id);
  // An estimate is about one entry: a pack of several was put together by other means.
  const isEstimated = estimate !== undefined && pack.file.entries.length === 1;
  return (
    <tr data-entry={entry.id}>
      <th scope="row">
        {nameOfOwn(entry)} {!isUsed && <span class="state">{say('desk_accuracy_own_off')}</span>}
      </th>
      <td>
        {isEstimated ? (
          <Estimated estimate={estimate} flag={flag} />
        ) : (
          <p class="faint">
            {say('desk_accuracy_own_unmeasured')} {say('desk_accuracy_own_threshold', flag.toFixed(2))}
          </p>
        )}
      </td>
      <FeedbackCell own={own} />
    </tr>
  );
}

/** What was estimated of entries that a person made or imported, beside what they said of their flags. */
export function OwnPacksTable({ feedback }: { readonly feedback: ReadonlyMap<string, OwnFeedback> }) {
  if (ownPacks.value.length === 0) return null;
  return (
    <section class="panel wide" aria-labelledby="accuracy-own">
      <h2 id="accuracy-own">{say('desk_accuracy_own_packs')}</h2>
      <p class="faint">{say('desk_accuracy_own_packs_about')}</p>
      <table class="plain-table">
        <thead>
          <tr>
            <th scope="col">{say('desk_accuracy_entry')}</th>
            <th scope="col">{say('desk_accuracy_estimate')}</th>
            <th scope="col">{say('desk_accuracy_yours')}</th>
          </tr>
        </thead>
        <tbody>
          {ownPacks.value.flatMap((pack) =>
            pack.file.entries.map((entry) => (
              <Line key={`${pack.id} ${entry.id}`} pack={pack} entry={entry} own={feedback.get(entry.id)} />
            )),
          )}
        </tbody>
      </table>
    </section>
  );
}
