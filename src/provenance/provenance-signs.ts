import type { Sign, SignNote } from '../sign.ts';
import type { ManifestFacts } from './manifest.ts';
import type { Provenance } from './read-provenance.ts';

/** IPTC digital source types of media made by a trained model, wholly. */
const MADE_BY_AI = new Set(['trainedAlgorithmicMedia']);
/** Of media that a trained model had a part in. */
const PARTLY_BY_AI = new Set(['compositeWithTrainedAlgorithmicMedia', 'compositeSynthetic']);

const isAmong = (types: readonly string[], set: ReadonlySet<string>): string | undefined =>
  types.find((type) => set.has(type));

function manifestSign(facts: ManifestFacts): Sign | null {
  const made = isAmong(facts.sourceTypes, MADE_BY_AI);
  const partly = isAmong(facts.sourceTypes, PARTLY_BY_AI);
  const within = isAmong(facts.ingredientTypes, MADE_BY_AI);
  const type = made ?? partly ?? within;
  if (type === undefined) return null;
  const isWhole = made !== undefined;
  const part: SignNote[] = isWhole ? [] : [partly === undefined ? 'ingredient' : 'partly'];
  const hash: SignNote = facts.hash === 'holds' ? 'signed' : facts.hash === 'broken' ? 'tampered' : 'unchecked';
  return {
    kind: 'provenance',
    // A broken or unchecked hash may belong to another file: then the record only claims.
    strength: isWhole && facts.hash === 'holds' ? 'strong' : 'weak',
    cue: [facts.generator, type, facts.signer]
      .filter((text) => text !== '')
      .join(' · ')
      .slice(0, 300),
    generator: isWhole ? facts.generator : '',
    notes: [hash, ...part, ...facts.trust],
  };
}

function xmpSign({ xmp }: Pick<Provenance, 'xmp'>): Sign | null {
  if (xmp === null) return null;
  const made = isAmong([xmp.sourceType], MADE_BY_AI);
  const type = made ?? isAmong([xmp.sourceType], PARTLY_BY_AI);
  if (type === undefined) return null;
  const cue = [xmp.tool, type].filter((text) => text !== '').join(' · ');
  return {
    kind: 'provenance',
    strength: 'weak',
    cue,
    generator: '',
    notes: made === undefined ? ['unsigned', 'partly'] : ['unsigned'],
  };
}

/** Signs of AI origin in a file's provenance: signed and whole it is strong, otherwise it "claims to be". */
export function provenanceSigns(provenance: Pick<Provenance, 'manifest' | 'xmp'>): Sign[] {
  const signed = provenance.manifest === null ? null : manifestSign(provenance.manifest);
  const unsigned = xmpSign(provenance);
  return [signed, unsigned].filter((sign) => sign !== null);
}
