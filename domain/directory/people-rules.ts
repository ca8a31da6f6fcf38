import type { Officer, Roster } from './documents.ts';
import { type Fault, faultAt, faultOf, type Row, textOf } from './fault.ts';
import type { Rows } from './rows.ts';

/** Posts and rosters of known units, each post once, each number once a roster; the root has a roster. */
export function peopleFaults({ units, officers, rosters }: Rows): Fault[] {
  const known = new Set(units.map(({ id }) => id));
  return [
    ...officers.flatMap((row) => (row.value ? postFaults(row, row.value, known) : [])),
    ...rosters.flatMap((row) => (row.value ? rosterFaults(row, row.value, known) : [])),
    ...rootRosterFaults(units, rosters),
  ];
}

function postFaults(row: Row<Officer>, { posts }: Officer, known: ReadonlySet<string>): Fault[] {
  const seen = new Set<string>();
  return posts.flatMap(({ unit, role }, index) => {
    const twice = seen.has(`${unit} ${role}`);
    seen.add(`${unit} ${role}`);
    return [
      ...(known.has(unit) ? [] : [faultAt(row, ['posts', index, 'unit'], 'is not a unit: add it or correct the post')]),
      ...(twice ? [faultAt(row, ['posts', index], 'is given twice: remove one')] : []),
    ];
  });
}

function rosterFaults(row: Row<Roster>, { unit, duty }: Roster, known: ReadonlySet<string>): Fault[] {
  const twice = duty.flatMap((phone, index) => (duty.indexOf(phone) < index ? [index] : []));
  return [
    ...(known.has(unit) ? [] : [faultAt(row, ['unit'], 'is not a unit: add it or correct the roster')]),
    ...twice.map((index) => faultAt(row, ['duty', index], 'is given twice: remove one')),
  ];
}

function rootRosterFaults(units: Rows['units'], rosters: Rows['rosters']): Fault[] {
  const root = units.find(({ raw }) => textOf(raw, 'level') === 'district');
  if (!root || rosters.some(({ id }) => id === root.id)) return [];
  const why = 'it is called where no nearer unit has one';
  return [faultOf('rosters', `no roster of the district "${root.id}": add one, ${why}`)];
}
