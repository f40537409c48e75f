import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureBackup } from './bench/backup.ts';
import { measureDesk } from './bench/desk.ts';
import { measureInChromium } from './bench/in-chromium.ts';
import { measureInference, measureZip } from './bench/in-node.ts';
import { measureInPage } from './bench/in-page.ts';
import type { Measured } from './bench/times.ts';
import { buildSampleExtension } from './build.ts';
import { columns } from './print-errors.ts';

type Part = (chrome: string) => Promise<readonly Measured[]> | readonly Measured[];
const PARTS: Readonly<Record<string, Part>> = {
  inference: measureInference,
  zip: measureZip,
  page: measureInChromium,
  desk: measureDesk,
  backup: measureBackup,
  frames: measureInPage,
};

/**
 * Measures the budgets of the design on this machine, as ratios within one run wherever there is something to set
 * against: all of them, or the named parts.
 */
async function main(names: readonly string[]): Promise<boolean> {
  const parts = names.map((name) => PARTS[name]);
  if (parts.some((part) => part === undefined)) throw new Error(`the parts are ${Object.keys(PARTS).join(', ')}`);
  const outDir = mkdtempSync(join(tmpdir(), 'lookalike-bench-'));
  try {
    await buildSampleExtension(outDir, []);
    const chrome = join(outDir, 'chrome');
    const measured: Measured[] = [];
    for (const part of parts) if (part !== undefined) measured.push(...(await part(chrome)));
    const row = ({ what, value, budget, isKept }: Measured) => [what, value, budget, isKept ? 'kept' : 'MISSED'];
    console.log(columns([['what', 'measured', 'budget', ''], ...measured.map(row)]));
    return measured.every(({ isKept }) => isKept);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

try {
  const named = process.argv.slice(2);
  process.exitCode = (await main(named.length === 0 ? Object.keys(PARTS) : named)) ? 0 : 1;
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
