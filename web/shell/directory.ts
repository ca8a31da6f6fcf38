import { signal } from '@preact/signals';
import type { Category, Unit } from '../../domain/directory/documents.ts';
import { get } from './api.ts';
import { nameOf } from './words.ts';

/** The tree of units and the categories, by id, as this page knows them. */
export interface Places {
  revision: number;
  units: ReadonlyMap<string, Unit>;
  children: ReadonlyMap<string | undefined, readonly Unit[]>;
  categories: ReadonlyMap<string, Category>;
}

export const placesOf = (revision: number, units: readonly Unit[], categories: readonly Category[]): Places => ({
  revision,
  units: new Map(units.map((unit) => [unit.id, unit])),
  children: byParent(units),
  categories: new Map(categories.map((category) => [category.id, category])),
});

function byParent(units: readonly Unit[]): Map<string | undefined, Unit[]> {
  const children = new Map<string | undefined, Unit[]>();
  for (const unit of units) children.set(unit.parent, [...(children.get(unit.parent) ?? []), unit]);
  return children;
}

export const places = signal<Places>(placesOf(0, [], []));

interface Rows<T> {
  revision: number;
  rows: T[];
}

/** Reads units and categories from the server; what is known stays if that fails. True if they were read. */
export async function loadPlaces(): Promise<boolean> {
  const [units, categories] = await Promise.all([get<Rows<Unit>>('/units'), get<Rows<Category>>('/categories')]);
  if (!units.ok || !categories.ok) return false;
  places.value = placesOf(units.value.revision, units.value.rows, categories.value.rows);
  return true;
}

/** From the root down to a unit, the unit last; nothing of one that this page does not know. */
export function lineOf(id: string): Unit[] {
  const unit = places.value.units.get(id);
  if (!unit) return [];
  return [...(unit.parent === undefined ? [] : lineOf(unit.parent)), unit];
}

/** The name of a unit, or its id if this page does not know it. */
export function unitName(id: string): string {
  const unit = places.value.units.get(id);
  return unit ? nameOf(unit) : id;
}
export function categoryName(id: string): string {
  const category = places.value.categories.get(id);
  return category ? nameOf(category) : id;
}
