import type { FetchedFile } from '../../src/fetched-file.ts';
import { browser } from '../browser.ts';
import { fetchFile, originOf } from '../fetch-file.ts';
import { storedFlag } from './verdicts.ts';

/** The file of a flagged post, from the address that its page had it at and a host that the person allowed. */
export async function fetchFileOf(key: string): Promise<FetchedFile> {
  const address = (await storedFlag(key))?.mediaAddress ?? '';
  const origin = originOf(address);
  if (origin === null) return { kind: 'failed', why: 'gone' };
  const isAllowed = await browser.permissions.contains({ origins: [origin] });
  return isAllowed ? fetchFile(address) : { kind: 'failed', why: 'not-allowed' };
}
