import { FEEDBACKS, type Feedback } from '../../src/flag.ts';
import { keyPart, say } from './say.ts';

interface FeedbackChoiceProps {
  readonly feedback: Feedback;
  /** Names the flag for those who hear the buttons out of their place. */
  readonly title: string;
  readonly onFeedback: (feedback: Feedback) => void;
}

/** What a person says of a flag. Pressing what is pressed takes it back. */
export function FeedbackChoice({ feedback, title, onFeedback }: FeedbackChoiceProps) {
  return (
    <fieldset class="feedback">
      <legend>{say('view_feedback')}</legend>
      <div class="actions">
        {FEEDBACKS.filter((value) => value !== 'none').map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={feedback === value}
            aria-label={say('view_feedback_named', say(`view_feedback_${keyPart(value)}`), title)}
            onClick={() => onFeedback(feedback === value ? 'none' : value)}
          >
            {say(`view_feedback_${keyPart(value)}`)}
          </button>
        ))}
      </div>
      <p class="told" role="status">
        {feedback === 'none' ? '' : say(`view_told_${keyPart(feedback)}`)}
      </p>
    </fieldset>
  );
}
