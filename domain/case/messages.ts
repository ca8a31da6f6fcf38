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

type Writing = Pick<Situation, 'kase' | 'by' | 'now'>;

/** Why nobody who is `by` can write in the case, whatever they say; undefined if they can. The holder needs somebody who reads it. */
export function whyNoMessages({ kase, by }: Pick<Situation, 'kase' | 'by'>): Refusal | undefined {
  if (!('resident' in by)) {
    return kase.resident
      ? undefined
      : refuse('no-resident', 'no resident reported it, so nobody would read this', MOVES.message.rule);
  }
  const written = kase.messages.filter(({ from }) => from === 'resident').length;
  if (written < MOST_OF_RESIDENTS) return undefined;
  const message = `residents have written ${written} times in this case, which is all it takes; wait for the answer, or call the station`;
  return refuse('too-many-messages', message, MOVES.message.rule);
}

/** The same of one report: a resident is held to what was written of it in the last 24 hours; the holder writes of one of the case. */
export const whyNotToWrite = (writing: Writing, report?: string): Refusal | undefined =>
  whyNoMessages(writing) ??
  ('resident' in writing.by ? tooManyToday(writing, report) : notOfCase(writing.kase, report));

function tooManyToday({ kase, now }: Writing, report: string | undefined): Refusal | undefined {
  const lately = kase.messages.filter(
    ({ from, report: of, at }) => from === 'resident' && of === (report ?? null) && at > plusSeconds(now, -A_DAY),
  );
  const [first] = lately;
  if (!first || lately.length < MOST_A_DAY) return undefined;
  const message = `you have written ${lately.length} times in 24 hours; write again after ${plusSeconds(first.at, A_DAY)}`;
  return refuse('too-many-messages', message, MOVES.message.rule);
}

/** Of it are its own report, those that came into it or that it goes on from, and those of which somebody has written here. */
function notOfCase({ id, links, messages }: Case, report: string | undefined): Refusal | undefined {
  const isOfCase =
    report === undefined ||
    report === id ||
    links.some(({ case: other, how }) => other === report && (how === 'absorbed' || how === 'continues')) ||
    messages.some((known) => known.report === report);
  if (isOfCase) return undefined;
  const message = `no resident has written in this case of report ${report}; leave "report" out to write to all of them`;
  return refuse('unknown-report', message, MOVES.message.rule);
}

/** What is written stands as erasable content; the event says only of which report. */
export const message = (situation: Situation, { words, report }: CommandOf<'message'>): Decision =>
  whyNotToWrite(situation, report) ?? [
    { by: situation.by, content: { words }, what: { type: 'messaged', ...(report !== undefined && { report }) } },
  ];
