import type { Provenance } from '../../src/provenance/read-provenance.ts';
import type { FileSigns } from '../provenance.ts';
import { notesOf } from './reasons.ts';
import { keyPart, say } from './say.ts';

/** What the signed record says, fact by fact. */
export function RecordFacts({ provenance }: { readonly provenance: Provenance }) {
  const { manifest, xmp, trouble } = provenance;
  return (
    <ul class="facts">
      {trouble !== null && <li>{say(`source_trouble_${keyPart(trouble)}`)}</li>}
      {manifest === null && trouble === null && <li>{say('source_no_manifest')}</li>}
      {manifest !== null && (
        <li>
          {say('source_generator')} <bdi>{manifest.generator}</bdi>
        </li>
      )}
      {manifest !== null && (
        <li>
          {say('source_signer')} <bdi>{manifest.signer}</bdi>
        </li>
      )}
      {manifest !== null && <li>{say(`source_hash_${manifest.hash}`)}</li>}
      {xmp?.isManifestElsewhere && <li>{say('source_elsewhere')}</li>}
    </ul>
  );
}

/** What a file says of its own origin: whether AI made it, how far to believe that, and the facts. */
export function ProvenanceFacts({ provenance, signs }: FileSigns) {
  return (
    <>
      <p>
        {signs.length === 0 ? say('source_no_sign') : say(`source_sign_${signs[0]?.strength ?? 'weak'}`)}{' '}
        {signs.flatMap(notesOf).join(' ')}
      </p>
      <RecordFacts provenance={provenance} />
    </>
  );
}
