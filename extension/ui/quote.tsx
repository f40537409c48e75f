import { QUOTE, type Reason } from './reasons.ts';

/** A reason with the page's words isolated: whatever their direction, they stay inside their own place. */
export function QuotedReason({ text, quote }: Reason) {
  if (quote === null) return <>{text}</>;
  const [before = '', after = ''] = text.split(QUOTE);
  return (
    <>
      {before}
      <bdi>{quote}</bdi>
      {after}
    </>
  );
}
