import { namedIn } from '../src/caption-names.ts';
import { captionSigns } from '../src/caption-signs.ts';

/** What a caption claims, as one JSON line of `npm run scan -- --captions FILE`. */
export function captionLine(caption: string): string {
  const [best] = captionSigns(caption);
  return JSON.stringify({ ai: best?.strength ?? 'none', cue: best?.cue ?? null, names: namedIn(caption) });
}

/** One caption a line, `\n` (two characters) standing for a line break; an empty last line is no caption. */
export const captionsOf = (file: string): string[] =>
  file
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.replaceAll('\\n', '\n'));
