import { canonical, type Hash } from '../case-file/history.ts';
import type { Digest, Instant } from '../primitives.ts';
import type { Draft } from './decide.ts';
import type { Recorded } from './event.ts';

/** As in the history of a case: each event is bound to the hash before it, the first one to the empty text. */
const linkOf = (previous: string, event: Omit<Recorded, 'hash'>, hash: Hash): Digest =>
  hash(previous + canonical(event));

/** The history with one more event on record. */
export function record(
  history: readonly Recorded[],
  { by, what, command }: Draft,
  content: Digest | undefined,
  at: Instant,
  hash: Hash,
): Recorded[] {
  const last = history.at(-1);
  const event = {
    seq: (last?.seq ?? 0) + 1,
    at,
    by,
    what,
    ...(command !== undefined && { command }),
    ...(content !== undefined && { content }),
  };
  return [...history, { ...event, hash: linkOf(last?.hash ?? '', event, hash) }];
}

/** Checks the chain; answers the number of the first event that does not fit, or null when all do. */
export function firstBrokenLink(history: readonly Recorded[], hash: Hash): number | null {
  const broken = history.findIndex(({ hash: own, ...event }, index) => {
    const previous = history[index - 1]?.hash ?? '';
    return event.seq !== index + 1 || linkOf(previous, event, hash) !== own;
  });
  return broken === -1 ? null : broken + 1;
}
