import { execFileSync } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import init, { WasmBuilder } from '@contentauth/c2pa-wasm';

/** CBOR of what a signature consists of: numbers, bytes, texts, lists and maps. */
function cbor(value: unknown): Buffer {
  const head = (type: number, size: number): Buffer => {
    if (size < 24) return Buffer.from([(type << 5) | size]);
    if (size < 256) return Buffer.from([(type << 5) | 24, size]);
    if (size < 65536) return Buffer.from([(type << 5) | 25, size >> 8, size & 255]);
    return Buffer.from([(type << 5) | 26, size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255]);
  };
  if (value === null) return Buffer.from([0xf6]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  const entries = [...(value as Map<unknown, unknown>)];
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, inner]) => [cbor(key), cbor(inner)])]);
}

const ES256 = -7;
const CERTIFICATES = 33;
const COSE_SIGN1 = 18;
/** Room kept in the file for the signature, which is filled up to it. */
const RESERVED = 4096;

/** A certificate of nobody: whoever checks it says that its signer is on no list. */
function certificate(): { key: string; der: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'lookalike-signer-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.der')];
  const uses = [
    'keyUsage=critical,digitalSignature',
    'extendedKeyUsage=critical,emailProtection',
    'basicConstraints=critical,CA:FALSE',
  ];
  const about = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-days',
    '30',
    '-subj',
    '/O=Nobody/CN=Test signer',
  ];
  const extensions = uses.flatMap((use) => ['-addext', use]);
  const files = ['-keyout', key, '-out', cert, '-outform', 'DER'];
  execFileSync('openssl', ['req', '-x509', '-nodes', ...about, ...extensions, ...files], { stdio: 'ignore' });
  const made = { key: readFileSync(key, 'utf8'), der: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return made;
}

/** Signs what is to be signed, as COSE wants it: the certificate beside the signature, zeros up to the reserved size. */
function coseOf({ key, der }: { key: string; der: Buffer }, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const about = cbor(
    new Map<number, unknown>([
      [1, ES256],
      [CERTIFICATES, der],
    ]),
  );
  const toSign = cbor(['Signature1', about, new Uint8Array(), payload]);
  const signature = sign('sha256', toSign, { key: createPrivateKey(key), dsaEncoding: 'ieee-p1363' });
  const whole = (pad: number): Buffer =>
    Buffer.concat([
      Buffer.from([0xc0 | COSE_SIGN1]),
      cbor([about, new Map([['pad', new Uint8Array(pad)]]), null, signature]),
    ]);
  const missing = RESERVED - whole(RESERVED / 2).length;
  return new Uint8Array(whole(RESERVED / 2 + missing));
}

/** A blob whose bytes are at hand at once: the library reads as workers do, and Node has no such reader. */
class ReadyBlob extends Blob {
  readonly ready: Uint8Array<ArrayBuffer>;

  constructor(ready: Uint8Array<ArrayBuffer>) {
    super([ready]);
    this.ready = ready;
  }

  override slice(start?: number, end?: number): Blob {
    return new ReadyBlob(this.ready.slice(start, end));
  }
}

class ReadySync {
  readAsArrayBuffer(blob: ReadyBlob): ArrayBuffer {
    return blob.ready.slice().buffer;
  }
}

/** A file that says, signed by nobody whom anybody knows, that a generator made it. Made here and now. */
export async function signedFile(file: Uint8Array<ArrayBuffer>, type: string, generator: string): Promise<Uint8Array> {
  await init({ module_or_path: readFileSync(fileURLToPath(import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm'))) });
  const source = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
  const actions = { actions: [{ action: 'c2pa.created', digitalSourceType: source }] };
  const definition = {
    claim_generator_info: [{ name: generator, version: '1' }],
    assertions: [{ label: 'c2pa.actions.v2', data: actions }],
  };
  Object.assign(globalThis, { FileReaderSync: ReadySync });
  const builder = WasmBuilder.fromJson(
    JSON.stringify(definition),
    JSON.stringify({ verify: { verify_after_sign: false } }),
  );
  const signer = certificate();
  const how = { alg: 'es256', reserveSize: RESERVED, sign: async (bytes: Uint8Array) => coseOf(signer, bytes) };
  return builder.sign(how, [], type, new ReadyBlob(file));
}
