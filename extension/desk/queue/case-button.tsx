import { useEffect } from 'preact/hooks';
import { CASE_MAX } from '../../seal-evidence.ts';
import { language, say } from '../../ui/say.ts';
import { CASE_KEY, loadSeals, saveAgain, sealCaseAndSave, sealStates } from '../../ui/seal-store.ts';
import { flagStore } from '../flag-access.ts';
import { attempt } from '../notice.ts';

function statusText(): string {
  const state = sealStates.value[CASE_KEY];
  switch (state?.kind) {
    case undefined:
    case 'idle':
      return '';
    case 'working':
    case 'saving':
      return say('seal_working');
    case 'waiting':
      return say('seal_waiting');
    case 'saved':
    case 'in-case':
      return say('seal_saved', state.record.file);
    case 'failed':
      return say(`seal_failed_${state.why}`);
  }
}

const sealPicked = (keys: readonly string[]): void =>
  attempt(async () => sealCaseAndSave(await flagStore.getMany(keys), language()));

/** Seals all picked flags into one case: their bundles, and an index to read, print and load. */
export function CaseButton({ keys }: { readonly keys: readonly string[] }) {
  const state = sealStates.value[CASE_KEY];
  const isBusy = state?.kind === 'working' || state?.kind === 'saving';
  const isTooMany = keys.length > CASE_MAX;
  useEffect(() => attempt(() => loadSeals(CASE_KEY)), []);
  return (
    <>
      <button type="button" disabled={isBusy || isTooMany} onClick={() => sealPicked(keys)}>
        {say('seal_case')}
      </button>
      {state?.kind === 'waiting' && (
        <button type="button" onClick={() => void saveAgain(CASE_KEY, state.record)}>
          {say('seal_save_again')}
        </button>
      )}
      <span role="status">{isTooMany ? say('seal_case_max', String(CASE_MAX)) : statusText()}</span>
    </>
  );
}
