import { keyOf, LIMITS, type Post } from '../../../src/post.ts';
import type { Provenance } from '../../../src/provenance/read-provenance.ts';
import { isKept, raiseFlag } from '../../../src/raise-flag.ts';
import { sha256 } from '../../../src/sha256.ts';
import type { Verdict } from '../../../src/verdict.ts';
import { recordOf } from '../../record-store.ts';
import type { FileEvidence } from '../../seal-evidence.ts';
import type { KeptMoments } from './kept-moments.ts';

/** A file has no page: its name stands where a caption would, and it has no address. */
const postOf = (file: File, hash: string): Post => ({
  site: 'generic',
  id: `file-${hash.slice(0, 32)}`,
  permalink: '',
  author: '',
  caption: file.name.slice(0, LIMITS.caption),
  hashtags: [],
  postedAt: '',
  isVerifiedLayout: true,
});

export interface LookedAt {
  readonly verdict: Verdict;
  readonly provenance: Provenance;
  readonly moments: KeptMoments;
}

/** Larger files would have to be hashed in pieces, which browsers do not offer. */
const BYTES_MAX = 512 * 2 ** 20;

/** What can be sealed of a file. `let-go`: so many were looked at since that it is no longer in memory. */
export type Sealable = FileEvidence | 'nothing' | 'too-large' | 'let-go';

/** `nothing` where nothing was found that is worth it. */
export async function evidenceOfFile(file: File, { verdict, provenance, moments }: LookedAt): Promise<Sealable> {
  if (!isKept(verdict.kind)) return 'nothing';
  if (file.size > BYTES_MAX) return 'too-large';
  const hash = await sha256(await file.arrayBuffer());
  const post = postOf(file, hash);
  const key = keyOf(post);
  const readAt = Date.now();
  return {
    flag: raiseFlag(undefined, { post, verdict, at: readAt }),
    frames: moments.frames(key),
    record: await recordOf({ key, file, address: '' }, provenance),
    source: { name: file.name, bytes: file.size, sha256: hash, changedAt: file.lastModified, readAt },
  };
}
