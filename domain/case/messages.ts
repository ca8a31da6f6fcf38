import { plusSeconds } from '../primitives.ts';
import type { Case } from './case.ts';
import type { CommandOf } from './command.ts';
import type { Decision, Situation } from './decision.ts';
import { MOVES } from './moves.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Anybody can report, and a case is one item: what residents write to it is bounded, so that it stays for its holders. */
export const MOST_A_DAY = 5;
export const MOST_OF_RESIDENTS = 40;
/** Characters of one message of a resident. */
export const MOST_WORDS = 500;
const A_DAY = 86_400;

/**
 * Why nothing can be written now, with the remedy; undefined if it can. A resident is held to what was written of `report`
 * in the last 24 hours, and to what all residents wrote in the case; the holder needs somebody who reads it.
 */
export function whyNotToWrite(
  { kase, by, now }: Pick<Situation, 'kase' | 'by' | 'now'>,
  report?: string,
): Refusal | undefined {
  if ('resident' in by) return tooMany(kase, now, report);
  if (!kase.resident) {
    return refuse('no-resident', 'no resident reported it, so nobody would read this', MOVES.message.rule);
  }
  return report === undefined || isOfCase(kase, report)
    ? undefined
    : refuse(
        'unknown-report',
        `no resident has written in this case of report ${report}; leave "report" out to write to all of them`,
        MOVES.message.rule,
      );
}

/** Its own report, one that came into it or that it goes on from, or one of which somebody has written here. */
const isOfCase = ({ id, links, messages }: Case, report: string): boolean =>
  id === report ||
  links.some(({ case: other, how }) => other === report && (how === 'absorbed' || how === 'continues')) ||
  messages.some((known) => known.report === report);

function tooMany({ messages }: Case, now: string, report: string | undefined): Refusal | undefined {
  const written = messages.filter(({ from }) => from === 'resident');
  if (written.length >= MOST_OF_RESIDENTS) {
    const message = `residents have written ${written.length} times in this case, which is all it takes; wait for the answer, or call the station`;
    return refuse('too-many-messages', message, MOVES.message.rule);
  }
  const lately = written.filter((own) => own.report === report && own.at > plusSeconds(now, -A_DAY));
  const [first] = lately;
  if (!first || lately.length < MOST_A_DAY) return undefined;
  const message = `you have written ${lately.length} times in 24 hours; write again after ${plusSeconds(first.at, A_DAY)}`;
  return refuse('too-many-messages', message, MOVES.message.rule);
}

/** What is written stands as erasable content; the event says only of which report. */
export const message = (situation: Situation, { words, report }: CommandOf<'message'>): Decision =>
  whyNotToWrite(situation, report) ?? [
    { by: situation.by, content: { words }, what: { type: 'messaged', ...(report !== undefined && { report }) } },
  ];
