/** The address as a link may carry it, or null: only https, and no user name that could pass for the host. */
export function secureAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, username, password, href } = new URL(address);
  return protocol === 'https:' && username === '' && password === '' ? href : null;
}
