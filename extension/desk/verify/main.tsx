import { render } from 'preact';
import { speakLanguage } from '../../ui/say.ts';
import { VerifyPage } from './verify-page.tsx';

speakLanguage(document);
const app = document.getElementById('app');
if (app === null) throw new Error('The page has no place to draw in');
render(<VerifyPage />, app);
