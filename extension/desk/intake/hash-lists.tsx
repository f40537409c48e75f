import { say } from '../../ui/say.ts';
import { Damaged } from '../damaged.tsx';
import { FileDrop } from '../file-drop.tsx';
import { dropDamagedHashes, exportFlagged, exportKnown, forgetKnown, importHashes } from '../queue/cases.ts';
import { damagedKnown, knownHashes } from '../queue/hash-store.ts';

/** Lists of perceptual hashes in and out. */
export function HashLists() {
  const count = knownHashes.value.length;
  return (
    <section class="panel" aria-labelledby="intake-hashes">
      <h2 id="intake-hashes">{say('desk_hashes')}</h2>
      <p class="faint">{say('desk_hashes_about')}</p>
      <p>{say('desk_known_count', String(count))}</p>
      {damagedKnown.value.length > 0 && (
        <Damaged
          text={say('desk_known_damaged', String(damagedKnown.value.length))}
          label={say('desk_damaged_drop')}
          onDrop={dropDamagedHashes}
        />
      )}
      <FileDrop
        label={say('desk_known_import')}
        accept=".csv,text/csv"
        onFiles={([file]) => file !== undefined && importHashes(file)}
      />
      <div class="actions">
        <button type="button" disabled={count === 0} onClick={exportKnown}>
          {say('desk_known_export')}
        </button>
        <button type="button" onClick={exportFlagged}>
          {say('desk_hashes_export')}
        </button>
        <button type="button" disabled={count === 0} onClick={forgetKnown}>
          {say('desk_known_forget')}
        </button>
      </div>
    </section>
  );
}
