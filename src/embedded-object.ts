/** Longest object taken out of a script; a notice is a few kilobytes. */
const LENGTH_MAX = 40_000;
const FOUND_MAX = 6;

/** End of the object that begins at `start`, or -1 where it does not end in bounds. Braces within strings are text. */
function endOf(source: string, start: number): number {
  let depth = 0;
  let isText = false;
  for (let i = start; i < Math.min(source.length, start + LENGTH_MAX); i++) {
    const char = source[i];
    if (isText) {
      if (char === '\\') i++;
      else if (char === '"') isText = false;
    } else if (char === '"') isText = true;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return i + 1;
  }
  return -1;
}

/**
 * Objects that stand behind a name in the text of a script, such as page data of a megabyte. Only they are parsed: all of
 * it would hold up the page.
 */
export function objectsNamed(source: string, name: string): unknown[] {
  const found: unknown[] = [];
  const key = `"${name}":{`;
  for (let at = source.indexOf(key); at >= 0 && found.length < FOUND_MAX; at = source.indexOf(key, at + 1)) {
    const start = at + key.length - 1;
    const end = endOf(source, start);
    if (end < 0) continue;
    try {
      found.push(JSON.parse(source.slice(start, end)));
    } catch {
      // What is no JSON says nothing.
    }
  }
  return found;
}

/** Every text within a value, the outer ones first. */
export function textsIn(root: unknown): string[] {
  const queue: unknown[] = [root];
  for (let i = 0; i < queue.length && i < LENGTH_MAX; i++) {
    const value = queue[i];
    if (typeof value === 'object' && value !== null) queue.push(...Object.values(value));
  }
  return queue.filter((value) => typeof value === 'string');
}
