import type { SealRecord } from '../../src/evidence/seal-record.ts';
import { say } from './say.ts';
import type { SealState } from './seal-store.ts';
import { When } from './when.tsx';

interface SealPanelProps {
  /** `sealStates.value[flag.key]`; undefined while nothing was sealed. */
  readonly state: SealState | undefined;
  readonly now: number;
  /** Names the flag for those who hear the button out of its place. */
  readonly title: string;
  readonly onSeal: () => void;
  readonly onSaveAgain: (record: SealRecord) => void;
}

const textOf = (state: SealState | undefined): string => {
  switch (state?.kind) {
    case undefined:
    case 'idle':
      return '';
    case 'working':
      return say('seal_working');
    case 'saving':
      return say('seal_saving');
    case 'waiting':
      return say('seal_waiting');
    case 'saved':
      return say(state.record.restoredAt === undefined ? 'seal_saved' : 'seal_restored', state.record.file);
    case 'in-case':
      return say('seal_in_case', state.record.file);
    case 'failed':
      return say(`seal_failed_${state.why}`);
  }
};

/** One click seals the evidence of a flag and saves it; a second one, later, seals it anew beside the first. */
export function SealPanel({ state, now, title, onSeal, onSaveAgain }: SealPanelProps) {
  const record = state !== undefined && 'record' in state ? state.record : null;
  return (
    <section class="seal" aria-label={say('seal_section', title)}>
      <h4>{say('seal_heading')}</h4>
      <p>{say('seal_what')}</p>
      <div class="actions">
        <button
          type="button"
          class="primary"
          disabled={state?.kind === 'working' || state?.kind === 'saving'}
          aria-label={say('seal_button_named', title)}
          onClick={onSeal}
        >
          {say('seal_button')}
        </button>
        {state?.kind === 'waiting' && (
          <button type="button" onClick={() => onSaveAgain(state.record)}>
            {say('seal_save_again')}
          </button>
        )}
      </div>
      <p role="status" class={state?.kind === 'failed' ? 'caution' : 'told'}>
        {textOf(state)}
      </p>
      {record !== null && (
        <p class="faint">
          <When at={record.sealedAt} now={now} /> <code class="hash">SHA-256 {record.sha256}</code>
        </p>
      )}
    </section>
  );
}
