import { currentStage } from '../../domain/case/case.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { claimForResidents, postedToResidents } from '../../domain/case-file/outbox.ts';
import { now } from './chance.ts';
import { type Desk, execute } from './execute.ts';
import { inTurns } from './in-turns.ts';
import type { LineStore } from './line-store.ts';
import { numbersBehind } from './numbers-behind.ts';
import { postNews } from './resident-letters.ts';
import type { ResidentStore } from './resident-store.ts';

const AT_ONCE = 16;

export interface ToldTo {
  cases: Desk;
  lines: Pick<LineStore, 'post'>;
  residents: Pick<ResidentStore, 'ofCase'>;
}

/**
 * Posts what residents are to be told of a case to the lines of all who wish so: its own, those who joined, and those of the
 * cases that came into it. A second call finds it claimed; after a crash in between the claim runs out, and it is posted
 * again: whoever was told has that on their row.
 */
export async function tellResidents(own: ToldTo, id: string): Promise<void> {
  let claimed: { event: number }[] = [];
  const file = await execute(own.cases, id, (before, means) => {
    const claim = claimForResidents(before, means);
    claimed = claim.claimed;
    return claim.file;
  });
  if (!file || isRefusal(file) || claimed.length === 0) return;
  await postToAll(own, file);
  await execute(own.cases, id, (before) => claimed.reduce(postedToResidents, before));
}

async function postToAll({ cases, lines, residents }: ToldTo, file: CaseFile): Promise<void> {
  const { unit } = currentStage(caseOf(file));
  for (const number of await numbersBehind(file, cases))
    for await (const rows of residents.ofCase(number))
      await inTurns(rows, AT_ONCE, (row) => postNews(lines, row, file, unit, now()));
}
