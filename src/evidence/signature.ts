import { bytesOfHex, hexOf } from '../sha256.ts';
import { canonicalJson } from './canonical.ts';
import type { KeyLink, PublicKey } from './manifest.ts';

/** SubjectPublicKeyInfo of an Ed25519 key is these bytes and then the key (RFC 8410). */
const SPKI_START = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/** The public key as OpenSSL reads it. `publicHex` is the raw key of 32 bytes. */
export function pemOf(publicHex: string): string {
  const key = bytesOfHex(publicHex, 32) ?? new Uint8Array(0);
  const der = String.fromCharCode(...SPKI_START, ...key);
  return `-----BEGIN PUBLIC KEY-----\n${btoa(der)}\n-----END PUBLIC KEY-----\n`;
}

/** A key whose private half never leaves the browser that made it. */
export async function generateKey(): Promise<CryptoKeyPair> {
  // Named by its algorithm alone, the type covers single keys too.
  return (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
}

export const publicHexOf = async ({ publicKey }: CryptoKeyPair): Promise<string> =>
  hexOf(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));

export async function signBytes(
  { privateKey }: CryptoKeyPair,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, bytes));
}

/** False also for what is no key or no signature at all. */
export async function isSignedBy(
  publicHex: string,
  bytes: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const raw = bytesOfHex(publicHex, 32);
  if (raw === null || signature.length !== 64) return false;
  try {
    const key = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature, bytes);
  } catch {
    // Not a point of the curve.
    return false;
  }
}

/** What an old key signs when it hands over to a new one. */
const handover = (previous: string, next: string): Uint8Array<ArrayBuffer> =>
  canonicalJson({ next, previous, what: 'lookalike-key-link/1' });

export async function linkTo(previous: CryptoKeyPair, next: string): Promise<Extract<KeyLink, { reason: 'rotated' }>> {
  const old = await publicHexOf(previous);
  const signature = hexOf(await signBytes(previous, handover(old, next)));
  return { reason: 'rotated', previous: old, signature };
}

/** A handover that the old key did not sign is a lie; a lost key is only a claim, and true to itself. */
export async function isLinkTrue({ public: next, link }: PublicKey): Promise<boolean> {
  if (link === null || link.reason === 'lost') return true;
  const signature = bytesOfHex(link.signature, 64);
  return signature !== null && isSignedBy(link.previous, handover(link.previous, next), signature);
}
