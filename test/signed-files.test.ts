import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { fileProvenance } from '../scripts/scan-provenance.ts';
import { RECORD_FILE, readSealedRecord } from '../src/evidence/sealed-record.ts';
import { bytesSource } from '../src/provenance/byte-source.ts';
import { loadC2pa, reportOf } from '../src/provenance/c2pa.ts';
import { provenanceSigns } from '../src/provenance/provenance-signs.ts';
import { readProvenance } from '../src/provenance/read-provenance.ts';

const FOLDER = fileURLToPath(new URL('../../shared/data/c2pa/', import.meta.url));
const SORA = `${FOLDER}videostotrain__vid.mp4`;

describe.skipIf(!existsSync(SORA))('signed files (skipped where the private data is missing)', () => {
  it.each([
    ['videostotrain__vid.mp4', 'Sora', 'strong', ['signed', 'untrusted', 'expired']],
    ['data_fixtures_provenance_firefly-1.png', 'Adobe Firefly', 'strong', ['signed', 'untrusted']],
    ['data_fixtures_provenance_chatgpt-1.png', 'ChatGPT', 'strong', ['signed', 'untrusted', 'expired']],
    ['data_fixtures_provenance_flux-1.jpg', 'Black Forest Labs API', 'strong', ['signed', 'untrusted', 'expired']],
  ])('%s is signed as AI by %s', async (file, generator, strength, notes) => {
    const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no request'));
    const [sign] = provenanceSigns(await fileProvenance(FOLDER + file));
    expect(sign).toMatchObject({ generator, strength, notes });
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });

  it.each([
    ['image__jpeg__adobe-20220124-XCI.jpg', 'broken'],
    ['test__media__cards_invalid.jpg', 'broken'],
    ['image__jpeg__adobe-20220124-CAI.jpg', 'holds'],
    ['sdk__tests__fixtures__video1.mp4', 'holds'],
  ])('the hash of %s: %s', async (file, hash) => {
    expect((await fileProvenance(FOLDER + file)).manifest?.hash).toBe(hash);
  });

  const original = (): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(SORA));
  const readBytes = async (bytes: Uint8Array<ArrayBuffer>) => {
    await loadC2pa(readFileSync(fileURLToPath(import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm'))));
    return readProvenance(bytesSource(bytes), reportOf);
  };

  it.each([
    [
      'with bytes appended',
      (bytes: Uint8Array) => new Uint8Array([...bytes, 0, 0, 0, 12, 102, 114, 101, 101, 1, 2, 3, 4]),
    ],
    [
      'with one byte of its picture changed',
      (bytes: Uint8Array) => new Uint8Array(bytes).fill(7, bytes.length - 1000, bytes.length - 999),
    ],
    ['cut in half', (bytes: Uint8Array) => new Uint8Array(bytes.slice(0, bytes.length / 2))],
  ])('the Sora clip %s only claims to be Sora', async (_, spoil) => {
    const found = await readBytes(spoil(original()));
    for (const sign of provenanceSigns(found)) expect(sign).toMatchObject({ strength: 'weak' });
    expect(found.manifest === null || found.manifest.hash === 'broken').toBe(true);
  });

  it('gives a record to a bundle from which it is read again, signature and all, and told when it was changed', async () => {
    const { manifestStore } = await readBytes(original());
    const store = manifestStore ?? new Uint8Array(0);
    const sealed = (bytes: Uint8Array<ArrayBuffer>) => readSealedRecord(new Map([[RECORD_FILE, bytes]]), readBytes);
    expect(await sealed(store)).toMatchObject({
      generator: 'Sora',
      hash: 'unchecked',
      signer: expect.stringContaining('OpenAI'),
    });
    const changed = store.slice();
    changed[Buffer.from(store).indexOf('trainedAlgorithmicMedia')] = 0x54;
    expect(await sealed(changed)).toMatchObject({ hash: 'broken' });
  });

  // Each reads and hashes the whole file, which takes its time on a busy machine.
  it('stays up whatever is done to the record', { timeout: 120_000 }, async () => {
    const bytes = original();
    for (let i = 0; i < 20; i++) {
      const spoilt = new Uint8Array(bytes);
      spoilt.fill(i * 37, 40 + i * 422, 44 + i * 422);
      const found = await readBytes(spoilt);
      expect(
        provenanceSigns(found).every(({ strength }) => strength === 'weak') || found.manifest?.hash === 'holds',
      ).toBe(true);
    }
  });
});
