import { render } from 'preact';
import { startOwnEntries } from '../own-entries.ts';
import { readSettings } from '../settings-store.ts';
import { chooseLanguage, speakLanguage } from '../ui/say.ts';
import { startCoverage } from './coverage-line.tsx';
import { Desk } from './desk.tsx';
import { startInstalled } from './installed.ts';
import { startIntake } from './intake/list.ts';
import { startPacks } from './packs/actions.ts';
import { followAddress } from './place.ts';
import { startQueue } from './queue/actions.ts';
import { startCases } from './queue/cases.ts';
import { listenToKeys } from './queue/keys.ts';
import { settings, startSettings } from './settings.ts';
import { startGrants } from './welcome-sites.ts';

/** A frame or two; a frame itself is not waited for, because a hidden tab has none. */
const AFTER_PAINT_MS = 50;

const life = new AbortController().signal;
settings.value = await readSettings();
await startOwnEntries(life);
await chooseLanguage(settings.value.language);
speakLanguage(document);
followAddress();
startSettings(life);
listenToKeys(life);
const firstRows = startQueue(life);
const root = document.getElementById('app');
if (root !== null) render(<Desk />, root);
// What a person waits for comes first; lists, packs and hashes are read once it is on the screen.
await firstRows;
setTimeout(() => {
  startCoverage(life);
  startGrants(life);
  startInstalled();
  startPacks(life);
  startCases(life);
  startIntake(life);
}, AFTER_PAINT_MS);
