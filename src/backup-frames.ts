import * as v from 'valibot';
import { type KeptFrame, keptFrameSchema } from './evidence/kept-frame.ts';
import { pngSize } from './evidence/png.ts';

/** As many bytes as a call may take as arguments everywhere. */
const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return btoa(parts.join(''));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

const base64 = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9+/]*={0,2}$/),
  v.check((text) => text.length % 4 === 0),
  v.transform(fromBase64),
);

/** Pictures as base64; everything else is checked as a kept frame. */
const lineSchema = v.object({
  frame: v.looseObject({ still: v.nullable(base64), input: base64, marks: v.array(base64) }),
});

/** A kept frame as one line of a backup, behind the line with everything else. */
export const frameLine = ({ still, input, marks, ...facts }: KeptFrame): string =>
  `${JSON.stringify({
    frame: {
      ...facts,
      still: still === null ? null : toBase64(still),
      input: toBase64(input),
      marks: marks.map(toBase64),
    },
  })}\n`;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A line that was cut off is no frame either.
    return null;
  }
}

/** True where the pictures are PNGs, and the still has the size that the frame claims. */
function isWhole({ still, input, videoWidth, videoHeight }: KeptFrame): boolean {
  if (pngSize(input) === null) return false;
  if (still === null) return true;
  const size = pngSize(still);
  return size?.width === videoWidth && size.height === videoHeight;
}

/** The frame of a line, marked as put back at `restoredAt`; null where the line is damaged. */
export function frameFromLine(text: string, restoredAt: number): KeptFrame | null {
  const line = v.safeParse(lineSchema, jsonOf(text));
  if (!line.success) return null;
  const frame = v.safeParse(keptFrameSchema, { ...line.output.frame, restoredAt });
  return frame.success && isWhole(frame.output) ? frame.output : null;
}
