import type { OwnFeedback } from '../../../src/measured.ts';
import { language, say } from '../../ui/say.ts';

const number = (value: number): string => new Intl.NumberFormat(language()).format(value);

function words({ flags, right, wrong }: OwnFeedback): string {
  if (right + wrong === 0) return say('desk_accuracy_own_none', number(flags));
  return say('desk_accuracy_own', number(flags), number(right), number(wrong));
}

/** What the person at this desk said of the flags of an entry. */
export function FeedbackCell({ own }: { readonly own: OwnFeedback | undefined }) {
  return <td>{own === undefined ? <span class="faint">{say('desk_accuracy_own_no_flag')}</span> : words(own)}</td>;
}
