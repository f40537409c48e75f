import type { Fault } from '../../../src/evidence/check.ts';
import type { Manifest } from '../../../src/evidence/manifest.ts';
import type { Recomputation, Recomputed } from '../../../src/evidence/recompute.ts';
import type { SealedRecord } from '../../../src/evidence/sealed-record.ts';
import { entryName } from '../../../src/lexicon.ts';
import type { Match } from '../../../src/match.ts';
import { keyPart, language, say } from '../../ui/say.ts';
import type { Verified } from './verify-file.ts';
import { ownKey } from './verify-state.ts';

const matchText = (matches: readonly Match[]): string =>
  matches.length === 0
    ? say('verify_nothing')
    : matches
        .map(({ entry, score }) => say('verify_match', entryName(entry, language()), String(Math.round(score * 100))))
        .join(say('list_separator'));

function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  return (
    <ul class="why">
      {faults.map(({ kind, path }) => (
        <li key={`${kind}${path}`}>
          {path !== '' && (
            <code>
              <bdi>{path}</bdi>
            </code>
          )}{' '}
          {say(`verify_fault_${keyPart(kind)}`)}
        </li>
      ))}
    </ul>
  );
}

/** Which build of the extension, told by the hash of its list of files. */
function Build({ hash }: { readonly hash: string | null }) {
  if (hash === null) return <p class="faint">{say('verify_build_unknown')}</p>;
  return (
    <p class="faint">
      {say('verify_build')} <code class="hash">{hash}</code>
    </p>
  );
}

/** Whose key, as far as this browser can tell: its own, or one to be compared by another way. */
function Key({ manifest }: { readonly manifest: Manifest }) {
  const { public: hex, link } = manifest.key;
  return (
    <>
      <p>{say(hex === ownKey.value ? 'verify_key_own' : 'verify_key_other')}</p>
      <p>
        <code class="hash">{hex}</code>
      </p>
      {link !== null && (
        <p class="faint">
          {say(`verify_link_${link.reason}`)} <code class="hash">{link.previous}</code>
        </p>
      )}
      {link?.reason === 'rotated' && link.restored !== undefined && (
        <p class="faint">
          {say('verify_link_restored')} <code class="hash">{link.restored}</code>
        </p>
      )}
    </>
  );
}

function Frame({ frame }: { readonly frame: Recomputed }) {
  const { sealed, outcome, matches } = frame;
  const { reading } = sealed;
  return (
    <li>
      {say('verify_frame', reading.time.toFixed(1), say(`verify_outcome_${keyPart(outcome)}`))}
      {sealed.still === null && ` ${say('view_input_only')}`}
      <p class="faint">{say('verify_sealed', matchText(reading.matches), reading.modelVersion, reading.packVersion)}</p>
      {outcome !== 'reproduced' && outcome !== 'unreadable' && (
        <p class="faint">{say('verify_here', matchText(matches))}</p>
      )}
    </li>
  );
}

function Model({ recomputation }: { readonly recomputation: Recomputation | null }) {
  if (recomputation === null) return null;
  const { outcome, frames } = recomputation;
  return (
    <section>
      <h3 class={['differs', 'unreadable', 'not-shown'].includes(outcome) ? 'verify-bad' : ''}>
        {say(`verify_outcome_${keyPart(outcome)}`)}
      </h3>
      <ul class="facts">
        {frames.map((frame) => (
          <Frame key={frame.sealed.input} frame={frame} />
        ))}
      </ul>
    </section>
  );
}

/** What the media file said of itself: its signature is checked again here, its file is not at hand. */
function Origin({ record }: { readonly record: SealedRecord }) {
  if (record === null) return null;
  if (record === 'unreadable') return <p class="verify-bad">{say('verify_record_unreadable')}</p>;
  const { generator, sourceTypes, signer, signedAt, hash } = record;
  return (
    <section>
      <h3>{say('verify_record')}</h3>
      <ul class="facts">
        <li>
          {say('source_generator')} <bdi>{generator}</bdi>{' '}
          {sourceTypes.length > 0 && <code>{sourceTypes.join(' ')}</code>}
        </li>
        <li>
          {say('source_signer')} <bdi>{signer}</bdi> {signedAt}
        </li>
        <li class={hash === 'broken' ? 'verify-bad' : ''}>
          {say(hash === 'broken' ? 'verify_record_broken' : 'verify_record_holds')}
        </li>
      </ul>
    </section>
  );
}

/** What was found of one bundle. */
export function Result({ result }: { readonly result: Verified }) {
  return (
    <article class="card" data-result={result.kind}>
      <h2>
        <bdi>{result.name}</bdi>
      </h2>
      {result.kind === 'broken' ? (
        <>
          <p class="message message-bad">{say('verify_broken')}</p>
          <Faults faults={result.faults} />
        </>
      ) : (
        <>
          <p class="message verify-good">{say('verify_intact', String(result.manifest.files.length))}</p>
          <p>{say('verify_sealed_at', result.manifest.sealedAt, result.manifest.extension.version)}</p>
          <Build hash={result.manifest.extension.sha256 ?? null} />
          <Key manifest={result.manifest} />
          <Model recomputation={result.recomputation} />
          <Origin record={result.record} />
          <p class="faint">{say('verify_not_proven')}</p>
        </>
      )}
    </article>
  );
}
