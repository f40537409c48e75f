import { describe, expect, it } from 'vitest';
import { INTAKE_MAX, parseIntake } from '../src/intake-list.ts';

const A = 'https://www.tiktok.com/@a/video/1';
const B = 'https://www.youtube.com/shorts/b';

describe('a list of reported posts', () => {
  it.each<[string, string, string[], number[]]>([
    ['an address a line', `${A}\n\n${B}\n`, [A, B], []],
    ['CSV with named columns', `id,URL,Reason\r\n1,${A},"copied, twice"\r\n2,nonsense,x\r\n3,${B},\r\n`, [A, B], [3]],
    ['CSV without names', `${A},first\n${B},second`, [A, B], []],
    ['the same address once', `${A}\n${A}`, [A], []],
    ['JSON of addresses', JSON.stringify([A, 7, B]), [A, B], [2]],
    [
      'JSON of reports',
      JSON.stringify({ reports: [{ permalink: A, note: 'x' }, { other: 1 }, { link: B }] }),
      [A, B],
      [2],
    ],
    [
      'other kinds of address',
      `javascript:alert(1)\nfile:///etc/passwd\nhttps://user:secret@evil.example/\n${A}`,
      [A],
      [1, 2, 3],
    ],
    ['JSON that is none', '[{"url": ', [], [1]],
    ['a quote that is never closed', `url\n${A}\n"${B}`, [A], [3]],
    ['nothing', '', [], []],
  ])('is read from %s', (_, text, addresses, badRows) => {
    const { items, bad } = parseIntake(text);
    expect([items.map(({ address }) => address), bad.map(({ row }) => row)]).toEqual([addresses, badRows]);
  });

  it('keeps what the report says', () => {
    expect(parseIntake(`id,url,reason\n1,${A},"copied, twice"`).items[0]?.note).toBe('copied, twice');
  });

  it('is cut where it is too long, and says so', () => {
    const { items, bad } = parseIntake(Array.from({ length: INTAKE_MAX + 3 }, (_, i) => `${A}${i}`).join('\n'));
    expect([items.length, bad.length]).toEqual([INTAKE_MAX, 3]);
  });
});
