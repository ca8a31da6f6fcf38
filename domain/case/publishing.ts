import type { Case } from './case.ts';
import type { CommandOf } from './command.ts';
import type { Decision, Situation } from './decision.ts';
import { MOVES } from './moves.ts';
import { type Found, personalDataIn } from './personal-data.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { By } from './wish.ts';

/** In words why somebody may not say what becomes of the answer; undefined if they may. */
export function whyNotToCheck({ resolver, resolvedBy }: Case, by: By): string | undefined {
  if (!('officer' in by)) return 'an officer checks what is published';
  if (resolver && 'officer' in resolver && resolver.officer === by.officer) return `${by.officer} resolved it`;
  return resolvedBy === by.unit && by.role !== 'leader'
    ? `${resolvedBy} resolved it; a leader there who did not, checks what is published`
    : undefined;
}

/** Everybody may read the answer from now on, in the words given: its own, or edited ones. */
export function publish(situation: Situation, { words }: CommandOf<'publish'>): Decision {
  const no = whyNot(situation, 'publish');
  if (no) return no;
  if (words === undefined) {
    const message = 'the words of the answer are not there any more; publish others, or withhold it';
    return refuse('no-answer', message, MOVES.publish.rule);
  }
  const personal = personalIn(words, MOVES.publish.rule);
  return personal ?? [{ by: situation.by, content: { words }, what: { type: 'published' } }];
}

/** Everybody reads why they may not read the answer; the note of `other` is that reason, and so for everybody too. */
export function withhold(situation: Situation, { reason, note }: CommandOf<'withhold'>): Decision {
  const no =
    whyNot(situation, 'withhold') ?? (reason === 'other' ? personalIn(note ?? '', MOVES.withhold.rule) : undefined);
  if (no) return no;
  return [{ by: situation.by, ...(note && { content: { words: note } }), what: { type: 'withheld', reason } }];
}

function whyNot({ kase, by }: Situation, move: 'publish' | 'withhold'): Refusal | undefined {
  const { rule } = MOVES[move];
  if (!kase.answer) return refuse('no-answer', 'no resident was given an answer; there is none to publish', rule);
  const why = whyNotToCheck(kase, by);
  return why === undefined ? undefined : refuse('not-for-you', why, rule);
}

function personalIn(words: string, rule: string): Refusal | undefined {
  const found = personalDataIn(words).map(({ kind, value }) => `${value} (${NAMES[kind]})`);
  if (found.length === 0) return undefined;
  const message = `everybody would read ${found.join(', ')}; take it out of the words, or withhold the answer`;
  return refuse('personal-data', message, rule);
}

const NAMES: Record<Found['kind'], string> = {
  telephone: 'looks like a telephone number',
  'identity-number': 'looks like an identity number',
  'licence-plate': 'looks like a licence plate',
  'e-mail': 'looks like an e-mail address',
};
