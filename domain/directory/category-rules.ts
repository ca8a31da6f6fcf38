import type { Category, Unit } from './documents.ts';
import { type Fault, faultAt, type Path, type Row } from './fault.ts';
import type { Rows } from './rows.ts';

/** Departments that a category suggests are departments in service, each once; what it asks has codes of its own. */
export function categoryFaults({ units, categories }: Rows): Fault[] {
  const known = new Map(units.map((row) => [row.id, row]));
  return categories.flatMap((row) =>
    row.value ? [...departmentFaults(row, row.value, known), ...attributeFaults(row, row.value)] : [],
  );
}

function attributeFaults(row: Row<Category>, { attributes = [] }: Category): Fault[] {
  const twice = (keys: readonly string[], path: (index: number) => Path): Fault[] =>
    keys.flatMap((key, index) =>
      keys.indexOf(key) < index ? [faultAt(row, path(index), 'is given twice: choose another')] : [],
    );
  return [
    ...twice(
      attributes.map(({ code }) => code),
      (index) => ['attributes', index, 'code'],
    ),
    ...attributes.flatMap(({ values = [] }, at) =>
      twice(
        values.map(({ key }) => key),
        (index) => ['attributes', at, 'values', index, 'key'],
      ),
    ),
  ];
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
