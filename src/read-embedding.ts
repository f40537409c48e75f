import type { JoinedPacks } from './join-packs.ts';
import type { Box, Match } from './match.ts';
import type { Size } from './resize.ts';
import { boxAround, entryMaps, peakOf, scoreOf } from './score.ts';

/** What the network says of one frame, before any pack. */
export interface Embedding {
  readonly grid: Size;
  /** [dimensions, grid.height, grid.width], unit length along the first axis. */
  readonly cells: Float32Array;
  /** [dimensions], unit length. */
  readonly scene: Float32Array;
}

/** Score of one entry; the box is asked for only when it is needed. */
export interface EntryScore {
  readonly id: string;
  readonly score: number;
  readonly box: () => Box | null;
}

function characterScores({ grid, cells }: Embedding, packs: JoinedPacks): EntryScore[] {
  const maps = packs.characters.length > 0 ? entryMaps(cells, packs.cells) : [];
  return packs.characters.map(({ id }, i) => {
    const map = maps[i] ?? new Float32Array();
    const { raw, cell } = peakOf(map, grid, packs.window);
    return { id, score: scoreOf(raw, packs.cells.scale.temperature), box: () => boxAround(map, grid, cell) };
  });
}

function styleScores({ scene }: Embedding, packs: JoinedPacks): EntryScore[] {
  const maps = packs.styles.length > 0 ? entryMaps(scene, packs.scene) : [];
  const { temperature } = packs.scene.scale;
  return packs.styles.map(({ id }, i) => ({ id, score: scoreOf(maps[i]?.[0] ?? 0, temperature), box: () => null }));
}

/** Scores of all entries, in pack order. */
export function scoreEntries(embedding: Embedding, packs: JoinedPacks): EntryScore[] {
  const scores = [...characterScores(embedding, packs), ...styleScores(embedding, packs)];
  const byId = new Map(scores.map((score) => [score.id, score]));
  return packs.entries.flatMap(({ id }) => byId.get(id) ?? []);
}

/** Matches at `unsure` or above, best first, of scores in pack order. */
export function matchesOf(scores: readonly EntryScore[], packs: JoinedPacks): Match[] {
  return packs.entries
    .flatMap(({ id, thresholds }, i): Match[] => {
      const found = scores[i];
      if (found === undefined || found.score < thresholds.unsure) return [];
      const level = found.score >= thresholds.flag ? 'flag' : 'unsure';
      return [{ entry: id, score: found.score, level, box: found.box() }];
    })
    .sort((a, b) => b.score - a.score);
}
