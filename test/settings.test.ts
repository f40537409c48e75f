import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, damagedSettings, isOffOn, settingsFrom } from '../src/settings.ts';

describe('settings', () => {
  it.each([undefined, null, 7, 'x', []])('gives the defaults for %j', (stored) => {
    expect(settingsFrom(stored)).toEqual(DEFAULT_SETTINGS);
  });

  it('loses one damaged field and keeps the others', () => {
    const stored = { isPaused: 'yes', offHosts: ['www.tiktok.com'], treatment: 'cover', showsSeen: 1 };
    expect(settingsFrom(stored)).toEqual({ ...DEFAULT_SETTINGS, offHosts: ['www.tiktok.com'], treatment: 'cover' });
  });

  it.each([
    [undefined, []],
    [{}, []],
    [DEFAULT_SETTINGS, []],
    [{ keepDays: 31, treatment: 'cover', offHosts: 'all', ofAnotherVersion: 1 }, ['keepDays', 'offHosts']],
    ['x', ['settings']],
    [[], ['settings']],
  ])('names what is damaged of %j', (stored, names) => {
    expect(damagedSettings(stored)).toEqual(names);
  });

  it('is off on a listed host, and everywhere when paused', () => {
    const settings = settingsFrom({ offHosts: ['a.example'] });
    expect([isOffOn(settings, 'a.example'), isOffOn(settings, 'b.example')]).toEqual([true, false]);
    expect(isOffOn({ ...settings, isPaused: true }, 'b.example')).toBe(true);
  });
});
