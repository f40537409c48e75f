import { useEffect } from 'preact/hooks';
import { say } from '../../ui/say.ts';
import { FileDrop } from '../file-drop.tsx';
import { Result } from './result.tsx';
import { isWorking, loadOwnKey, makeNewKey, ownKey, results, unreadable, verifyAll } from './verify-state.ts';

const start = (files: readonly File[]): void => void verifyAll(files);

function statusText(): string {
  if (isWorking.value) return say('verify_working');
  if (unreadable.value !== '') return say('verify_unreadable', unreadable.value);
  return results.value.length === 0 ? '' : say('verify_done', String(results.value.length));
}

/** The key of this browser, to be given to those who verify, and a new one where the old is no longer trusted. */
function OwnKey() {
  if (ownKey.value === '') return null;
  return (
    <details class="faint">
      <summary>
        {say('verify_own_key')} <code class="hash">{ownKey.value}</code>
      </summary>
      <p>{say('verify_key_about')}</p>
      <button type="button" onClick={() => void makeNewKey()}>
        {say('verify_key_new')}
      </button>
    </details>
  );
}

/** Checks evidence bundles on this device: nothing is uploaded. */
export function VerifyPage() {
  useEffect(() => {
    loadOwnKey().catch((error: unknown) => console.warn('The key of this browser cannot be read.', error));
  }, []);
  return (
    <main class="verify">
      <h1>{say('verify_title')}</h1>
      <p>{say('verify_intro')}</p>
      <FileDrop label={say('verify_drop')} accept=".zip,application/zip" isMultiple onFiles={start} />
      <p role="status">{statusText()}</p>
      <OwnKey />
      {results.value.map((result) => (
        <Result key={`${result.name}${result.kind === 'intact' ? result.manifest.id : ''}`} result={result} />
      ))}
    </main>
  );
}
