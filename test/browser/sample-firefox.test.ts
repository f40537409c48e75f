import { describe } from 'vitest';
import { holdInFirefox } from '../sample/firefox-suite.ts';

/** A few clips here; all of them are in the long suites. */
describe('the built extension in Firefox, with some sample clips', () => holdInFirefox({ planted: 6, others: 15 }));
