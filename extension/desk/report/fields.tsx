import { type Element, elementsOf, STATEMENTS, type Statement } from '../../../src/notice/notice.ts';
import { noticeWords } from '../../../src/notice/notice-words.ts';
import type { OwnerProfile } from '../../../src/notice/owner-profile.ts';
import { Choice } from '../../ui/choice.tsx';
import { say } from '../../ui/say.ts';
import { changeProfile } from './actions.ts';
import { explanation, kind, noticeLanguage, profile, signature, statements, work } from './state.ts';

interface FieldProps {
  readonly name: string;
  readonly value: string;
  readonly isLong?: boolean;
  readonly isMissing: boolean;
  readonly onValue: (value: string) => void;
}

/** One labelled field; what the notice still lacks is marked for those who do not see colours too. */
function Field({ name, value, isLong = false, isMissing, onValue }: FieldProps) {
  const id = `field-${name}`;
  return (
    <div class="field">
      <label for={id}>
        {say(`notice_element_${name}`)}
        {isMissing && <span class="lacks"> {say('notice_needed')}</span>}
      </label>
      {isLong ? (
        <textarea id={id} rows={3} value={value} onInput={(event) => onValue(event.currentTarget.value)} />
      ) : (
        <input id={id} type="text" value={value} onInput={(event) => onValue(event.currentTarget.value)} />
      )}
    </div>
  );
}

/** Fields of the profile that are asked for, under their names in it. */
const PROFILE: readonly [Element, Exclude<keyof OwnerProfile, 'capacity'>, boolean][] = [
  ['name', 'name', false],
  ['on_behalf_of', 'onBehalfOf', false],
  ['address', 'address', false],
  ['phone', 'phone', false],
  ['email', 'email', false],
  ['basis', 'basis', true],
];

/** Who sends it. Kept on this device for the next notice. */
export function ProfileFields({ missing }: { readonly missing: readonly Element[] }) {
  const asked = elementsOf(kind.value, profile.value);
  if (!asked.includes('name')) return null;
  return (
    <fieldset class="fields">
      <legend>{say('notice_profile')}</legend>
      {asked.includes('work') && (
        <Choice
          name="capacity"
          legend={say('notice_capacity')}
          options={(['owner', 'agent'] as const).map((value) => ({ value, label: say(`notice_capacity_${value}`) }))}
          value={profile.value.capacity}
          onChange={(capacity) => changeProfile({ capacity })}
        />
      )}
      {PROFILE.filter(([element]) => asked.includes(element)).map(([element, field, isLong]) => (
        <Field
          key={element}
          name={element}
          value={profile.value[field]}
          isLong={isLong}
          isMissing={missing.includes(element)}
          onValue={(value) => changeProfile({ [field]: value })}
        />
      ))}
    </fieldset>
  );
}

function toggle(statement: Statement, isOn: boolean): void {
  const others = statements.value.filter((known) => known !== statement);
  statements.value = isOn ? [...others, statement] : others;
}

/** Each statement is the person's own: none is ticked beforehand, none is remembered. */
function Statements({ missing }: { readonly missing: readonly Element[] }) {
  const asked = elementsOf(kind.value, profile.value);
  const words = noticeWords(noticeLanguage.value).statements;
  return STATEMENTS.filter((statement) => asked.includes(statement)).map((statement) => (
    <label key={statement} class="statement">
      <input
        type="checkbox"
        checked={statements.value.includes(statement)}
        onChange={(event) => toggle(statement, event.currentTarget.checked)}
      />
      <span lang={noticeLanguage.value}>
        {words[statement]}
        {missing.includes(statement) && <span class="lacks"> {say('notice_needed')}</span>}
      </span>
    </label>
  ));
}

/** What is reported, why, and what the person states. */
export function CaseFields({ missing }: { readonly missing: readonly Element[] }) {
  const asked = elementsOf(kind.value, profile.value);
  const set = (field: typeof work) => (value: string) => {
    field.value = value;
  };
  return (
    <fieldset class="fields">
      <legend>{say('notice_case')}</legend>
      {asked.includes('work') && (
        <Field name="work" value={work.value} isLong isMissing={missing.includes('work')} onValue={set(work)} />
      )}
      <Field
        name="explanation"
        value={explanation.value}
        isLong
        isMissing={missing.includes('explanation')}
        onValue={set(explanation)}
      />
      <Statements missing={missing} />
      {asked.includes('signature') && (
        <Field
          name="signature"
          value={signature.value}
          isMissing={missing.includes('signature')}
          onValue={set(signature)}
        />
      )}
    </fieldset>
  );
}
