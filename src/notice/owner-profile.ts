import * as v from 'valibot';

const line = v.fallback(v.pipe(v.string(), v.maxLength(300)), '');
const text = v.fallback(v.pipe(v.string(), v.maxLength(4000)), '');

/** What an owner, or an agent of one, would have to write into every notice. It stays on the device. */
export const ownerProfileSchema = v.object({
  name: line,
  /** An agent acts for the owner, and says for whom. */
  capacity: v.fallback(v.picklist(['owner', 'agent'] as const), 'owner'),
  onBehalfOf: line,
  address: line,
  phone: line,
  email: line,
  /** What the rights rest on: author, registration, licence chain. */
  basis: text,
});
export type OwnerProfile = v.InferOutput<typeof ownerProfileSchema>;

/** A profile from whatever storage held; what is damaged is empty and will be named as missing. */
export function ownerProfileFrom(stored: unknown): OwnerProfile {
  const source = typeof stored === 'object' && stored !== null ? stored : {};
  const { name, capacity, onBehalfOf, address, phone, email, basis } = { ...EMPTY, ...source };
  return v.parse(ownerProfileSchema, { name, capacity, onBehalfOf, address, phone, email, basis });
}

const EMPTY = { name: '', capacity: 'owner', onBehalfOf: '', address: '', phone: '', email: '', basis: '' };
export const EMPTY_PROFILE: OwnerProfile = ownerProfileFrom(null);
