import init, { WasmReader } from '@contentauth/c2pa-wasm';
import type { MediaType } from './container.ts';
import { TRUST_ANCHORS } from './trust-list.ts';

/** Remote manifests and certificate states are never asked for: either would tell a server who looks at what. */
const SETTINGS = JSON.stringify({
  verify: { remote_manifest_fetch: false, ocsp_fetch: false, verify_trust: true },
  trust: { trust_anchors: TRUST_ANCHORS },
});

let loading: Promise<unknown> | null = null;

/** Loads the library once, from the bytes of its file. */
export function loadC2pa(wasm: BufferSource): Promise<unknown> {
  loading ??= init({ module_or_path: wasm });
  return loading;
}

/** The library's report on one file, as parsed JSON. @throws when there is no manifest or it cannot be read. */
export async function reportOf(bytes: Uint8Array, type: MediaType): Promise<unknown> {
  const reader = await WasmReader.fromBytes(type, bytes, SETTINGS);
  try {
    return JSON.parse(reader.json());
  } finally {
    reader.free();
  }
}
