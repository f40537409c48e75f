import { say } from '../ui/say.ts';
import { AccuracyPage } from './accuracy/accuracy-page.tsx';
import { CoverageLine } from './coverage-line.tsx';
import { IntakePage } from './intake/intake-page.tsx';
import { notice } from './notice.ts';
import { PacksPage } from './packs/packs-page.tsx';
import { PLACES, type Place, place } from './place.ts';
import { Queue } from './queue/queue.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import { SourcePage } from './source/source-page.tsx';
import { StatisticsPage } from './statistics/statistics-page.tsx';

function Navigation() {
  return (
    <nav aria-label={say('desk_navigation')}>
      <ul class="places">
        {PLACES.map((name) => (
          <li key={name}>
            <a href={`#${name}`} aria-current={name === place.value ? 'page' : undefined}>
              {say(`desk_place_${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What the last action did; a live region stands there before it speaks. */
function NoticeLine() {
  const { text = '', tone = 'plain' } = notice.value ?? {};
  return (
    <p role="status" class={text === '' ? 'quiet' : `message ${tone === 'bad' ? 'message-bad' : ''}`}>
      {text}
    </p>
  );
}

function View({ name }: { readonly name: Place }) {
  switch (name) {
    case 'queue':
      return <Queue />;
    case 'intake':
      return <IntakePage />;
    case 'source':
      return <SourcePage />;
    case 'packs':
      return <PacksPage />;
    case 'accuracy':
      return <AccuracyPage />;
    case 'statistics':
      return <StatisticsPage />;
    case 'settings':
      return <SettingsPage />;
  }
}

/** The desk: one page with a view for each kind of work. */
export function Desk() {
  return (
    <div class="desk">
      <header class="desk-head">
        <h1>{say('desk_title')}</h1>
        <Navigation />
        <p class="faint suggestion">{say('popup_suggestion')}</p>
        <CoverageLine />
      </header>
      <NoticeLine />
      <main aria-label={say(`desk_place_${place.value}`)}>
        <View name={place.value} />
      </main>
    </div>
  );
}
