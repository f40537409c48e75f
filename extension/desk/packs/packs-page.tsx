import type { OwnPack } from '../../own-packs.ts';
import { say } from '../../ui/say.ts';
import { Switch } from '../../ui/switch.tsx';
import { Damaged } from '../damaged.tsx';
import { FileDrop } from '../file-drop.tsx';
import { installed } from '../installed.ts';
import { dropDamagedPacks, exportPack, importFile, nameOfPack, removePack, setPackOn } from './actions.ts';
import { Builder } from './builder.tsx';
import { packFaults } from './faults.ts';
import { damagedPacks, ownPacks } from './state.ts';

function BasePack() {
  if (typeof installed.value === 'string') return null;
  const { pack } = installed.value;
  return <p>{say('desk_pack_base', pack.version, String(pack.entries.length))}</p>;
}

function PackLine({ pack }: { readonly pack: OwnPack }) {
  const name = nameOfPack(pack);
  const fault = packFaults.value.get(pack.id);
  return (
    <li class="pack-line">
      <Switch label={name} isOn={pack.isOn} onChange={(isOn) => setPackOn(pack, isOn)} />
      <p class="faint">
        {say(
          'desk_pack_line',
          pack.file.version,
          pack.file.entries.map(({ owner }) => owner).join(say('list_separator')),
        )}
      </p>
      {fault !== undefined && <p class="caution">{say('desk_pack_not_used', fault)}</p>}
      <div class="actions">
        <button type="button" aria-label={say('desk_pack_export_named', name)} onClick={() => exportPack(pack)}>
          {say('desk_pack_export')}
        </button>
        <button type="button" aria-label={say('desk_pack_remove_named', name)} onClick={() => removePack(pack)}>
          {say('desk_pack_remove')}
        </button>
      </div>
    </li>
  );
}

function DamagedPacks() {
  const count = damagedPacks.value.length;
  if (count === 0) return null;
  return (
    <Damaged
      text={say('desk_pack_damaged', String(count))}
      label={say('desk_damaged_drop')}
      onDrop={dropDamagedPacks}
    />
  );
}

/** The packs that are used, and a place to make one of one's own. */
export function PacksPage() {
  return (
    <div class="packs">
      <section class="panel" aria-labelledby="packs-installed">
        <h2 id="packs-installed">{say('desk_packs_installed')}</h2>
        <BasePack />
        <DamagedPacks />
        <ul class="pack-lines">
          {ownPacks.value.map((pack) => (
            <PackLine key={pack.id} pack={pack} />
          ))}
        </ul>
        <FileDrop
          label={say('desk_pack_import')}
          accept=".json,application/json"
          onFiles={([file]) => file !== undefined && importFile(file)}
        />
        <p class="faint">{say('desk_pack_data_only')}</p>
      </section>
      <Builder />
    </div>
  );
}
