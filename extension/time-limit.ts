/** Thrown when something did not happen in time. */
export class TimeLimitError extends Error {
  constructor(what: string, timeoutMs: number) {
    super(`${what} took longer than ${timeoutMs} ms`);
    this.name = 'TimeLimitError';
  }
}

/** Settles as `work` does, or rejects with TimeLimitError. The work itself goes on; nobody waits for it any more. */
export function withinTime<T>(work: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimeLimitError(what, timeoutMs)), timeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
