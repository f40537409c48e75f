import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureDesk } from './bench/desk.ts';
import { measureInChromium } from './bench/in-chromium.ts';
import { measureInference, measureZip } from './bench/in-node.ts';
import { measureKeeping } from './bench/keep.ts';
import type { Measured } from './bench/times.ts';
import { buildSampleExtension } from './build.ts';
import { columns } from './print-errors.ts';

/** Measures the budgets of the design on this machine, as ratios within one run wherever there is something to set against. */
async function main(): Promise<boolean> {
  const outDir = mkdtempSync(join(tmpdir(), 'lookalike-bench-'));
  try {
    await buildSampleExtension(outDir, []);
    const chrome = join(outDir, 'chrome');
    const measured = [
      ...(await measureInference()),
      ...measureZip(chrome),
      ...(await measureInChromium(chrome)),
      ...(await measureDesk(chrome)),
      ...(await measureKeeping()),
    ];
    const row = ({ what, value, budget, isKept }: Measured) => [what, value, budget, isKept ? 'kept' : 'MISSED'];
    console.log(columns([['what', 'measured', 'budget', ''], ...measured.map(row)]));
    return measured.every(({ isKept }) => isKept);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
