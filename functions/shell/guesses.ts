import type { Instant } from '../../domain/primitives.ts';
import type { Gate } from './admission.ts';
import { failingInFixedTime, type Timer } from './fixed-time.ts';
import { type LimitRows, secondsLeft } from './limit-rows.ts';
import { ProblemError, tooMany } from './problem.ts';

const QUARTER = 900;

export interface Guard extends Pick<Gate, 'keys' | 'rates'> {
  rows: Pick<LimitRows, 'add' | 'count'>;
  timer?: Timer;
}

/**
 * Looks for what a receipt opens. Who is wrong too often hears nothing more for the rest of a quarter of an hour, whether they
 * are right by then or not: 429. Every wrong receipt takes the same reads, the same write and the same time.
 */
export async function guarded<T>(sourceIp: string, now: Instant, guard: Guard, look: () => Promise<T>): Promise<T> {
  const { rows, keys, rates, timer } = guard;
  const guesses = { what: `${await keys.nameOf('address', sourceIp, now)}#guess`, seconds: QUARTER };
  if ((await rows.count(guesses, now)) >= rates.guesses) throw tooManyGuesses(now);
  return failingInFixedTime(async () => {
    try {
      return await look();
    } catch (fault) {
      if (fault instanceof ProblemError && fault.problem.code === 'not-found') await rows.add(guesses, now);
      throw fault;
    }
  }, timer);
}

function tooManyGuesses(now: Instant): ProblemError {
  const seconds = secondsLeft(QUARTER, now);
  const detail = `too many receipts from here were wrong; try again in ${seconds} seconds`;
  return tooMany(detail, seconds);
}
