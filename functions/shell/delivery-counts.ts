import type { Message } from '../../domain/line/message.ts';
import { ms } from '../../domain/primitives.ts';
import type { Counts, Deliveries } from './delivery-messages.ts';
import type { Bare } from './line-store.ts';

/** How many messages went out, arrived, and were acknowledged how soon. */
export function countsOf(messages: readonly Bare[]): Counts {
  const of = (test: (message: Bare) => boolean): number => messages.filter(test).length;
  const seconds = messages.flatMap(({ at, acknowledged }) =>
    acknowledged ? (ms(acknowledged.at) - ms(at)) / 1000 : [],
  );
  return {
    messages: messages.length,
    sent: of(({ outcome }) => outcome === 'sent'),
    failed: of(({ outcome }) => outcome === 'failed'),
    unknown: of(({ outcome }) => outcome === 'unknown'),
    delivered: of(({ arrived }) => arrived?.state === 'delivered'),
    bounced: of(({ arrived }) => arrived?.state === 'bounced'),
    asked: of(({ link }) => link !== null),
    acknowledged: seconds.length,
    medianSeconds: median(seconds),
  };
}

function median(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [lower, upper] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}

/** What an officer is told as a resident is nobody else's business. */
export const isOfWork = ({ letters }: Message): boolean => letters.every(({ of }) => of !== 'report');

/** A message as supervisors read it: which cases it told of, and what became of it. No number, no text, no link. */
export const logged = ({
  at,
  unit,
  outcome,
  reference,
  arrived,
  acknowledged,
  letters,
}: Message): Deliveries['log'][number] => ({
  at,
  unit,
  outcome,
  ...(reference !== undefined && { reference }),
  arrived,
  acknowledged,
  about: letters.flatMap(({ of, id, news, as, urgency, attempt }) =>
    of === 'report' || as === 'resident' ? [] : [{ of, id, news, as, urgency, attempt }],
  ),
});
