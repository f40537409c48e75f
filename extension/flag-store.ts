import * as v from 'valibot';
import type { Feedback, Flag } from '../src/flag.ts';
import { flagSchema } from '../src/flag-file.ts';
import { raiseFlag, type Sighted } from '../src/raise-flag.ts';
import { type StoreTrouble, troubleOf } from '../src/store-trouble.ts';
import {
  type FlagDatabase,
  type FlagRecord,
  newestRecords,
  openFlagDatabase,
  recordOf,
  recordsAfter,
  sweep,
} from './flag-database.ts';
import { tellFlagsChanged } from './flag-news.ts';

/** Bound of the store: about 40 MB at 2 KB a flag, and twice what a desk is promised to carry smoothly. */
export const FLAGS_MAX = 20_000;

/** Sweeping is batched, so that a full store does not pay for it with every new flag. */
const PUTS_A_SWEEP = 50;
/** About three screens of a list. */
const FIRST_BATCH = 100;
/** Checked and drawn without holding the page up for more than a moment. */
const BATCH = 500;

export interface FlagQuery {
  readonly limit: number;
  readonly isWanted: (flag: Flag) => boolean;
}

export class FlagStoreError extends Error {
  readonly trouble: StoreTrouble;

  constructor(cause: unknown) {
    const trouble = troubleOf(cause);
    super(`The stored flags cannot be used: ${trouble}.`, { cause });
    this.trouble = trouble;
  }
}

export interface FlagStoreOptions {
  readonly now: () => number;
  readonly flagsMax: number;
  /** How long a flag is kept after it was last seen; asked at each sweep, because a person may change it. */
  readonly ageMaxMs: () => Promise<number>;
  /** Deletes what was kept for evidence before that time, unless its flag is among the keys. */
  readonly sweepEvidence: (olderThan: number, flagged: ReadonlySet<string>) => Promise<void>;
  /** Told when damaged records were left out of an answer, so that nothing is dropped silently. */
  readonly onDamaged: () => void;
}

/** The stored flags. Every method rejects with `FlagStoreError` when the disk, the browser or the data refuse. */
export class FlagStore {
  readonly #options: FlagStoreOptions;
  #database: Promise<FlagDatabase> | null = null;
  #putsToSweep = PUTS_A_SWEEP;

  constructor(options: FlagStoreOptions) {
    this.#options = options;
  }

  /** Stores the verdict or raises the stored one; answers what is stored now. */
  put(sighted: Sighted): Promise<Flag> {
    const key = raiseFlag(undefined, sighted).key;
    return this.#use(async (database) => {
      const flag = await this.#raise(database, key, sighted);
      this.#putsToSweep -= 1;
      if (this.#putsToSweep <= 0) await this.#sweep(database);
      tellFlagsChanged([key]);
      return flag;
    });
  }

  get(key: string): Promise<Flag | undefined> {
    return this.#use(async (database) => this.#read(await database.get('flags', key)));
  }

  /** Those of the keys that are stored, in the order of the keys. */
  getMany(keys: readonly string[]): Promise<Flag[]> {
    return this.#use(async (database) => {
      const { store } = database.transaction('flags');
      const records = await Promise.all(keys.map((key) => store.get(key)));
      return records.map((record) => this.#read(record)).filter((flag) => flag !== undefined);
    });
  }

  /** Newest first. Damaged records are left out and `onDamaged` is told. */
  recent({ limit, isWanted }: FlagQuery): Promise<Flag[]> {
    return this.#use(async (database) => {
      const flags: Flag[] = [];
      const newest = database.transaction('flags').store.index('updatedAt');
      for (let at = await newest.openCursor(null, 'prev'); at !== null; at = await at.continue()) {
        if (flags.length >= limit) break;
        const flag = this.#read(at.value);
        if (flag !== undefined && isWanted(flag)) flags.push(flag);
      }
      return flags;
    });
  }

  /** Every flag in batches: first the newest few, for a page to show at once, then all of them in the order of keys. */
  readAll(onBatch: (flags: readonly Flag[]) => void): Promise<void> {
    const valid = (records: readonly FlagRecord[]): Flag[] =>
      records.map((record) => this.#read(record)).filter((flag) => flag !== undefined);
    return this.#use(async (database) => {
      onBatch(valid(await newestRecords(database, FIRST_BATCH)));
      for (let last: string | null = null; ; ) {
        const records: FlagRecord[] = await recordsAfter(database, last, BATCH);
        onBatch(valid(records));
        last = records.at(-1)?.key ?? null;
        if (records.length < BATCH) return;
      }
    });
  }

  /** Undefined when there is no such flag. */
  async setFeedback(key: string, feedback: Feedback): Promise<Flag | undefined> {
    const [flag] = await this.change([key], (stored) => ({ ...stored, feedback }));
    return flag;
  }

  /** Changes stored flags in one transaction: all of them or none. `next` answers null to leave one as it is. */
  change(keys: readonly string[], next: (stored: Flag) => Flag | null): Promise<Flag[]> {
    return this.#use(async (database) => {
      const { store, done } = database.transaction('flags', 'readwrite');
      const changeOne = async (key: string): Promise<Flag | null> => {
        const stored = this.#read(await store.get(key));
        const flag = stored === undefined ? null : next(stored);
        if (flag !== null) await store.put(recordOf(flag));
        return flag;
      };
      const [changed] = await Promise.all([Promise.all(keys.map(changeOne)), done]);
      tellFlagsChanged(keys);
      return changed.filter((flag) => flag !== null);
    });
  }

  /** Stores whole flags, as a backup holds them, in one transaction. */
  putAll(flags: readonly Flag[]): Promise<void> {
    return this.#use(async (database) => {
      const { store, done } = database.transaction('flags', 'readwrite');
      await Promise.all([...flags.map((flag) => store.put(recordOf(flag))), done]);
      tellFlagsChanged(flags.map(({ key }) => key));
    });
  }

  /** Deletes everything. */
  async wipe(): Promise<void> {
    await this.#use((database) => database.clear('flags'));
    tellFlagsChanged([]);
  }

  /** Deletes what is too old by now; answers how many went. */
  async sweepNow(): Promise<number> {
    const gone = await this.#use((database) => this.#sweep(database));
    if (gone > 0) tellFlagsChanged([]);
    return gone;
  }

  count(): Promise<number> {
    return this.#use((database) => database.count('flags'));
  }

  /** Reads and writes in one transaction, so that two verdicts on one post never undo each other. */
  async #raise(database: FlagDatabase, key: string, sighted: Sighted): Promise<Flag> {
    const { store, done } = database.transaction('flags', 'readwrite');
    const raise = async (): Promise<Flag> => {
      const flag = raiseFlag(this.#read(await store.get(key)), sighted);
      await store.put(recordOf(flag));
      return flag;
    };
    const [flag] = await Promise.all([raise(), done]);
    return flag;
  }

  async #sweep(database: FlagDatabase): Promise<number> {
    this.#putsToSweep = PUTS_A_SWEEP;
    const olderThan = this.#options.now() - (await this.#options.ageMaxMs());
    const gone = await sweep(database, { olderThan, max: this.#options.flagsMax });
    await this.#options.sweepEvidence(olderThan, new Set(await database.getAllKeys('flags')));
    return gone;
  }

  #read(record: FlagRecord | undefined): Flag | undefined {
    if (record === undefined) return undefined;
    const parsed = v.safeParse(flagSchema, record.flag);
    if (parsed.success) return parsed.output;
    this.#options.onDamaged();
    return undefined;
  }

  async #use<T>(work: (database: FlagDatabase) => Promise<T>): Promise<T> {
    try {
      this.#database ??= openFlagDatabase(() => this.#forget());
      return await work(await this.#database);
    } catch (cause) {
      // A failed open is not kept: storage may be freed or allowed before the next verdict.
      this.#forget();
      throw new FlagStoreError(cause);
    }
  }

  #forget(): void {
    // Closing lets a newer version in; one that never opened has nothing to close.
    this.#database?.then(
      (database) => database.close(),
      () => undefined,
    );
    this.#database = null;
  }
}
