import type { Flag } from '../../../src/flag.ts';
import { type Element, elementsOf } from '../../../src/notice/notice.ts';
import { type FormStep, formsFor, isElement, type ReportForm } from '../../../src/report-forms.ts';
import { keyPart, say } from '../../ui/say.ts';
import { copyValue } from './actions.ts';
import { explanation, kind, profile, role, signature, work } from './state.ts';

type Answers = Readonly<Partial<Record<Element, string>>>;

const answersFor = (flag: Flag): Answers => ({
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
});

/** A question that a text answers, which can be copied alone. */
function Asked({ element, answer }: { readonly element: Element; readonly answer: string }) {
  const name = say(`notice_element_${element}`);
  return (
    <li>
      <span>{name}</span>
      {answer !== '' && (
        <button type="button" aria-label={say('notice_copy_named', name)} onClick={() => copyValue(answer)}>
          {say('notice_copy_one')}
        </button>
      )}
    </li>
  );
}

interface StepsProps {
  readonly steps: readonly (Element | FormStep)[];
  readonly answers: Answers;
  readonly choice?: string;
}

function Steps({ steps, answers, choice = '' }: StepsProps) {
  return (
    <ol class="walk">
      {steps.map((step) =>
        isElement(step) ? (
          <Asked key={step} element={step} answer={answers[step] ?? ''} />
        ) : (
          <li key={step}>
            {say(`notice_step_${step}`)} {step === 'own_right' && choice !== '' && <q lang="ja">{choice}</q>}
          </li>
        ),
      )}
    </ol>
  );
}

/** What the form of this very site asks, and how much of it is known. */
function OwnForm({ form, answers }: { readonly form: ReportForm; readonly answers: Answers }) {
  return (
    <>
      <h3>{say(`report_route_${keyPart(form.kind)}`)}</h3>
      <p class="faint">{say(form.isWhole ? 'notice_form_whole' : 'notice_form_start', form.checked)}</p>
      <Steps steps={form.asks} answers={answers} choice={form.choice} />
    </>
  );
}

/** What forms will ask: the site's own questions where they are known, else those that notices of this kind share. */
export function WalkThrough({ flag }: { readonly flag: Flag }) {
  const answers = answersFor(flag);
  const forms = formsFor(flag.post, role.value);
  return (
    <section class="panel" aria-label={say('notice_walk')}>
      <h2>{say('notice_walk')}</h2>
      {forms.map((form) => (
        <OwnForm key={form.kind} form={form} answers={answers} />
      ))}
      {!forms.some(({ isWhole }) => isWhole) && (
        <>
          <p class="faint">{say('notice_walk_about')}</p>
          <Steps steps={elementsOf(kind.value, profile.value)} answers={answers} />
        </>
      )}
    </section>
  );
}
