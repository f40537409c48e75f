import type { RightsCard, RightsFact } from '../../src/rights.ts';
import { keyPart, say } from './say.ts';

const datesOf = ({ since, until, where }: RightsFact): string =>
  [where, since === '' ? '' : until === '' ? say('rights_since', since) : say('rights_between', since, until)]
    .filter((part) => part !== '')
    .join(say('list_separator'));

function Fact({ fact }: { readonly fact: RightsFact }) {
  return (
    <li>
      <strong>{say(`rights_kind_${keyPart(fact.kind)}`)}</strong> <span class="faint">{datesOf(fact)}</span>
      <p>{fact.text}</p>
      <p class="faint">
        {fact.address === '' ? (
          say('rights_source', fact.source)
        ) : (
          <a href={fact.address} target="_blank" rel="noopener noreferrer">
            {say('rights_source', fact.source)}
          </a>
        )}
      </p>
    </li>
  );
}

interface RightsCardProps {
  /** From `rightsOf(entry, kind, language())`. */
  readonly rights: RightsCard;
}

/** Whose it would be, and what is known of the rights in it, each fact with its dates and source. No legal advice. */
export function RightsSection({ rights }: RightsCardProps) {
  return (
    <section class="rights" aria-label={say('rights_heading')}>
      <h4>{say('rights_heading')}</h4>
      {rights.owner !== '' && <p>{say('rights_owner', rights.owner)}</p>}
      {rights.franchise !== '' && <p>{say('rights_franchise', rights.franchise)}</p>}
      <p class="caution">{say('rights_caution')}</p>
      <ul class="facts">
        {rights.facts.map((fact) => (
          <Fact key={fact.id} fact={fact} />
        ))}
      </ul>
      <p class="faint">{say('rights_checked', rights.checked)}</p>
    </section>
  );
}
