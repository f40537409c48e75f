import { UNREADABLE } from '../../src/frame.ts';
import type { Coverage } from '../../src/protocol.ts';
import { keyPart, say } from './say.ts';

function partsOf({ unreadable }: Coverage): { text: string; count: number } {
  const parts = UNREADABLE.map((why) => ({ why, count: unreadable[why] ?? 0 })).filter(({ count }) => count > 0);
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const texts = parts
    .sort((a, b) => b.count - a.count)
    .map((part) => say('coverage_part', String(part.count), say(`unreadable_${keyPart(part.why)}`)));
  return { text: texts.join(say('coverage_separator')), count };
}

/** "Looked at 14 of 20 videos; 6 unreadable: 4 from another host, 2 too small." */
export function coverageText(coverage: Coverage): string {
  const { text, count } = partsOf(coverage);
  const total = coverage.looked + count;
  if (total === 0) return say('coverage_none');
  if (total === 1) return count === 0 ? say('coverage_all_one') : say('coverage_some_one', text);
  const numbers = [String(coverage.looked), String(total)];
  return count === 0 ? say('coverage_all', ...numbers) : say('coverage_some', ...numbers, String(count), text);
}
