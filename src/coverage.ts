import { UNREADABLE } from './frame.ts';
import { type Coverage, MEDIA_HOSTS_MAX } from './protocol.ts';

export const NO_COVERAGE: Coverage = { looked: 0, unreadable: {} };

/** Two coverages as one: those of a page and of the frames in it. */
export function sumCoverage(a: Coverage, b: Coverage): Coverage {
  const unreadable: Coverage['unreadable'] = {};
  for (const why of UNREADABLE) {
    const count = (a.unreadable[why] ?? 0) + (b.unreadable[why] ?? 0);
    if (count > 0) unreadable[why] = count;
  }
  const unverified = (a.unverified ?? 0) + (b.unverified ?? 0);
  const mediaHosts = [...new Set([...(a.mediaHosts ?? []), ...(b.mediaHosts ?? [])])].slice(0, MEDIA_HOSTS_MAX);
  return {
    looked: a.looked + b.looked,
    unreadable,
    ...(unverified === 0 ? {} : { unverified }),
    ...(mediaHosts.length === 0 ? {} : { mediaHosts }),
  };
}
