import type { Instant } from '../../domain/primitives.ts';
import { zoneOf } from '../../domain/time/zone.ts';

/*
 * `datetime-local` shows and gives wall time without a zone. Here it is always that of the district, wherever the browser
 * is; the value has minutes: `2026-02-14T09:30`.
 */

/** The instant at which the clocks of a zone first show a wall time; undefined if the text is none. */
export function instantOfWall(text: string, zone: string): Instant | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.test(text)) return undefined;
  const wall = Date.parse(`${text}Z`);
  return Number.isNaN(wall) ? undefined : new Date(zoneOf(zone).firstAt(wall)).toISOString();
}

/** What the clocks of a zone show at an instant, as `datetime-local` wants it. */
export function wallOfInstant(at: Instant | number, zone: string): string {
  const ms = typeof at === 'number' ? at : Date.parse(at);
  return new Date(ms + zoneOf(zone).offsetAt(ms)).toISOString().slice(0, 16);
}
