import type { Case } from './case.ts';
import type { CommandOf } from './command.ts';
import type { Decision, Situation } from './decision.ts';
import { leadWaits } from './hand-overs.ts';
import { feedbackOf } from './holding.ts';
import { MOVES, unitOf } from './moves.ts';
import { refuse } from './refusal.ts';
import type { By } from './wish.ts';

/** After the check by the centre; a resident who reported it is asked for a word first. */
export function close({ kase, by, now, directory }: Situation, { note }: CommandOf<'close'>): Decision {
  const feedback = kase.resident && { feedback: feedbackOf(directory.root, now, directory) };
  return [{ by, ...(note && { content: { words: note } }), what: { type: 'closed', ...feedback } }];
}

export const cancel = (situation: Situation, { reason, note }: CommandOf<'cancel'>): Decision =>
  leadWaits(situation, MOVES.cancel.rule) ?? [
    { by: situation.by, content: { words: note }, what: { type: 'cancelled', reason } },
  ];

/** In words why somebody may not enter the resident's word; undefined if they may. */
export function whyNotToRate(kase: Case, by: By, satisfied: boolean): string | undefined {
  if ('resident' in by) return undefined;
  if (unitOf(by) === kase.resolvedBy) return `${kase.resolvedBy} resolved it; another unit asks the resident`;
  return satisfied && 'resident' in kase.openedBy
    ? 'the resident has a receipt and says so with it; enter dissatisfaction only'
    : undefined;
}

/** Satisfied closes the case; dissatisfied leaves the time to ask for its reopening. */
export function rate({ kase, by }: Situation, { satisfied, words }: CommandOf<'rate'>): Decision {
  const why = whyNotToRate(kase, by, satisfied);
  if (why !== undefined) return refuse('not-for-you', why, MOVES.rate.rule);
  if (kase.rating && !satisfied) {
    return refuse(
      'already-rated',
      'that was said already; ask for the reopening, or let the case close',
      MOVES.rate.rule,
    );
  }
  const rated = { by, ...(words && { content: { words } }), what: { type: 'rated' as const, satisfied } };
  return satisfied ? [rated, { by, what: { type: 'closed' } }] : [rated];
}
