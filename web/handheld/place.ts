import { signal } from '@preact/signals';
import type { Unit } from '../../domain/directory/documents.ts';
import { places } from '../shell/directory.ts';
import { gridNear, type Located, locate, type Position } from '../shell/position.ts';

/** Where the device is, as far as it was asked. */
export const fix = signal<Located | { state: 'none' | 'asking' }>({ state: 'none' });

export async function find(): Promise<void> {
  fix.value = { state: 'asking' };
  fix.value = await locate();
}

export const gridOf = (place: Position): Unit | undefined => gridNear([...places.value.units.values()], place);

/** Whether a unit is another, or lies below it. */
export function isWithin(id: string, ancestor: string): boolean {
  for (let unit: string | undefined = id; unit !== undefined; unit = places.value.units.get(unit)?.parent) {
    if (unit === ancestor) return true;
  }
  return false;
}

/** The grids for which an officer with these units may take matters in. */
export const gridsOf = (units: readonly string[]): Unit[] =>
  [...places.value.units.values()].filter(
    ({ id, level, retired }) => level === 'grid' && !retired && units.some((own) => isWithin(id, own)),
  );
