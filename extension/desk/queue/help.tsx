import { useEffect, useRef } from 'preact/hooks';
import { say } from '../../ui/say.ts';
import { Switch } from '../../ui/switch.tsx';
import { changeSettings, settings } from '../settings.ts';
import { SHORTCUTS } from './keys.ts';
import { isHelpOpen } from './state.ts';

/** What stands on the keys where it is no letter. */
const SIGNS: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };

const nameOf = (key: string): string => SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key);

const close = (): void => {
  isHelpOpen.value = false;
};

function Keys() {
  return (
    <table class="keys">
      <tbody>
        {SHORTCUTS.map(({ keys, label }) => (
          <tr key={label}>
            <th scope="row">
              {keys.map((key) => (
                <kbd key={key}>{nameOf(key)}</kbd>
              ))}
            </th>
            <td>{say(label)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Every key of the queue, and the switch that takes the letters away. */
export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={close}>
      <h2 id="help-title">{say('desk_keys')}</h2>
      <Keys />
      <Switch
        label={say('desk_keys_letters')}
        isOn={settings.value.hasShortcuts}
        onChange={(hasShortcuts) => changeSettings({ hasShortcuts })}
      />
      <button type="button" class="primary" onClick={() => dialog.current?.close()}>
        {say('desk_close')}
      </button>
    </dialog>
  );
}
