import type { Unit } from '../directory/documents.ts';
import { startClock } from '../time/clock.ts';
import type { Limit } from '../time/limit.ts';
import type { Decision, Situation } from './decision.ts';
import { refuse } from './refusal.ts';
import type { Wish, WishKind } from './wish.ts';

const hours = (count: number): Limit => ({ measure: 'working-minutes', count: count * 60 });
const days = (count: number): Limit => ({ measure: 'working-days', count });

/** How long each may wait for a ruling, and what silence means then: for a transfer and for a resident it is a yes. */
export const WISHES: Record<WishKind, { limit: Limit; silence: 'granted' | 'refused' }> = {
  pause: { limit: days(1), silence: 'refused' },
  extension: { limit: days(1), silence: 'refused' },
  recategorise: { limit: days(1), silence: 'refused' },
  transfer: { limit: hours(2), silence: 'granted' },
  placement: { limit: days(1), silence: 'refused' },
  lead: { limit: days(1), silence: 'refused' },
  'first-contact': { limit: days(2), silence: 'refused' },
  reopening: { limit: days(3), silence: 'granted' },
};

/** What goes on being asked when the holder changes: it is nobody's who held it. */
export const STAYS_ASKED: ReadonlySet<WishKind> = new Set(['first-contact']);

/** Puts a wish to the unit that rules on it; one of each kind at a time. */
export function asking(
  { kase, by, now, directory }: Situation,
  wish: Wish,
  to: Unit,
  words: string,
  rule: string,
): Decision {
  if (kase.requests.some((open) => open.wish.kind === wish.kind)) {
    return refuse('already-asked', `a ${wish.kind} was asked for and not yet ruled on; wait, or withdraw it`, rule);
  }
  const { limit } = WISHES[wish.kind];
  const clock = startClock(now, limit, directory.calendar(to.id), directory.revision);
  return [{ by, content: { words }, what: { type: 'asked', wish, to: to.id, clock } }];
}
