import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** What a page holds after everything that can go is gone, our content script in it. */
export interface Held {
  /** Megabytes of script memory. */
  readonly heapMb: number;
  /** Nodes of the page and those that only scripts still hold. */
  readonly nodes: number;
  readonly listeners: number;
}

export async function heldBy(page: Page): Promise<Held> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  // What is freed by the first collection lets go of what the second one frees.
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const of = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? 0;
  return { heapMb: usedSize / 1e6, nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

const read = (pid: string, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // The process ended meanwhile.
    return '';
  }
};

const parentOf = (pid: string): string => /^PPid:\s*(\d+)/m.exec(read(pid, 'status'))?.[1] ?? '0';

function isBelow(pid: string, ancestor: string): boolean {
  for (let one = pid; one !== '0' && one !== ''; one = parentOf(one)) if (one === ancestor) return true;
  return false;
}

/** Megabytes in use by the processes of extensions below this one: the engine with its worker, and the background. */
export function extensionMb(): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const ours = pids.filter(
    (pid) => read(pid, 'cmdline').includes('--extension-process') && isBelow(pid, String(process.pid)),
  );
  const kilobytes = ours.map((pid) => Number(/^RssAnon:\s*(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0));
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1000;
}
