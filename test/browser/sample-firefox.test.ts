import { describe } from 'vitest';
import { holdInFirefox } from '../sample/firefox-suite.ts';

/** All that is planted and as many others as fill a screen; with every clip it is a long suite. */
const ONE_SCREEN = { planted: Number.POSITIVE_INFINITY, others: 57 };

describe('the built extension in Firefox, with a screen of sample clips', () => holdInFirefox(ONE_SCREEN));
