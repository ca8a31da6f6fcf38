import { ratesWith } from '../../domain/resident/rates.ts';
import { dayKeys } from './day-keys.ts';
import { dynamo } from './dynamo.ts';
import { env } from './env.ts';
import { limitRows } from './limit-rows.ts';

/** What counts by whom, and how much is too much, as the deployment set it. */
export function guardOf() {
  const rows = limitRows(dynamo, env('RESIDENTS_TABLE'), env('DISTRICT'));
  return { rows, keys: dayKeys(rows), rates: ratesWith(process.env.RATES ?? '') };
}
