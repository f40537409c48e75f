/** Longer than any line of ours, in characters: what has none that short is no file of lines. */
export const LINE_MAX = 128 * 1024 * 1024;

/** A line without end. */
export class TooLong extends Error {}

/** The lines of a file one after the other, without holding all of it; empty ones are left out. @throws TooLong */
export async function* linesOf(file: Blob, lineMax = LINE_MAX): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let parts: string[] = [];
  let length = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const [first = '', ...others] = read.value.split('\n');
      parts.push(first);
      length += first.length;
      for (const next of others) {
        const line = parts.join('');
        if (line !== '') yield line;
        parts = [next];
        length = next.length;
      }
      if (length > lineMax) throw new TooLong('A line without end');
    }
    const last = parts.join('');
    if (last !== '') yield last;
  } finally {
    await reader.cancel();
  }
}
