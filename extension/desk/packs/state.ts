import { computed, signal } from '@preact/signals';
import type { BuiltEntry } from '../../../src/pack-build/build-entry.ts';
import { curveOf, estimateAt, pictureWorths } from '../../../src/pack-build/estimate.ts';
import { EMPTY_FORM, type OwnEntryForm } from '../../../src/pack-build/own-entry.ts';
import type { RgbaPicture } from '../../../src/pack-build/sheet.ts';
import type { DamagedPack, OwnPack } from '../../own-packs.ts';

export const ownPacks = signal<readonly OwnPack[]>([]);
/** Stored packs that cannot be read any more. */
export const damagedPacks = signal<readonly DamagedPack[]>([]);

/** A picture that may go into an entry. */
export interface Candidate {
  readonly id: number;
  readonly name: string;
  readonly url: string;
  readonly picture: RgbaPicture;
}
export const candidates = signal<readonly Candidate[]>([]);
export const form = signal<OwnEntryForm>(EMPTY_FORM);

/** The entry that was tried last and the pictures it was made from, until either changes. */
export interface Tried {
  readonly built: BuiltEntry;
  readonly candidates: readonly Candidate[];
}
export const tried = signal<Tried | null>(null);
/** Share of the work that is done, or null while nothing is built. */
export const progress = signal<number | null>(null);
export const flag = signal(1);

export const worths = computed(() => (tried.value === null ? [] : pictureWorths(tried.value.built, flag.value)));
export const estimate = computed(() => (tried.value === null ? null : estimateAt(tried.value.built, flag.value)));
export const curve = computed(() => (tried.value === null ? [] : curveOf(tried.value.built)));
