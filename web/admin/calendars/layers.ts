import type { Unit } from '../../../domain/directory/documents.ts';
import { type WorkingCalendar, workingCalendar } from '../../../domain/time/calendar.ts';
import type { Calendar } from '../../../domain/time/calendar-document.ts';

/** The calendars that hold where a calendar does, nearest first: of its unit, of those above it, national. */
export function layersFor(
  { unit }: Calendar,
  units: ReadonlyMap<string, Unit>,
  calendars: readonly Calendar[],
): readonly Calendar[] {
  const line = new Set<string | undefined>();
  for (let at = unit; at !== undefined && !line.has(at); at = units.get(at)?.parent) line.add(at);
  line.add(undefined);
  return [...line].flatMap((step) => calendars.filter((calendar) => calendar.unit === step));
}

/** What the layers make together; undefined while one of them cannot be reckoned with. */
export function soundCalendar(layers: readonly Calendar[]): WorkingCalendar | undefined {
  try {
    return workingCalendar(layers);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
