import type { CommandOf } from './command.ts';
import type { Decision, Situation } from './decision.ts';
import { feedbackOf } from './holding.ts';
import { MOVES } from './moves.ts';
import { refuse } from './refusal.ts';

/** After the check by the centre; a resident who reported it is asked for a word first. */
export function close({ kase, by, now, directory }: Situation, { note }: CommandOf<'close'>): Decision {
  const feedback = kase.resident && { feedback: feedbackOf(directory.root, now, directory) };
  return [{ by, ...(note && { content: { words: note } }), what: { type: 'closed', ...feedback } }];
}

export const cancel = ({ by }: Situation, { reason, note }: CommandOf<'cancel'>): Decision => [
  { by, content: { words: note }, what: { type: 'cancelled', reason } },
];

/** Satisfied closes the case; dissatisfied leaves the time to ask for its reopening. */
export function rate({ kase, by }: Situation, { satisfied, words }: CommandOf<'rate'>): Decision {
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
