import type { Rung, WhatOf } from '../../domain/case/event.ts';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import type { Instant } from '../../domain/primitives.ts';
import { instant, ms } from '../../domain/primitives.ts';
import { caseStore } from '../../functions/shell/case-store.ts';
import { aCase, means } from './casework.ts';
import type { inside } from './inside.ts';
import { ulid } from './ulids.ts';

const AT_ONCE = 16;

/**
 * Puts cases of `roads` into the table as the API would have left them, opened at even steps from `from` on: the ids
 * sort by age. Their stream starts their executions.
 */
export async function addCrowd(look: ReturnType<typeof inside>, count: number, from: Instant, seconds: number) {
  const store = caseStore(look.tables, await look.tableOfCases(), 'shawan');
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const number = next;
      next += 1;
      const at = instant(ms(from) + Math.floor((number * seconds * 1000) / count));
      const file = aCase({ id: ulid(number), at });
      if (!(await store.save({ ...file, version: 1 }, means(at)))) throw new Error(`case ${number} was there already`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

export const idOf = (file: CaseFile): string => caseOf(file).id;

/** The claims of a rung on record, with the instant of the claim. */
export const claimsOf = (file: CaseFile, rung: Rung): (WhatOf<'rung'> & { at: Instant })[] =>
  file.history.flatMap(({ at, what }) => (what.type === 'rung' && what.rung === rung ? [{ ...what, at }] : []));

/** How well an order follows another one: 1 the same, 0 none, -1 reversed; and the farthest that anything is off. */
export function orderOf(ranks: readonly number[]): { correlation: number; farthest: number } {
  const off = ranks.map((rank, place) => rank - place);
  const squares = off.reduce((sum, distance) => sum + distance * distance, 0);
  const { length } = ranks;
  return {
    correlation: 1 - (6 * squares) / (length * (length * length - 1)),
    farthest: Math.max(...off.map(Math.abs)),
  };
}
