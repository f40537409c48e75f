import { render } from 'preact';
import { speakLanguage } from '../ui/say.ts';
import { Desk } from './desk.tsx';
import { followAddress } from './place.ts';
import { startQueue } from './queue/actions.ts';
import { listenToKeys } from './queue/keys.ts';
import { startSettings } from './settings.ts';

speakLanguage(document);
followAddress();
const life = new AbortController().signal;
startSettings(life);
startQueue(life);
listenToKeys(life);
const root = document.getElementById('app');
if (root !== null) render(<Desk />, root);
