import { describe } from 'vitest';
import { holdInFirefox } from '../sample/firefox-suite.ts';

const ALL = Number.POSITIVE_INFINITY;

describe('the built extension in Firefox, with every sample clip', () => holdInFirefox({ planted: ALL, others: ALL }));
