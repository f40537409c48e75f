import { columns } from '../print-errors.ts';
import type { Measured } from './measure.ts';

const percent = (share: number | null): string => (share === null ? '-' : `${(share * 100).toFixed(1)} %`);

/** What `measureAltered` found, as people read it. */
export function printedAltered({ ways, closer, negatives, boxes }: Measured): string {
  const rowsOf = (shown: Measured['ways']) =>
    Object.entries(shown).map(([name, way]) => [
      name,
      String(way.pictures),
      String(way.entries),
      percent(way.plainMacroRecall),
      percent(way.macroRecall),
      percent(way.loss),
      `${way.falseMatches} (${way.plainFalseMatches}) of ${way.negatives}`,
    ]);
  const head = ['shown as', 'pictures', 'entries', 'plain macro', 'macro recall', 'loss', 'false (plain)'];
  return [
    columns([head, ...rowsOf(ways)]),
    '',
    'With a look at every part besides:',
    columns([head, ...rowsOf(closer)]),
    '',
    `Of all ${negatives.pictures} negatives ${negatives.whole} were flagged at one look, ${negatives.closer} with every part.`,
    `Box centres: of ${boxes.composites} composites ${boxes.matched} matched at unsure or better; ` +
      `${boxes.centreInBox} centres inside the figure's box, ${boxes.centreOnFigure} on the figure itself.`,
  ].join('\n');
}
