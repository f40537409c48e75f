import type { Estimate } from '../../../src/pack-build/estimate.ts';
import { language, say } from '../../ui/say.ts';
import { curve, estimate, flag, tried } from './state.ts';

const WIDTH = 600;
const HEIGHT = 160;

const percent = (share: number): string =>
  new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: 0 }).format(share);

const shareOf = ({ matched, of }: Estimate['impostors']): number => (of === 0 ? 0 : matched / of);

const line = (points: readonly Estimate[], y: (point: Estimate) => number): string =>
  points.map((point) => `${point.flag * WIDTH},${(1 - y(point)) * HEIGHT}`).join(' ');

function Lines() {
  return (
    <svg class="curve" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <polyline class="curve-found" points={line(curve.value, ({ recall }) => recall)} />
      <polyline class="curve-wrong" points={line(curve.value, ({ impostors }) => shareOf(impostors))} />
      <line class="curve-at" x1={flag.value * WIDTH} x2={flag.value * WIDTH} y1={0} y2={HEIGHT} />
    </svg>
  );
}

function Words({ at }: { readonly at: Estimate }) {
  const { recall, interval, impostors, places } = at;
  return (
    <ul class="why" aria-live="polite">
      <li>{say('desk_curve_found', percent(recall), percent(interval.low), percent(interval.high))}</li>
      <li>
        {impostors.of === 0
          ? say('desk_curve_no_impostors')
          : say('desk_curve_impostors', String(impostors.matched), String(impostors.of))}
      </li>
      <li>{say('desk_curve_places', String(places.matched), String(places.of))}</li>
      <li>{say('desk_curve_unknown')}</li>
    </ul>
  );
}

/** What the entry finds and what it takes by mistake, threshold by threshold; the person chooses. */
export function Curve() {
  const at = estimate.value;
  const built = tried.value?.built;
  if (at === null || built === undefined) return null;
  return (
    <section class="curve-panel" aria-labelledby="curve-title">
      <h3 id="curve-title">{say('desk_curve')}</h3>
      <Lines />
      <p class="legend">
        <span class="legend-found">{say('desk_curve_legend_found')}</span>
        <span class="legend-wrong">{say('desk_curve_legend_wrong')}</span>
      </p>
      <label class="field">
        <span>{say('desk_curve_threshold', flag.value.toFixed(2))}</span>
        <input
          type="range"
          min={0.02}
          max={0.99}
          step={0.01}
          value={flag.value}
          onInput={(event) => {
            flag.value = Number(event.currentTarget.value);
          }}
        />
      </label>
      <Words at={at} />
      {!built.isToldApart && <p class="caution">{say('desk_curve_not_apart')}</p>}
    </section>
  );
}
