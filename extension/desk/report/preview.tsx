import type { Flag } from '../../../src/flag.ts';
import { elementsOf } from '../../../src/notice/notice.ts';
import { say } from '../../ui/say.ts';
import { copyNotice, copyValue, saveNotice } from './actions.ts';
import { edited, explanation, kind, missing, noticeLanguage, profile, signature, status, text, work } from './state.ts';

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

/** What forms of this kind ask, in their usual order, each answer ready to be copied on its own. */
export function WalkThrough({ flag }: { readonly flag: Flag }) {
  const answers: Readonly<Record<string, string>> = {
    name: profile.value.name,
    on_behalf_of: profile.value.onBehalfOf,
    address: profile.value.address,
    phone: profile.value.phone,
    email: profile.value.email,
    basis: profile.value.basis,
    work: work.value,
    explanation: explanation.value,
    signature: signature.value,
    location: flag.post.permalink,
  };
  return (
    <section class="panel" aria-label={say('notice_walk')}>
      <h2>{say('notice_walk')}</h2>
      <p class="faint">{say('notice_walk_about')}</p>
      <ol class="walk">
        {elementsOf(kind.value, profile.value).map((element) => (
          <li key={element}>
            <span>{say(`notice_element_${element}`)}</span>
            {(answers[element] ?? '') !== '' && (
              <button
                type="button"
                aria-label={say('notice_copy_named', say(`notice_element_${element}`))}
                onClick={() => copyValue(answers[element] ?? '')}
              >
                {say('notice_copy_one')}
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
