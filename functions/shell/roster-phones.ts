import type { Directory } from '../../domain/directory/directory.ts';
import type { Phone } from '../../domain/primitives.ts';

/** All telephones that a unit's roster names, each once. */
export function rosterPhones(unit: string, directory: Directory): Phone[] {
  const { duty, leader, shifts = [], changes = [] } = directory.roster(unit);
  const standIns = changes.flatMap(({ by }) => by?.phone ?? []);
  return [...new Set([...duty, leader, ...shifts.map(({ phone }) => phone), ...standIns])];
}
