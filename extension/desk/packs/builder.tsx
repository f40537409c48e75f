import { entryName } from '../../../src/lexicon.ts';
import { PICTURES } from '../../../src/pack-build/build-entry.ts';
import type { PictureWorth } from '../../../src/pack-build/estimate.ts';
import type { OwnEntryForm } from '../../../src/pack-build/own-entry.ts';
import { language, say } from '../../ui/say.ts';
import { FileDrop } from '../file-drop.tsx';
import { addFiles, removeCandidate, saveEntry, tryEntry } from './actions.ts';
import { Curve } from './curve.tsx';
import { type Candidate, candidates, form, progress, tried, worths } from './state.ts';

/** What a picture brings, in words; empty as long as nothing was tried. */
function worthNotes(worth: PictureWorth | undefined): string[] {
  if (worth === undefined) return [];
  const others = worth.conflicts.map((id) => entryName(id, language())).join(say('list_separator'));
  return [
    say('desk_pack_found', String(worth.found), String(worth.views)),
    worth.isKnown ? say('desk_pack_known') : '',
    worth.isOdd ? say('desk_pack_odd') : '',
    worth.isCutOut ? '' : say('desk_pack_not_cut_out'),
    others === '' ? '' : say('desk_pack_conflict', others),
  ].filter((note) => note !== '');
}

function Picture({ candidate, worth }: { readonly candidate: Candidate; readonly worth: PictureWorth | undefined }) {
  return (
    <li class={worth !== undefined && (worth.isOdd || worth.conflicts.length > 0) ? 'picture picture-odd' : 'picture'}>
      <img src={candidate.url} alt={candidate.name} />
      <ul class="picture-notes">
        {worthNotes(worth).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <button
        type="button"
        aria-label={say('desk_pack_drop_named', candidate.name)}
        onClick={() => removeCandidate(candidate)}
      >
        {say('desk_pack_drop')}
      </button>
    </li>
  );
}

const changeForm = (part: Partial<OwnEntryForm>): void => {
  form.value = { ...form.value, ...part };
};

function NamesField() {
  return (
    <label class="field">
      <span>{say('desk_pack_names')}</span>
      <textarea
        rows={3}
        value={form.value.names}
        onInput={(event) => changeForm({ names: event.currentTarget.value })}
      />
    </label>
  );
}

function TextField({ part }: { readonly part: 'owner' | 'franchise' | 'hashtags' }) {
  return (
    <label class="field">
      <span>{say(`desk_pack_${part}`)}</span>
      <input
        type="text"
        value={form.value[part]}
        onInput={(event) => changeForm({ [part]: event.currentTarget.value })}
      />
    </label>
  );
}

function Progress() {
  if (progress.value === null) return null;
  return (
    <label class="field">
      <span>{say('desk_pack_working')}</span>
      <progress max={1} value={progress.value} />
    </label>
  );
}

/** Pictures in, an entry out: tried first, with what it finds and what it takes by mistake, and kept only then. */
export function Builder() {
  const count = candidates.value.length;
  const isBusy = progress.value !== null;
  return (
    <section class="panel" aria-labelledby="packs-new">
      <h2 id="packs-new">{say('desk_pack_new')}</h2>
      <p>{say('desk_pack_about', String(PICTURES.least), String(PICTURES.most))}</p>
      <FileDrop label={say('desk_pack_pictures')} accept="image/*,video/*" isMultiple onFiles={addFiles} />
      <ul class="pictures">
        {candidates.value.map((candidate, i) => (
          <Picture key={candidate.id} candidate={candidate} worth={worths.value[i]} />
        ))}
      </ul>
      <div class="form-grid">
        <NamesField />
        <TextField part="owner" />
        <TextField part="franchise" />
        <TextField part="hashtags" />
      </div>
      <div class="actions">
        <button type="button" class="primary" disabled={count < PICTURES.least || isBusy} onClick={tryEntry}>
          {say('desk_pack_try', String(count))}
        </button>
        <button type="button" disabled={tried.value === null || isBusy} onClick={saveEntry}>
          {say('desk_pack_save')}
        </button>
      </div>
      <Progress />
      {tried.value !== null && <Curve />}
    </section>
  );
}
