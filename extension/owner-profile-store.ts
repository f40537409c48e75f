import { EMPTY_PROFILE, type OwnerProfile, ownerProfileFrom } from '../src/notice/owner-profile.ts';
import { browser } from './browser.ts';

const KEY = 'owner-profile';

export async function readOwnerProfile(): Promise<OwnerProfile> {
  return ownerProfileFrom((await browser.storage.local.get(KEY))[KEY]);
}

export const writeOwnerProfile = (profile: OwnerProfile): Promise<void> =>
  browser.storage.local.set({ [KEY]: ownerProfileFrom(profile) });

/** Puts the profile of a backup back where none is filled in here; answers whether it did. */
export async function restoreOwnerProfile(profile: OwnerProfile): Promise<boolean> {
  const isEmpty = (one: OwnerProfile): boolean => JSON.stringify(one) === JSON.stringify(EMPTY_PROFILE);
  if (isEmpty(profile) || !isEmpty(await readOwnerProfile())) return false;
  await writeOwnerProfile(profile);
  return true;
}
