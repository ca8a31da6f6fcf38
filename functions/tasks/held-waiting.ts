import * as z from 'zod/mini';
import { ms } from '../../domain/primitives.ts';
import { now } from '../shell/chance.ts';
import { heldReports } from '../shell/held-desk.ts';
import { log } from '../shell/log.ts';
import { task } from '../shell/task.ts';

const held = heldReports();
const PAGE = 100;
/** Hours after which a report that waits for a clerk is too long without one. */
const LONGEST = 24;

/** Each hour: says how many reports wait too long for a clerk, of the first hundred. Changes nothing. */
export const handler = task(z.unknown(), async () => {
  const { rows } = await held.waiting(null, PAGE);
  const before = ms(now()) - LONGEST * 3_600_000;
  const count = rows.filter(({ at }) => ms(at) < before).length;
  if (count > 0) log.warn('held reports wait too long', { count });
});
