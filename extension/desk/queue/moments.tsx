import type { Flag } from '../../../src/flag.ts';
import type { EntryEvidence } from '../../../src/verdict.ts';
import { nameOf } from '../../ui/reasons.ts';
import { language, say } from '../../ui/say.ts';

const percent = (fraction: number): string => `${Math.round(fraction * 1000) / 10}%`;

const seconds = (time: number): string =>
  new Intl.NumberFormat(language(), { style: 'unit', unit: 'second', maximumFractionDigits: 1 }).format(time);

/** Where something stood in a moment of the video, drawn to scale without its picture. */
function Moment({ entry }: { readonly entry: EntryEvidence }) {
  const { box } = entry;
  return (
    <figure class="moment">
      <div class="moment-frame" aria-hidden="true">
        {box !== null && (
          <span
            class="moment-box"
            style={{
              left: percent(box.x),
              top: percent(box.y),
              width: percent(box.width),
              height: percent(box.height),
            }}
          />
        )}
      </div>
      <figcaption>
        <span>{nameOf(entry)}</span>
        <span class="faint">{seconds(entry.bestTime)}</span>
        <span class="faint">{say('score_likeness', String(Math.round(entry.bestScore * 100)))}</span>
      </figcaption>
    </figure>
  );
}

/** The moments that the verdict rests on. Pictures of them exist only where the frames were kept. */
export function Moments({ flag }: { readonly flag: Flag }) {
  const { entries } = flag.verdict;
  if (entries.length === 0) return null;
  return (
    <section class="panel" aria-label={say('desk_moments')}>
      <h3>{say('desk_moments')}</h3>
      <div class="moments">
        {entries.map((entry) => (
          <Moment key={entry.entry} entry={entry} />
        ))}
      </div>
      <p class="faint">{say('desk_moments_no_frames')}</p>
    </section>
  );
}
