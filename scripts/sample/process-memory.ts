import { readdirSync, readFileSync } from 'node:fs';

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

/** Megabytes in use by the processes below this one whose command line says so. */
function megabytesOf(isWanted: (command: string) => boolean): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const ours = pids.filter((pid) => isWanted(read(pid, 'cmdline')) && isBelow(pid, String(process.pid)));
  const kilobytes = ours.map((pid) => Number(/^RssAnon:\s*(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0));
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1000;
}

/** Megabytes in use by the processes of extensions below this one: the engine with its worker, the background, and pages of ours. */
export const extensionMb = (): number => megabytesOf((command) => command.includes('--extension-process'));

/** The same for a whole browser, all of its processes. */
export const browserMb = (): number => megabytesOf((command) => /chromium|firefox/.test(command));
