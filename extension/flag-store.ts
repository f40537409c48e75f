import * as v from 'valibot';
import { FEEDBACKS, type Feedback, type Flag } from '../src/flag.ts';
import { postSchema, verdictSchema } from '../src/protocol.ts';
import { raiseFlag, type Sighted } from '../src/raise-flag.ts';
import { type StoreTrouble, troubleOf } from '../src/store-trouble.ts';
import { type FlagDatabase, type FlagRecord, openFlagDatabase, recordOf, sweep } from './flag-database.ts';

/** Bounds of the store: half a year, and about 20 MB at 4 KB a flag. */
export const AGE_MAX_MS = 180 * 24 * 60 * 60 * 1000;
export const FLAGS_MAX = 5000;

/** Sweeping is batched, so that a full store does not pay for it with every new flag. */
const PUTS_A_SWEEP = 50;

const milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0));
const flagSchema: v.GenericSchema<unknown, Flag> = v.object({
  key: v.string(),
  post: postSchema,
  verdict: verdictSchema,
  firstSeenAt: milliseconds,
  updatedAt: milliseconds,
  feedback: v.picklist(FEEDBACKS),
});

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
      const flag = await this.#change(database, key, (stored) => raiseFlag(stored, sighted));
      this.#putsToSweep -= 1;
      if (this.#putsToSweep <= 0) await this.#sweep(database);
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

  /** Undefined when there is no such flag. */
  setFeedback(key: string, feedback: Feedback): Promise<Flag | undefined> {
    return this.#use((database) => this.#change(database, key, (stored) => stored && { ...stored, feedback }));
  }

  count(): Promise<number> {
    return this.#use((database) => database.count('flags'));
  }

  /** Reads and writes in one transaction, so that two verdicts on one post never undo each other. */
  async #change<T extends Flag | undefined>(
    database: FlagDatabase,
    key: string,
    next: (stored: Flag | undefined) => T,
  ): Promise<T> {
    const { store, done } = database.transaction('flags', 'readwrite');
    const change = async (): Promise<T> => {
      const flag = next(this.#read(await store.get(key)));
      if (flag !== undefined) await store.put(recordOf(flag));
      return flag;
    };
    const [flag] = await Promise.all([change(), done]);
    return flag;
  }

  async #sweep(database: FlagDatabase): Promise<void> {
    this.#putsToSweep = PUTS_A_SWEEP;
    await sweep(database, { olderThan: this.#options.now() - AGE_MAX_MS, max: this.#options.flagsMax });
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
