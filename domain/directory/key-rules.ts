import { type Fault, faultAt, type Row, textOf } from './fault.ts';
import type { Rows } from './rows.ts';

/** What must stand in one row only: ids, the unit of a roster, the subject and the telephone of an officer. */
export function keyFaults({ units, officers, rosters, categories, calendars }: Rows): Fault[] {
  return [
    ...repeated(units, 'id'),
    ...repeated(officers, 'id'),
    ...repeated(officers, 'subject'),
    ...repeated(officers, 'phone'),
    ...repeated(rosters, 'unit'),
    ...repeated(categories, 'id'),
    ...repeated(calendars, 'id'),
  ];
}

function repeated(rows: readonly Row[], name: string): Fault[] {
  const first = new Map<string, number>();
  return rows.flatMap((row) => {
    const value = textOf(row.raw, name);
    if (value === undefined) return [];
    const before = first.get(value);
    if (before === undefined) first.set(value, row.row);
    return before === undefined ? [] : [faultAt(row, [name], `already stands in row ${before}: change or remove one`)];
  });
}
