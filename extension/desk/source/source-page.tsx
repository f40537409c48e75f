import { signal } from '@preact/signals';
import { TRUST_LIST_DATE } from '../../../src/provenance/trust-list.ts';
import { type FileSigns, readFileProvenance } from '../../provenance.ts';
import { notesOf } from '../../ui/reasons.ts';
import { keyPart, say } from '../../ui/say.ts';
import { FileDrop } from '../file-drop.tsx';

interface Checked extends FileSigns {
  readonly name: string;
}

/** Files looked at since the page was opened, the newest first. */
const checked = signal<readonly Checked[]>([]);
const isBusy = signal(false);

async function check(files: readonly File[]): Promise<void> {
  isBusy.value = true;
  for (const file of files) {
    const found = await readFileProvenance(file);
    checked.value = [{ name: file.name, ...found }, ...checked.value];
  }
  isBusy.value = false;
}

/** What the signed record says, fact by fact. */
function Facts({ provenance }: Pick<Checked, 'provenance'>) {
  const { manifest, xmp, trouble } = provenance;
  return (
    <ul class="facts">
      {trouble !== null && <li>{say(`source_trouble_${keyPart(trouble)}`)}</li>}
      {manifest === null && trouble === null && <li>{say('source_no_manifest')}</li>}
      {manifest !== null && (
        <li>
          {say('source_generator')} <bdi>{manifest.generator}</bdi>
        </li>
      )}
      {manifest !== null && (
        <li>
          {say('source_signer')} <bdi>{manifest.signer}</bdi> {say(`source_hash_${manifest.hash}`)}
        </li>
      )}
      {xmp?.isManifestElsewhere && <li>{say('source_elsewhere')}</li>}
    </ul>
  );
}

function Result({ name, provenance, signs }: Checked) {
  return (
    <section aria-label={name}>
      <h3>
        <bdi>{name}</bdi>
      </h3>
      <p>
        {signs.length === 0 ? say('source_no_sign') : say(`source_sign_${signs[0]?.strength ?? 'weak'}`)}{' '}
        {signs.flatMap(notesOf).join(' ')}
      </p>
      <Facts provenance={provenance} />
    </section>
  );
}

/** Reads what a file says of its own origin. Nothing of it leaves the device. */
export function SourcePage() {
  return (
    <div>
      <h2>{say('desk_place_source')}</h2>
      <p>{say('source_about', TRUST_LIST_DATE)}</p>
      <FileDrop
        label={say('source_drop')}
        accept="video/mp4,video/quicktime,image/jpeg,image/png,image/webp"
        isMultiple
        onFiles={(files) => void check(files)}
      />
      <div role="status">{isBusy.value ? say('source_busy') : ''}</div>
      {checked.value.map((one, i) => (
        <Result key={`${checked.value.length - i}`} {...one} />
      ))}
    </div>
  );
}
