import type { EntryFacts } from './entry-pack.ts';

/** What a person typed about a character of their own. */
export interface OwnEntryForm {
  /** One `language=name` a line, such as `en=Momo`. */
  readonly names: string;
  readonly owner: string;
  readonly franchise: string;
  /** Separated by spaces, with or without the #. */
  readonly hashtags: string;
}

export const EMPTY_FORM: OwnEntryForm = { names: '', owner: '', franchise: '', hashtags: '' };

export const FORM_FAULTS = ['no-name', 'bad-name', 'no-owner'] as const;
export type FormFault = (typeof FORM_FAULTS)[number];

/** Names by language, or null where a line is none. */
export function namesOf(text: string): Record<string, string[]> | null {
  const names: Record<string, string[]> = {};
  for (const line of text.split('\n').map((part) => part.trim())) {
    if (line === '') continue;
    const [, language, name] = /^([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\s*=\s*(.{1,200})$/u.exec(line) ?? [];
    if (language === undefined || name === undefined) return null;
    names[language] = [...(names[language] ?? []), name.trim()];
  }
  return names;
}

/** An id that no shipped entry can have. A name without Latin letters gives one from its code points. */
export function ownId(names: Readonly<Record<string, readonly string[]>>): string {
  const name = names.en?.[0] ?? Object.values(names)[0]?.[0] ?? '';
  const latin = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const points = [...name].map((char) => (char.codePointAt(0) ?? 0).toString(16)).join('-');
  return `own-${latin === '' ? points : latin}`.slice(0, 90);
}

/** The facts of a pack from the form, or what is missing in it. */
export function factsFrom(form: OwnEntryForm, version: string): EntryFacts | FormFault {
  const names = namesOf(form.names);
  if (names === null) return 'bad-name';
  if (Object.keys(names).length === 0) return 'no-name';
  if (form.owner.trim() === '') return 'no-owner';
  const id = ownId(names);
  return {
    id,
    version,
    names,
    owner: form.owner.trim().slice(0, 200),
    franchise: form.franchise.trim().slice(0, 200) || id,
    ambiguousNames: [],
    hashtags: form.hashtags
      .split(/[\s,]+/)
      .map((tag) => tag.replace(/^#/, '').slice(0, 200))
      .filter((tag) => tag !== '')
      .slice(0, 100),
  };
}
