/** An address without what stands behind its path: sites put passes of the person's own there. Empty where it is none. */
export function plainAddress(address: string): string {
  const url = URL.parse(address);
  return url === null ? '' : url.origin + url.pathname;
}
