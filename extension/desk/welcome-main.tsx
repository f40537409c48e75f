import { render } from 'preact';
import { readSettings } from '../settings-store.ts';
import { chooseLanguage, speakLanguage } from '../ui/say.ts';
import { settings, startSettings } from './settings.ts';
import { WelcomePage } from './welcome-page.tsx';
import { startGrants } from './welcome-sites.ts';

const life = new AbortController().signal;
settings.value = await readSettings();
await chooseLanguage(settings.value.language);
speakLanguage(document);
startSettings(life);
startGrants(life);
const root = document.getElementById('app');
if (root !== null) render(<WelcomePage />, root);
