import type { Category, Unit } from './documents.ts';
import { type Fault, faultAt, type Row } from './fault.ts';
import type { Rows } from './rows.ts';

/** Departments that a category suggests are departments in service, each once. */
export function categoryFaults({ units, categories }: Rows): Fault[] {
  const known = new Map(units.map((row) => [row.id, row]));
  return categories.flatMap((row) => (row.value ? departmentFaults(row, row.value, known) : []));
}

function departmentFaults(row: Row<Category>, { departments = [] }: Category, known: Map<string, Row<Unit>>): Fault[] {
  return departments.flatMap((id, index) => {
    const words = departments.indexOf(id) < index ? 'is given twice: remove one' : whyNot(known.get(id));
    return words === undefined ? [] : [faultAt(row, ['departments', index], words)];
  });
}

/** In words why a unit cannot be suggested; undefined if it can, or has faults of its own. */
function whyNot(unit: Row<Unit> | undefined): string | undefined {
  if (!unit) return 'is not a unit: add it or correct the category';
  if (!unit.value) return undefined;
  if (unit.value.level !== 'department') return `is a ${unit.value.level}: name a department`;
  return unit.value.retired ? 'is retired: take it out, or name the department that took over' : undefined;
}
