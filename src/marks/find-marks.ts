import type { Box } from '../match.ts';
import type { MarkGenerator, MarksDescription } from './description.ts';
import type { MarkSeen } from './mark.ts';
import type { TilePlan } from './tiles.ts';

interface Peak {
  readonly score: number;
  readonly box: Box;
}

/** The likeliest place of one class in one tile, as a box in fractions of the frame. */
function peakOf(
  cells: Float32Array,
  tile: number,
  of: number,
  { input, output }: MarksDescription,
  plan: TilePlan,
): Peak {
  const columns = input.width / output.stride;
  const area = columns * (input.height / output.stride);
  const plane = (channel: number): number => (tile * (output.classes.length + 4) + channel) * area;
  let best = 0;
  for (let i = 1; i < area; i++) if ((cells[plane(of) + i] ?? 0) > (cells[plane(of) + best] ?? 0)) best = i;
  const reach = (side: number): number => (cells[plane(output.classes.length + side) + best] ?? 0) * output.stride;
  const place = plan.places[tile] ?? { x: 0, y: 0 };
  const x = place.x + ((best % columns) + 0.5) * output.stride;
  const y = place.y + (Math.floor(best / columns) + 0.5) * output.stride;
  const fraction = (value: number, whole: number): number => Math.min(1, Math.max(0, value / whole));
  const left = fraction(x - reach(0), plan.width);
  const top = fraction(y - reach(1), plan.height);
  const right = fraction(x + reach(2), plan.width);
  const bottom = fraction(y + reach(3), plan.height);
  return { score: cells[plane(of) + best] ?? 0, box: { x: left, y: top, width: right - left, height: bottom - top } };
}

/** Whether a mark of this generator can stand there at that size: a glint in the sky is no mark. */
export function isUsual({ box }: Pick<Peak, 'box'>, generator: MarkGenerator, plan: TilePlan): boolean {
  const high = (box.height * plan.height) / Math.min(plan.width, plan.height);
  if (high < generator.size[0] || high > generator.size[1]) return false;
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  return generator.places.some(
    ([px, py]) => Math.abs(x - px) <= generator.reach[0] && Math.abs(y - py) <= generator.reach[1],
  );
}

/** Marks in what the network says of the tiles of one frame, best first; at most one of each kind. */
export function findMarks(cells: Float32Array, description: MarksDescription, plan: TilePlan): MarkSeen[] {
  const seen = description.generators.flatMap((generator) => {
    const of = description.output.classes.indexOf(generator.class);
    const peaks = plan.places
      .map((_, tile) => peakOf(cells, tile, of, description, plan))
      .filter((peak) => peak.score >= generator.score && isUsual(peak, generator, plan))
      .sort((a, b) => b.score - a.score);
    return peaks.slice(0, 1).map(({ score, box }) => ({ mark: generator.class, score, box }));
  });
  return seen.sort((a, b) => b.score - a.score);
}
