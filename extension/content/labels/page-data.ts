/** Page data larger than this is not parsed: it would hold up the page. */
const LENGTH_MAX = 1_500_000;
/** Values looked through for one item. */
const VALUES_MAX = 60_000;
const SCRIPTS_MAX = 60;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    // What is no JSON says nothing.
    return null;
  }
}

/** Objects anywhere in a value that carry this id under one of the names, breadth first, within a bounded amount of work. */
export function itemsOf(root: unknown, names: readonly string[], id: string): Fields[] {
  const found: Fields[] = [];
  const queue: unknown[] = [root];
  for (let i = 0; i < queue.length && i < VALUES_MAX; i++) {
    const value = queue[i];
    if (isFields(value) && names.some((name) => value[name] === id)) found.push(value);
    if (typeof value === 'object' && value !== null) queue.push(...Object.values(value).slice(0, 1000));
  }
  return found;
}

/** Items of a post in the data that the page itself holds. The page may have put anything there. */
export function itemsInPage(document: Document, selector: string, names: readonly string[], id: string): Fields[] {
  return [...document.querySelectorAll(selector)].slice(0, SCRIPTS_MAX).flatMap((script) => {
    const source = script.textContent ?? '';
    if (source.length > LENGTH_MAX || !source.includes(`"${id}"`)) return [];
    return itemsOf(parsed(source), names, id);
  });
}
