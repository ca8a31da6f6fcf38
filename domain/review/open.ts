import type { Recorded } from '../case/event.ts';
import { named } from '../evidence/named.ts';
import type { OpenReview } from './command.ts';
import { type Circumstances, clockOf, type Decision, type Draft, type Frozen } from './decide.ts';
import type { Subject } from './event.ts';
import { type Actor, postAtCentre } from './moves.ts';
import { refuse } from './refusal.ts';

export const OPENING = 'the district centre opens reviews';

/** Opens a review of a case, of which `frozen` tells what was kept. By any post of the centre but an administrator's. */
export function decideOpen(
  command: OpenReview,
  actor: Actor,
  { now, directory }: Circumstances,
  frozen: Frozen,
): Decision {
  const post = postAtCentre(actor, directory);
  if (!post) return refuse('not-yours', `you have no post in ${directory.root.id}; ask the district centre`, OPENING);
  const { id, consequence, words } = command;
  const clock = clockOf('statements', now, directory);
  return [
    {
      by: { officer: actor.officer, ...post },
      what: { type: 'opened', id, case: command.case, consequence, ...frozen, clock },
      content: { words },
    },
  ];
}

/** What the system puts to the centre: a case unresolved since its due instant `since`. */
export const proposal = (id: string, kase: string, since: string, { now, directory }: Circumstances): Draft[] => [
  {
    by: { system: 'timer' },
    what: { type: 'proposed', id, case: kase, since, clock: clockOf('proposed', now, directory) },
  },
];

/** Every unit that held the case or acted on it, and every officer who acted, by the unit they did it for. */
export function concernedIn(history: readonly Recorded[]): Pick<Frozen, 'units' | 'officers'> {
  const acted = history.flatMap(({ by }): Subject[] =>
    'officer' in by ? [{ unit: by.unit, officer: by.officer }] : [],
  );
  const units = named('unit', history).filter((unit) => typeof unit === 'string');
  const officers = new Map(acted.map((subject) => [`${subject.unit} ${subject.officer}`, subject]));
  return { units: [...new Set(units)], officers: [...officers.values()] };
}
