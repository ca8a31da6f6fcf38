import type { Instant } from '../../domain/primitives.ts';
import type { Guard } from './guesses.ts';
import { secondsLeft } from './limit-rows.ts';
import { tooMany } from './problem.ts';

const QUARTER = 900;

/** Counts a question whether a matter is known already; one of an address that asks too often is refused with 429. */
export async function countQuestion(
  sourceIp: string,
  now: Instant,
  { rows, keys, rates }: Pick<Guard, 'keys' | 'rates'> & { rows: Pick<Guard['rows'], 'add'> },
): Promise<void> {
  const what = `${await keys.nameOf('address', sourceIp, now)}#similar`;
  if ((await rows.add({ what, seconds: QUARTER }, now)) <= rates.similar) return;
  const seconds = secondsLeft(QUARTER, now);
  const detail = `too many questions came from here; ask again in ${seconds} seconds, or send the report`;
  throw tooMany(detail, seconds);
}
