import type { Rung, WhatOf } from '../../domain/case/event.ts';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { openDirectory } from '../../domain/directory/directory.ts';
import type { Documents } from '../../domain/directory/documents.ts';
import type { Instant } from '../../domain/primitives.ts';
import { instant, ms } from '../../domain/primitives.ts';
import { caseStore } from '../../functions/shell/case-store.ts';
import { documents } from './a-district.ts';
import { aCase, means } from './casework.ts';
import type { inside } from './inside.ts';
import { ulid } from './ulids.ts';

const AT_ONCE = 16;

const gridId = (grid: number): string => `crowd-g${grid}`;

/** The small district with so many grids more, each with a telephone of its own. */
export function crowdedDocuments(grids: number): Documents {
  const { units, officers, rosters, ...rest } = documents();
  const numbers = Array.from({ length: grids }, (_, grid) => grid);
  return {
    ...rest,
    units: [
      ...units,
      ...numbers.map((grid) => ({
        id: gridId(grid),
        name: `第${grid}网格`,
        level: 'grid' as const,
        parent: 'niushi-v1',
      })),
    ],
    officers: [
      ...officers,
      ...numbers.map((grid) => ({
        id: `of-${gridId(grid)}`,
        name: `某某（${grid}）`,
        subject: `local|of-${gridId(grid)}`,
        posts: [{ unit: gridId(grid), role: 'officer' as const }],
      })),
    ],
    rosters: [
      ...rosters,
      ...numbers.map((grid) => ({
        unit: gridId(grid),
        duty: [`+86200${String(grid).padStart(7, '0')}`],
        leader: `+86201${String(grid).padStart(7, '0')}`,
      })),
    ],
  };
}

export interface Crowd {
  count: number;
  from: Instant;
  /** They are opened at even steps over so many seconds. */
  seconds: number;
  /** Of `crowdedDocuments`, one after the other. */
  grids: number;
}

/**
 * Puts cases of `roads` into the table as the API would have left them: the ids sort by age. Their stream starts their
 * executions.
 */
export async function addCrowd(look: ReturnType<typeof inside>, { count, from, seconds, grids }: Crowd) {
  const directory = openDirectory(crowdedDocuments(grids), 'shawan', 1);
  const store = caseStore(look.tables, await look.tableOfCases(), 'shawan');
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const number = next;
      next += 1;
      const at = instant(ms(from) + Math.floor((number * seconds * 1000) / count));
      const file = aCase({ id: ulid(number), at, grid: gridId(number % grids), directory });
      if (!(await store.save({ ...file, version: 1 }, means(at, directory))))
        throw new Error(`case ${number} was there already`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** How often somebody was told of a case by an SMS, alone or with others. */
export const timesTold = ({ history }: CaseFile): number =>
  history.filter(({ what }) => what.type === 'notified' && what.outcome === 'sent').length;

export const idOf = (file: CaseFile): string => caseOf(file).id;

/** The claims of a rung on record, with the instant of the claim. */
export const claimsOf = (file: CaseFile, rung: Rung): (WhatOf<'rung'> & { at: Instant })[] =>
  file.history.flatMap(({ at, what }) => (what.type === 'rung' && what.rung === rung ? [{ ...what, at }] : []));

/** How well things keep to an order: their true places, in the order in which they came. Spearman's rank correlation. */
export function orderOf(ranks: readonly number[]): { correlation: number; farthest: number } {
  const off = ranks.map((rank, place) => rank - place);
  const squares = off.reduce((sum, distance) => sum + distance * distance, 0);
  const { length } = ranks;
  return {
    correlation: 1 - (6 * squares) / (length * (length * length - 1)),
    farthest: Math.max(...off.map(Math.abs)),
  };
}
