import { ANIMALS } from './animals.ts';
import { OBJECTS } from './objects.ts';
import { PEOPLE } from './people.ts';
import type { Thing } from './thing.ts';
import { VEHICLES } from './vehicles.ts';

export const THINGS = { ...PEOPLE, ...ANIMALS, ...OBJECTS, ...VEHICLES } as const satisfies Readonly<
  Record<string, Thing>
>;
export type ThingName = keyof typeof THINGS;
export const THING_NAMES = Object.keys(THINGS) as readonly ThingName[];
