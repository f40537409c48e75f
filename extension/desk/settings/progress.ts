import { say } from '../../ui/say.ts';
import { tell } from '../notice.ts';
import { megabytes } from './megabytes.ts';

/** Each telling is read aloud to some. */
const TELL_EVERY_MS = 2000;

/** Tells once in a while how many bytes of all are done. `key` is a message with both. */
export function createProgress(key: string, all: number): (done: number) => void {
  let toldAt = Date.now();
  return (done) => {
    if (Date.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = Date.now();
    tell(say(key, megabytes(Math.min(done, all)), megabytes(all)));
  };
}
