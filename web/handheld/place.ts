import { signal } from '@preact/signals';
import type { Unit } from '../../domain/directory/documents.ts';
import { lineOf, places } from '../shell/directory.ts';
import { gridNear, type Located, locate, type Position } from '../shell/position.ts';

/** Where the device is, as far as it was asked. */
export const fix = signal<Located | { state: 'none' | 'asking' }>({ state: 'none' });

export async function find(): Promise<void> {
  fix.value = { state: 'asking' };
  fix.value = await locate();
}

export const gridOf = (place: Position): Unit | undefined => gridNear([...places.value.units.values()], place);

/** Whether a unit is one of these, or lies below one. */
export const isWithin = (id: string, units: readonly string[]): boolean =>
  lineOf(id).some((unit) => units.includes(unit.id));

/** The grids for which an officer with these units may take matters in. */
export const gridsOf = (units: readonly string[]): Unit[] =>
  [...places.value.units.values()].filter(
    ({ id, level, retired }) => level === 'grid' && !retired && isWithin(id, units),
  );
