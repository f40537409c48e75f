import { secureAddress } from '../secure-address.ts';
import type { CaseRow } from './case-bundle.ts';
import type { CaseWords } from './case-words.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of a page in a document of ours: never markup. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

const STYLE = `
:root { color-scheme: light; font: 11pt/1.4 system-ui, "Hiragino Sans", "Noto Sans CJK JP", sans-serif; }
body { max-width: 180mm; margin: 10mm auto; padding: 0 4mm; color: #1c1f26; background: #fff; }
article { display: grid; grid-template-columns: 60mm 1fr; gap: 5mm; padding: 4mm 0; border-top: 1px solid #bbb; break-inside: avoid; }
img { max-width: 60mm; max-height: 80mm; }
dl { display: grid; grid-template-columns: max-content 1fr; align-content: start; gap: 1mm 3mm; margin: 0; overflow-wrap: anywhere; }
dt { color: #5a6170; } dd { margin: 0; } h2 { grid-column: 1 / -1; margin: 0; font-size: 12pt; }
code { font-size: 8pt; } @media (max-width: 600px) { article { grid-template-columns: 1fr; } }
`;

const pair = (name: string, html: string): string =>
  html === '' ? '' : `<dt>${escapeHtml(name)}</dt><dd>${html}</dd>`;

const quoted = (text: string): string => (text === '' ? '' : `<bdi>${escapeHtml(text)}</bdi>`);

function linkTo(permalink: string): string {
  const address = secureAddress(permalink);
  const text = quoted(permalink);
  return address === null ? text : `<a href="${escapeHtml(address)}" rel="noopener noreferrer">${text}</a>`;
}

function articleOf(row: CaseRow, words: CaseWords): string {
  const picture =
    row.picture === ''
      ? `<p>${escapeHtml(words.noPicture)}</p>`
      : `<img src="${escapeHtml(row.picture)}" alt="${escapeHtml(row.looksLike)}">`;
  const percent = Math.round(row.likeness * 100);
  return `<article>
<h2>${row.number}. ${escapeHtml(row.looksLike)}</h2>
<div>${picture}</div>
<dl>
${pair(words.post, linkTo(row.permalink))}
${pair(words.account, quoted(row.account))}
${pair(words.posted, quoted(row.postedAt))}
${pair(words.seen, escapeHtml(row.firstSeenAt))}
${pair(words.verdict, escapeHtml(`${words.verdicts[row.verdict]}, ${percent}/100 (${row.modelVersion}, ${row.packVersion})`))}
${pair(words.signs, quoted(row.signs))}
${pair(words.caption, quoted(row.caption))}
${pair(words.bundle, `${escapeHtml(row.bundle)}<br><code>${escapeHtml(row.bundleSha256)}</code>`)}
</dl>
</article>`;
}

/** A page to read and print, beside the pictures it shows. It loads nothing else and runs nothing. */
export function indexHtml(rows: readonly CaseRow[], words: CaseWords): string {
  const policy = "default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'";
  return `<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeHtml(words.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(words.title)} (${rows.length})</h1>
<p>${escapeHtml(words.note)}</p>
${rows.map((row) => articleOf(row, words)).join('\n')}
</body>
</html>
`;
}
