import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { movedBy } from '../../domain/case/clocks.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { caseKey, idOfKey } from './case-keys.ts';
import type { CaseStore } from './case-store.ts';
import type { OpenCases } from './directory-messages.ts';
import { readAll, stretchesOf } from './holding-index.ts';
import { eachOf, outOfTime } from './in-turns.ts';

/** So many clocks are told one by one. */
const MOST_TOLD = 200;
/** So many cases are looked into, a few at a time, and no new one when that has taken so long. */
const MOST_LOOKED = 5_000;
const AT_ONCE = 16;
const MOST_MILLISECONDS = 6_000;

export interface OpenCasesIn {
  client: DynamoDBClient;
  table: string;
  cases: CaseStore;
}

/**
 * What a new directory would do to the cases that are open: the same that the reconciler does to them once it is in force.
 * Reads the index of open cases once, and the cases themselves only if a calendar differs: nothing else moves a clock.
 */
export async function openCasesUnder(after: Directory, before: Directory, from: OpenCasesIn): Promise<OpenCases> {
  const { ids, held } = await readHolding(before, from);
  const stays = JSON.stringify(before.documents.calendars) === JSON.stringify(after.documents.calendars);
  const found = stays ? { looked: ids.length, moving: [] } : await lookInto(ids, after, from.cases);
  const stranded = [...held]
    .filter(([unit]) => after.findUnit(unit)?.retired)
    .map(([unit, cases]) => ({ unit, cases }))
    .toSorted((a, b) => (a.unit < b.unit ? -1 : 1));
  return {
    counted: ids.length,
    looked: found.looked,
    cut: found.looked < ids.length,
    moving: found.moving.slice(0, MOST_TOLD),
    movingInAll: found.moving.length,
    stranded,
  };
}

/** The numbers of all open cases, oldest first, and how many each unit has in hand. */
async function readHolding(directory: Directory, { client, table }: OpenCasesIn) {
  const held = new Map<string, number>();
  const ids: string[] = [];
  for (const stretch of stretchesOf(directory.root.id, directory)) {
    for await (const rows of readAll(client, table, stretch, 'pk, seat')) {
      for (const { pk, seat } of rows) {
        const [holder = ''] = seat?.S?.split('#', 1) ?? [];
        held.set(holder, (held.get(holder) ?? 0) + 1);
        const id = idOfKey(pk?.S ?? '');
        // The other rows are of parts, whose cases have rows of their own.
        if (pk?.S === caseKey(directory.district, id)) ids.push(id);
      }
    }
  }
  return { ids: ids.toSorted(), held };
}

async function lookInto(ids: readonly string[], after: Directory, cases: CaseStore) {
  const moving: OpenCases['moving'] = [];
  let looked = 0;
  const look = async (id: string): Promise<void> => {
    const file = await cases.load(id);
    looked += 1;
    if (file) moving.push(...movedBy(caseOf(file), after).map((moved) => ({ case: id, ...moved })));
  };
  const enough = outOfTime(performance.now(), MOST_MILLISECONDS);
  await eachOf(ids.slice(0, MOST_LOOKED).values(), look, { atOnce: AT_ONCE, enough });
  return { looked, moving: moving.toSorted((a, b) => (a.case < b.case ? -1 : 1)) };
}
