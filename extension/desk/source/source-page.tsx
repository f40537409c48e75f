import { signal } from '@preact/signals';
import { TRUST_LIST_DATE } from '../../../src/provenance/trust-list.ts';
import { type FileSigns, readFileProvenance } from '../../provenance.ts';
import { ProvenanceFacts } from '../../ui/provenance-facts.tsx';
import { say } from '../../ui/say.ts';
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

function Result({ name, provenance, signs }: Checked) {
  return (
    <section class="panel" aria-label={name}>
      <h3>
        <bdi>{name}</bdi>
      </h3>
      <ProvenanceFacts provenance={provenance} signs={signs} />
    </section>
  );
}

/** Reads what a file says of its own origin. Nothing of it leaves the device. */
export function SourcePage() {
  return (
    <div class="source">
      <section class="panel" aria-labelledby="source-title">
        <h2 id="source-title">{say('desk_place_source')}</h2>
        <p>{say('source_about', TRUST_LIST_DATE)}</p>
        <FileDrop
          label={say('source_drop')}
          accept="video/mp4,video/quicktime,image/jpeg,image/png,image/webp"
          isMultiple
          onFiles={(files) => void check(files)}
        />
        <div role="status">{isBusy.value ? say('source_busy') : ''}</div>
      </section>
      {checked.value.map((one, i) => (
        <Result key={`${checked.value.length - i}`} {...one} />
      ))}
    </div>
  );
}
