import { columns } from '../print-errors.ts';
import type { Measured } from './measure.ts';

const percent = (share: number | null): string => (share === null ? '-' : `${(share * 100).toFixed(1)} %`);

/** What `measureAltered` found, as people read it. */
export function printedAltered({ ways, boxes }: Measured): string {
  const rows = Object.entries(ways).map(([name, way]) => [
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
    columns([head, ...rows]),
    '',
    `Box centres: of ${boxes.composites} composites ${boxes.matched} matched at unsure or better; ` +
      `${boxes.centreInBox} centres inside the figure's box, ${boxes.centreOnFigure} on the figure itself.`,
  ].join('\n');
}
