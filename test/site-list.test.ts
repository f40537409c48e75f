import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ADAPTERS } from '../extension/content/sites/index.ts';
import { isoTime, timeInId } from '../src/id-time.ts';
import { SITES } from '../src/post.ts';
import { hostsOf, LISTED_SITES, listedSiteOf, MASTODON_CHECKED } from '../src/sites.ts';

const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8').replace(/ +/g, ' ');

describe('the listed sites', () => {
  it('are all the sites with an adapter and fixed addresses', () => {
    const others = SITES.filter((site) => !LISTED_SITES.some((listed) => listed.site === site));
    expect(others).toEqual(['mastodon', 'generic']);
  });

  it.each([
    ...LISTED_SITES.map(({ name, checked }) => ({ name, checked })),
    { name: 'Mastodon, any server', checked: MASTODON_CHECKED },
  ])('$name stands in the README with what it was checked against', ({ name, checked }) => {
    expect(readme).toContain(`| ${name} | ${checked.against}: ${checked.what} |`);
    expect(readme).toContain(checked.on);
  });

  it.each(ADAPTERS.filter(({ hosts }) => hosts.length > 0))(
    'grant the hosts that the adapter of $site knows, and no others',
    ({ site, hosts }) => {
      const listed = LISTED_SITES.find((one) => one.site === site);
      expect(new Set(listed === undefined ? [] : hostsOf(listed))).toEqual(new Set(hosts));
    },
  );

  it.each(LISTED_SITES.flatMap(hostsOf))('have %s in the table of permissions', (host) => {
    const row = /\| each listed site[^\n]*/.exec(readme)?.[0];
    expect(row).toContain(`\`${host}\``);
  });

  it('are found by host', () => {
    expect([listedSiteOf('old.reddit.com')?.site, listedSiteOf('reddit.example')]).toEqual(['reddit', undefined]);
    const hosts = LISTED_SITES.flatMap(hostsOf);
    expect(new Set(hosts).size).toBe(hosts.length);
  });
});

describe('times', () => {
  it.each([
    // Ids and times of captured posts.
    ['tiktok', '7571863205253778710', '2025-11-12T15:36:23.000Z'],
    ['x', '2013045749580259680', '2026-01-19T00:28:01.938Z'],
    ['bluesky', '3mddvy5bv6k27', '2026-01-26T18:50:47.802Z'],
    ['tiktok', '1234', ''],
    ['bluesky', 'self', ''],
    ['x', '99999999999999999999', ''],
  ] as const)('in the id of %s %s is %s', (clock, id, time) => {
    expect(timeInId(clock, id)).toBe(time);
  });

  it.each([
    ['1770000000000', '2026-02-02T02:40:00.000Z'],
    ['1770000000', '2026-02-02T02:40:00.000Z'],
    ['2026-01-02 03:04:05', '2026-01-02T03:04:05'],
    ['2026-01-02', '2026-01-02'],
    ['2026-01-17T21:34:21+00:00', '2026-01-17T21:34:21+00:00'],
    ['3 hours ago', ''],
    ['', ''],
  ])('written as %j are %j', (written, time) => {
    expect(isoTime(written)).toBe(time);
  });
});
