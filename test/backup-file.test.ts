import { describe, expect, it } from 'vitest';
import { backupFile, readBackup } from '../src/backup-file.ts';
import { EMPTY_PROFILE } from '../src/notice/owner-profile.ts';
import type { ReportRecord } from '../src/notice/report-record.ts';
import { raiseFlag } from '../src/raise-flag.ts';
import { DEFAULT_SETTINGS } from '../src/settings.ts';
import { postOf, verdictOf } from './flags.ts';

const AT = new Date(2026, 2, 2, 10).getTime();

const NOTHING = {
  flags: [],
  packs: [],
  evidenceKey: '',
  knownHashes: [],
  frameHashes: {},
  reports: [],
  seals: [],
  profile: EMPTY_PROFILE,
  intake: [],
};
const REPORT: ReportRecord = {
  id: 'tiktok:1 dmca',
  key: 'tiktok:1',
  site: 'tiktok',
  account: 'someone',
  permalink: 'https://www.tiktok.com/@someone/video/1',
  kind: 'dmca',
  language: 'en',
  role: 'owner',
  text: 'Dear Sir or Madam',
  steps: [{ state: 'drafted', at: AT }],
};

const SEAL = {
  id: 's',
  key: 'tiktok:1',
  file: 'lookalike.zip',
  sealedAt: AT,
  sha256: 'ab'.repeat(32),
  state: 'saved' as const,
};

describe('a backup', () => {
  const settings = { ...DEFAULT_SETTINGS, keepDays: 30 as const };
  const flags = ['1', '2'].map((id) => ({
    ...raiseFlag(undefined, { post: postOf(id), verdict: verdictOf('likely'), at: AT }),
    review: [{ state: 'confirmed' as const, at: AT, note: '', by: '' }],
  }));

  it('gives back what went in', () => {
    const backup = { ...NOTHING, settings, flags, packs: [{ id: 'own' }], evidenceKey: 'ab'.repeat(32) };
    const lists = {
      knownHashes: [{ hash: '0f'.repeat(32), note: 'trailer' }],
      frameHashes: { 'tiktok:1': ['f0'.repeat(32)] },
      reports: [REPORT],
      seals: [SEAL],
      profile: { ...EMPTY_PROFILE, name: 'A. Owner', capacity: 'agent' as const, onBehalfOf: 'Sample Studio' },
      intake: [{ address: 'https://videos.example/1', note: 'copied', state: 'flagged' as const }],
    };
    expect(readBackup(backupFile({ ...backup, ...lists }, AT))).toEqual({
      kind: 'read',
      backup: { ...backup, ...lists },
      bad: [],
    });
  });

  it('of the first version is read as one without all that came later', () => {
    const { packs, evidenceKey, ...later } = NOTHING;
    const read = readBackup(JSON.stringify({ format: 'lookalike-backup/1', settings, flags, packs, evidenceKey }));
    expect(read).toMatchObject({ kind: 'read', backup: { ...later, flags }, bad: [] });
  });

  it('names what is damaged in its lists, and keeps the rest', () => {
    const good = { hash: '0f'.repeat(32), note: '' };
    const file = JSON.parse(backupFile({ ...NOTHING, settings, knownHashes: [good], reports: [REPORT] }, AT));
    const read = readBackup(
      JSON.stringify({
        ...file,
        knownHashes: [{ hash: 'x' }, good],
        reports: [7, REPORT],
        seals: [SEAL, { ...SEAL, sha256: 'x' }],
        intake: ['x'],
        profile: { name: 7, email: 'a@b.example' },
        frameHashes: { a: ['x'] },
      }),
    );
    if (read.kind !== 'read') throw new Error('It was not read');
    expect([read.backup.knownHashes, read.backup.reports, read.backup.frameHashes]).toEqual([[good], [REPORT], {}]);
    expect([read.backup.seals, read.backup.intake]).toEqual([[SEAL], []]);
    expect(read.backup.profile).toEqual({ ...EMPTY_PROFILE, email: 'a@b.example' });
    expect(read.bad.map(({ file: list, row, fault }) => [list, row, fault])).toEqual([
      ['knownHashes', 1, 'bad-hash'],
      ['reports', 1, 'bad-report'],
      ['seals', 2, 'bad-seal'],
      ['intake', 1, 'bad-post'],
    ]);
  });

  it('keeps the good flags and names the bad ones', () => {
    const file = JSON.parse(backupFile({ ...NOTHING, settings, flags }, AT)) as { flags: unknown[] };
    file.flags.splice(1, 0, { key: 'x' }, 7);
    const read = readBackup(JSON.stringify(file));
    if (read.kind !== 'read') throw new Error('It was not read');
    expect(read.backup.flags.map(({ key }) => key)).toEqual(['tiktok:1', 'tiktok:2']);
    expect(read.bad.map(({ row }) => row)).toEqual([2, 3]);
    expect(read.bad[0]).toMatchObject({ file: 'flags', fault: 'bad-flag', detail: 'post' });
  });

  it.each([
    ['no JSON', 'not-json'],
    ['[1,2]', 'not-ours'],
    ['{"format":"lookalike-pack/1"}', 'not-ours'],
    ['{"format":"lookalike-backup/99","flags":[]}', 'newer'],
  ])('refuses %s whole', (text, kind) => {
    expect(readBackup(text).kind).toBe(kind);
  });
});
