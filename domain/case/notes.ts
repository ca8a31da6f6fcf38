import { openParts } from './case.ts';
import type { CommandOf } from './command.ts';
import type { Decision, Situation } from './decision.ts';
import { leadWaits } from './hand-overs.ts';
import { MOVES } from './moves.ts';
import { refuse } from './refusal.ts';

/** Moves that say something of a case, or of another one, and leave holder and clocks alone. */

export const press = ({ by }: Situation, { words }: CommandOf<'press'>): Decision => [
  { by, content: { words }, what: { type: 'pressed' } },
];

export const markEmergency = ({ kase, by }: Situation, { reason }: CommandOf<'mark-emergency'>): Decision =>
  kase.emergency
    ? refuse('already-emergency', 'the case is marked as an emergency already', MOVES['mark-emergency'].rule)
    : [{ by, content: { words: reason }, what: { type: 'marked-emergency' } }];

/** That the other case is there, and its own word of this one, is for the caller to see to. */
export function link({ kase, by }: Situation, { to, note }: CommandOf<'link'>): Decision {
  if (to === kase.id) return refuse('itself', `${to} is this case; name the other one`, MOVES.link.rule);
  if (kase.links.some((known) => known.case === to)) {
    return refuse('already-linked', `${to} is linked already; nothing is to be done`, MOVES.link.rule);
  }
  return [
    { by, ...(note && { content: { words: note } }), what: { type: 'linked', link: { case: to, how: 'related' } } },
  ];
}

/** The case that takes this one in has it on record before; one that took the other in cannot go into it. */
export function merge({ kase, by }: Situation, { into, reason }: CommandOf<'merge'>): Decision {
  if (into === kase.id) return refuse('itself', `${into} is this case; name the other one`, MOVES.merge.rule);
  return (
    leadWaits({ kase, by }, MOVES.merge.rule) ?? [{ by, content: { words: reason }, what: { type: 'merged', into } }]
  );
}

/** Whether it is full is for the caller to see; the case under the new id carries the clocks on. */
export function goOn({ kase, by }: Situation, { as }: CommandOf<'continue'>): Decision {
  if (kase.paused) {
    const message = `the case is paused until ${kase.paused.until}; resume it first`;
    return refuse('already-paused', message, MOVES.continue.rule);
  }
  if (openParts(kase).length > 0) {
    return refuse(
      'parts-open',
      'departments help with it; wait for them, or ask the centre to release them',
      MOVES.continue.rule,
    );
  }
  return [{ by, what: { type: 'continued', as } }];
}
