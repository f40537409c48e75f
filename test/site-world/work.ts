import type { Page } from 'playwright-core';

/** Time that scripts took in a page while something happened, in milliseconds of one clock. */
export interface Work {
  readonly ours: number;
  readonly others: number;
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly url: string; readonly functionName: string };
  readonly children?: readonly number[];
}

/** Functions of the browser have no address: they work for the one that called them. */
function ownersOf(nodes: readonly ProfileNode[]): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const owners = new Map<number, string>();
  const visit = (id: number, caller: string): void => {
    const node = byId.get(id);
    const isIdle = node?.callFrame.functionName === '(idle)' || node?.callFrame.functionName === '(program)';
    const owner = isIdle ? '' : node?.callFrame.url || caller;
    owners.set(id, owner);
    for (const child of node?.children ?? []) visit(child, owner);
  };
  const [root] = nodes;
  if (root !== undefined) visit(root.id, '');
  return owners;
}

/** What our content script and the page itself took of the page's main thread while this ran. */
export async function workDuring(page: Page, happens: () => Promise<unknown>): Promise<Work> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 1000 });
  await session.send('Profiler.start');
  await happens();
  const { profile } = await session.send('Profiler.stop');
  await session.detach();
  const owners = ownersOf(profile.nodes);
  const work = { ours: 0, others: 0 };
  for (const [i, id] of (profile.samples ?? []).entries()) {
    const owner = owners.get(id) ?? '';
    const took = (profile.timeDeltas?.[i] ?? 0) / 1000;
    if (owner.startsWith('chrome-extension:')) work.ours += took;
    else if (owner !== '') work.others += took;
  }
  return work;
}
