import type { Sign } from '../../src/sign.ts';
import type { Verdict } from '../../src/verdict.ts';
import { notesOf, shortened } from './reasons.ts';
import { say } from './say.ts';

/** Longest cue of a sign here; the evidence has it whole. */
const CUE_MAX = 200;

/** A mark is quoted by the very name of its generator. */
const isNews = ({ generator, cue }: Sign): boolean => generator !== '' && generator !== cue;

function OneSign({ sign }: { readonly sign: Sign }) {
  return (
    <li>
      {say('view_sign', say(`view_sign_${sign.kind}`), say(`view_strength_${sign.strength}`))}{' '}
      <q>
        <bdi>{shortened(sign.cue, CUE_MAX)}</bdi>
      </q>
      {notesOf(sign).length > 0 && <span class="faint"> {notesOf(sign).join(' ')}</span>}
      {isNews(sign) && <span class="faint"> {say('why_generator', sign.generator)}</span>}
    </li>
  );
}

/** What speaks for AI, sign by sign: what it rests on, how strong it is, and how far to believe it. */
export function SignsTold({ signs }: Pick<Verdict, 'signs'>) {
  return (
    <>
      <h4>{say('view_signs_heading')}</h4>
      {signs.length === 0 ? (
        <p>{say('view_signs_none')}</p>
      ) : (
        <ul class="facts">
          {signs.map((sign) => (
            <OneSign key={`${sign.kind}${sign.cue}`} sign={sign} />
          ))}
        </ul>
      )}
    </>
  );
}
