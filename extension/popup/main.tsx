import { render } from 'preact';
import { browser } from '../browser.ts';
import { startOwnEntries } from '../own-entries.ts';
import { readSettings } from '../settings-store.ts';
import { chooseLanguage, speakLanguage } from '../ui/say.ts';
import { follow, load } from './actions.ts';
import { Popup } from './popup.tsx';

await startOwnEntries(new AbortController().signal);
await chooseLanguage((await readSettings()).language);
speakLanguage(document);
const app = document.getElementById('app');
if (app === null) throw new Error('The popup has no place to draw in');
render(<Popup />, app);
load();
// The background writes there as verdicts come in, so an open popup follows.
browser.storage.onChanged.addListener(follow);
