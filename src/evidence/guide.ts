import type { Sealing } from './seal.ts';

/** What a bundle holds, by its kind. */
const HOLDS = {
  flag: `- \`flag.json\`: the post (site, id, address, account, caption, time as the page said), in \`pageAddress\` the page as the
  browser named it, the verdict with every match and every sign word for word, and what a person said of it.
- \`frames/N-native.png\`: the very frame that was read, lossless, at the size of the video: its decoded planes turned
  into RGB, which rounds colours to whole numbers and nothing else. Where it is missing, the browser did not give it
  and only the model's input was kept; \`frames/N-reading.json\` then says \`"still": null\`.
- \`frames/N-input.png\`: the exact picture that the model was given. Running the same model on it gives the same scores.
  Where the reading names a \`part\`, that corner of the frame was looked at by itself, 60 % of both sides; places are of the whole frame.
- \`frames/N-reading.json\`: what the model said of it, the time in the video, and the model's and pack's versions.
- \`frames/N-mark-M.png\`: what was taken for a generator's mark, cut out of the frame.
- \`provenance/manifest-store.c2pa\`, where the media file was read and has one: the signed record (C2PA, in JUMBF) that the
  file carries of its own origin, byte for byte. Any reader of \`.c2pa\` files checks the signature in it. Whether the
  video is the one it was made for can only be checked with the media file, whose SHA-256 is in \`provenance/media.json\`.
- \`provenance/source-file.json\`, where no post but a file of the person's own was looked at: its name, size, times and
  SHA-256. \`flag.json\` then has no address, and its caption is the name of the file.
- \`screenshot.png\`, where it was allowed: the post as it stood in the page.
- \`custody.json\`: what happened to all this until it was sealed, with the times of the local clock.`,
  case: `- \`bundles/*.zip\`: evidence bundles, each sealed and verifiable by itself, each with a \`VERIFY.md\` of its own.
- \`index.html\` (to read and print), \`index.csv\` and \`index.json\`: what is in them.
- \`pictures/*.png\`: one frame of each, for the index.`,
} as const;

/** `VERIFY.md`: how anybody checks the bundle with common tools, and what that does and does not prove. */
export function guideText({ kind, key, sealedAt }: Pick<Sealing, 'kind' | 'key' | 'sealedAt'>): string {
  return `# How to verify this bundle

Sealed by Lookalike at ${sealedAt}, by the clock of the device, with the Ed25519 key

    ${key.public}

## What is in it

${HOLDS[kind]}

## Verify it without Lookalike

Unpack the ZIP into an empty folder and run there (OpenSSL 3.0 or newer, and sha256sum of GNU coreutils):

\`\`\`sh
openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in manifest.json -sigfile manifest.sig
sha256sum --check --strict SHA256SUMS
sha256sum SHA256SUMS    # must be the value that manifest.json gives for it
\`\`\`

The first line must say "Signature Verified Successfully". The second checks every file but \`SHA256SUMS\` itself,
\`manifest.json\` and \`manifest.sig\`; the third ties that list to the signed manifest. A file that is in the folder and
not in the manifest is not part of the evidence. \`manifest.json\` is JSON in the canonical form of RFC 8785.

## Verify it with Lookalike

Drop the ZIP on the extension's page "Verify evidence", or run \`npm run verify -- BUNDLE.zip\` in its source. Both also
run the installed model on the sealed inputs again and say whether the verdict is reproduced.

## Which build of Lookalike sealed it

\`extension.sha256\` in \`manifest.json\` is the SHA-256 of \`build.json\` in the extension that sealed this bundle, and
\`build.json\` lists every other file of that extension. Unpack a published ZIP of that version and run in its folder:

\`\`\`sh
sha256sum build.json    # must be the value of extension.sha256
jq -r '.files[] | .sha256 + "  " + .path' build.json | sha256sum --check --strict
\`\`\`

A store adds a folder of its own (\`_metadata\`, \`META-INF\`), which is not listed. Where the value is null or not there, the
extension had no such list. It is the extension's own word: one that was changed can state the hash of another.

## What the signature proves

- Nobody changed a byte of any listed file since it was sealed, or they hold the private key.
- All bundles with this key were sealed by the same installation. \`previous\` in the manifest names the manifest that
  this key signed before, so bundles cannot be slipped in between or taken out of a row unnoticed.
- With the same model, anybody gets the same scores from the sealed inputs.

## What it does not prove

- **Who** sealed it. The key was made in a browser and no authority vouches for it. Compare the key above with one that
  you got from the person by another way.
- **When**. All times are those of a device whose clock can be set to anything. Where the time matters, have the
  SHA-256 of the ZIP time-stamped or lodged with somebody on the day.
- **That the site showed this.** Whoever controls the device can feed anything to a browser and seal it with a key of
  their own. A second, independent capture speaks to that; a signature cannot.
- **That the video is AI-made, or whose the character is.** The verdict is a machine suggestion. Its model errs at
  published rates, marks and labels are forged and removed, and likeness is no proof of anything about rights: licences,
  parody, fan art and works in the public domain exist. A person must judge.
`;
}
