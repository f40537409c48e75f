import { tellFlagsChanged } from '../../flag-news.ts';
import { say } from '../../ui/say.ts';
import { wipeEvidence } from '../../wipe-evidence.ts';
import { flagStore } from '../flag-access.ts';
import { forgetPosts } from '../intake/list.ts';
import { attempt, notice, tell, tellBad } from '../notice.ts';
import { forgetHashes } from '../queue/hash-store.ts';
import { saveBackup } from './backup.ts';
import { readUse } from './storage.ts';

/** Deletes all that came from posts. Settings, own packs and the signing key stay. */
export const wipe = (isBackedUp: boolean): void =>
  attempt(async () => {
    const unsaved = isBackedUp ? await saveBackup() : 0;
    if (unsaved > 0) {
      tellBad(say('desk_wipe_unsaved', String(unsaved)));
      return;
    }
    // What the backup had to say is not hushed up by what follows.
    const before = isBackedUp ? (notice.value?.text ?? '') : '';
    await flagStore.wipe();
    await wipeEvidence();
    await forgetHashes();
    await forgetPosts();
    tellFlagsChanged([]);
    tell(`${say('desk_wiped')} ${before}`.trim());
    await readUse();
  });
