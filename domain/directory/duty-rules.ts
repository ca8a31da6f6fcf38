import { realDateFaults } from './date-rules.ts';
import type { Roster } from './documents.ts';
import { minutesOf } from './duty.ts';
import { type Fault, faultAt, type Path, type Row } from './fault.ts';
import type { Rows } from './rows.ts';
import type { Shift, ShiftChange } from './shift.ts';

/** Shifts on days that are, of hours in order; changes of shifts that there are, each for some time. */
export function dutyFaults({ rosters }: Rows): Fault[] {
  return rosters.flatMap((row) => (row.value ? rosterFaults(row, row.value) : []));
}

function rosterFaults(row: Row<Roster>, { shifts = [], changes = [] }: Roster): Fault[] {
  const phones = new Set(shifts.map(({ phone }) => phone));
  return [
    ...shifts.flatMap((shift, index) => shiftFaults(row, ['shifts', index], shift)),
    ...changes.flatMap((change, index) => changeFaults(row, ['changes', index], change, phones)),
  ];
}

function shiftFaults(row: Row<Roster>, path: Path, { days, dates, from, through, hours }: Shift): Fault[] {
  const both = 'gives days and dates: keep one of them, or make two shifts';
  const neither = 'gives neither days nor dates: say on which days it is';
  const bounded = from === undefined ? 'through' : 'from';
  return [
    ...(days && dates ? [faultAt(row, path, both)] : []),
    ...(days || dates ? [] : [faultAt(row, path, neither)]),
    ...(dates && (from ?? through) !== undefined
      ? [faultAt(row, [...path, bounded], 'stands beside dates: it goes with days only')]
      : []),
    ...periodFaults(row, path, from, through),
    ...(dates ?? []).flatMap((date, index) => realDateFaults(row, [...path, 'dates', index], date)),
    ...twiceFaults(row, [...path, 'dates'], dates),
    ...twiceFaults(row, [...path, 'days'], days),
    ...hoursFaults(row, [...path, 'hours'], hours),
  ];
}

const twiceFaults = (row: Row, path: Path, values: readonly string[] = []): Fault[] =>
  values.flatMap((value, index) =>
    values.indexOf(value) < index ? [faultAt(row, [...path, index], 'is given twice: remove one')] : [],
  );

function hoursFaults(row: Row, path: Path, hours: Shift['hours']): Fault[] {
  return hours.flatMap((interval, index) => {
    const [from] = interval;
    const before = hours[index - 1];
    const late = before !== undefined && minutesOf(before)[1] > minutesOf(interval)[0];
    return [
      ...(from === '24:00'
        ? [faultAt(row, [...path, index], 'begins when the day is over: write 00:00 of the next')]
        : []),
      ...(late
        ? [faultAt(row, [...path, index], `begins before ${before[1]}, the end of the one before: order and part them`)]
        : []),
    ];
  });
}

function changeFaults(
  row: Row<Roster>,
  path: Path,
  { phone, from, through, why, by }: ShiftChange,
  phones: ReadonlySet<string>,
): Fault[] {
  return [
    ...(phones.has(phone)
      ? []
      : [faultAt(row, [...path, 'phone'], 'has no shift here: name the telephone of a shift')]),
    ...(why === 'swap' && !by ? [faultAt(row, path, 'is a swap with nobody: say who takes the shift')] : []),
    ...periodFaults(row, path, from, through),
  ];
}

function periodFaults(row: Row, path: Path, from: string | undefined, through: string | undefined): Fault[] {
  const ends = from === undefined || through === undefined || from <= through;
  return [
    ...realDateFaults(row, [...path, 'from'], from),
    ...realDateFaults(row, [...path, 'through'], through),
    ...(ends ? [] : [faultAt(row, [...path, 'through'], `is before ${from}: it cannot end before it begins`)]),
  ];
}
