import { type OwnerProfile, ownerProfileFrom } from '../src/notice/owner-profile.ts';
import { browser } from './browser.ts';

const KEY = 'owner-profile';

export async function readOwnerProfile(): Promise<OwnerProfile> {
  return ownerProfileFrom((await browser.storage.local.get(KEY))[KEY]);
}

export const writeOwnerProfile = (profile: OwnerProfile): Promise<void> =>
  browser.storage.local.set({ [KEY]: ownerProfileFrom(profile) });
