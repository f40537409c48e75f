import { effect, signal } from '@preact/signals';
import type { Pack } from '../../../src/pack.ts';
import { PackError } from '../../../src/pack-file.ts';
import type { OwnPack } from '../../own-packs.ts';
import { installed } from '../installed.ts';
import { attempt } from '../notice.ts';
import { basePack, faultText, joinable } from './check.ts';
import { ownPacks } from './state.ts';

/** Why packs that are switched on are not used, by their id: a newer model may have come since they were made. */
export const packFaults = signal<ReadonlyMap<string, string>>(new Map());

async function faultsOf(packs: readonly OwnPack[]): Promise<Map<string, string>> {
  const base = await basePack();
  const faults = new Map<string, string>();
  const good: Pack[] = [];
  for (const { id, file } of packs.filter(({ isOn }) => isOn)) {
    try {
      good.push(joinable(file, base, good));
    } catch (error) {
      if (!(error instanceof PackError)) throw error;
      faults.set(id, faultText(error));
    }
  }
  return faults;
}

/** Checks the packs whenever they change, as the engine does when it loads them. */
export function followFaults(): void {
  effect(() => {
    const packs = ownPacks.value;
    if (typeof installed.value === 'string') return;
    attempt(async () => {
      packFaults.value = packs.length === 0 ? new Map() : await faultsOf(packs);
    });
  });
}
