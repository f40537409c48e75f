import type { Flag } from '../../../src/flag.ts';
import { say } from '../../ui/say.ts';
import { copyNotice, saveNotice } from './actions.ts';
import { edited, missing, noticeLanguage, status, text } from './state.ts';

/** Elements of the notice that are still missing, by name. */
function Missing() {
  if (missing.value.length === 0) return <p class="whole">{say('notice_whole')}</p>;
  const names = missing.value.map((element) => say(`notice_element_${element}`)).join(say('list_separator'));
  return <p class="caution">{say('notice_missing', names)}</p>;
}

/** The notice as it would go out: to read, to change, to copy or to save. */
export function Preview({ flag }: { readonly flag: Flag }) {
  return (
    <section class="panel" aria-label={say('notice_preview')}>
      <h2>{say('notice_preview')}</h2>
      <Missing />
      <label class="field">
        <span>{say('notice_text')}</span>
        <textarea
          class="notice-text"
          rows={22}
          lang={noticeLanguage.value}
          dir="auto"
          value={text.value}
          onInput={(event) => {
            edited.value = event.currentTarget.value;
          }}
        />
      </label>
      <div class="actions">
        <button type="button" class="primary" onClick={() => copyNotice(flag)}>
          {say('report_copy')}
        </button>
        <button type="button" onClick={() => saveNotice(flag)}>
          {say('notice_save')}
        </button>
        {edited.value !== null && (
          <button
            type="button"
            onClick={() => {
              edited.value = null;
            }}
          >
            {say('notice_rewrite')}
          </button>
        )}
      </div>
      <p role="status" class="told">
        {status.value}
      </p>
    </section>
  );
}
