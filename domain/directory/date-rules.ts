import { dayNumber } from '../time/civil.ts';
import { type Fault, faultAt, type Path, type Row } from './fault.ts';

/** A date that has the form of one and that no calendar has, such as 2026-02-30. */
export function realDateFaults(row: Row, path: Path, date: string | undefined): Fault[] {
  const real = date === undefined || accepts(dayNumber, date);
  return real ? [] : [faultAt(row, path, 'is not a day of the calendar: correct it')];
}

/** Whether a reader takes the text; it says no by a RangeError. */
export function accepts(read: (text: string) => unknown, text: string): boolean {
  try {
    read(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
