/** A bounded pile of work: the newest is done first, and what no longer fits is dropped, oldest first. */
export class NewestFirst<T> {
  readonly #limit: number;
  readonly #onDrop: (item: T) => void;
  #items: T[] = [];

  constructor(limit: number, onDrop: (item: T) => void) {
    this.#limit = limit;
    this.#onDrop = onDrop;
  }

  get size(): number {
    return this.#items.length;
  }

  push(item: T): void {
    this.#items.push(item);
    while (this.#items.length > this.#limit) {
      const oldest = this.#items.shift();
      if (oldest !== undefined) this.#onDrop(oldest);
    }
  }

  take(): T | undefined {
    return this.#items.pop();
  }

  /** Forgets work nobody waits for any more, without telling. */
  forget(isUnwanted: (item: T) => boolean): void {
    this.#items = this.#items.filter((item) => !isUnwanted(item));
  }
}
