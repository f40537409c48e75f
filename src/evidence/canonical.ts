import canonicalize from 'canonicalize';

/** JSON by RFC 8785: one value has one text, so that a signature over the text is one over the value. */
export function canonicalJson(value: unknown): Uint8Array<ArrayBuffer> {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('This value has no JSON');
  return new Uint8Array(new TextEncoder().encode(text));
}

export const isSameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

/** The value of a JSON text, or null where it is not JSON, not UTF-8, or not in its canonical form. */
export function parseCanonical(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return isSameBytes(canonicalJson(value), bytes) ? value : null;
  } catch {
    return null;
  }
}
