import type { Recorded } from '../../domain/case/event.ts';
import type { By } from '../../domain/case/wish.ts';
import type { Directory } from '../../domain/directory/directory.ts';

const officerOf = (by: By): string[] => ('officer' in by ? [by.officer] : []);

/** The officers whom an event names: who acted, who is credited with the matter, who was offered or given the duty of the first contact. */
function namedIn({ by, what }: Recorded): string[] {
  const offered = what.type === 'asked' && what.wish.kind === 'first-contact' ? [what.wish.officer] : [];
  const given = what.type === 'duty-handed' ? officerOf(what.to) : [];
  const credited = what.type === 'opened' && what.reporter ? officerOf(what.reporter) : [];
  return [...officerOf(by), ...credited, ...offered, ...given];
}

/** The names of those who stand in a history, by their ids; whom the directory no longer has is left out. */
export function peopleIn(history: readonly Recorded[], directory: Directory): Record<string, string> {
  const found = [...new Set(history.flatMap(namedIn))].map((id) => directory.findOfficer(id));
  return Object.fromEntries(found.flatMap((officer) => (officer ? [[officer.id, officer.name]] : [])));
}
