import { render } from 'preact';
import { readSettings } from '../../settings-store.ts';
import { chooseLanguage, speakLanguage } from '../../ui/say.ts';
import { load } from './actions.ts';
import { ReportPage } from './report-page.tsx';

await chooseLanguage((await readSettings()).language);
speakLanguage(document);
const app = document.getElementById('app');
if (app === null) throw new Error('The page has no place to draw in');
render(<ReportPage />, app);
load(new URL(location.href).searchParams.get('key') ?? '');
