import { isRefusal } from '../../domain/case/refusal.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { urgencyOf } from '../../domain/case-file/news-table.ts';
import { type Claimed, claimNotices } from '../../domain/case-file/outbox.ts';
import { desk } from '../shell/desk.ts';
import { execute } from '../shell/execute.ts';
import { lines as linesOf } from '../shell/line-desk.ts';
import { residents } from '../shell/resident-desk.ts';
import { consumer } from '../shell/stream.ts';
import { tellResidents } from '../shell/tell-residents.ts';

const own = desk();
const lines = linesOf();
const rows = residents();

/**
 * Posts what the outbox of a case holds for now to the lines of the telephones: claims it in one write, then posts. A second
 * call finds it claimed. After a crash in between, the claim runs out, and it is posted again: a line takes it once.
 */
async function notifyCase(id: string): Promise<void> {
  let posted: Claimed[] = [];
  const file = await execute(own, id, (before, means) => {
    const { file: after, claimed } = claimNotices(before, means);
    posted = claimed;
    return after;
  });
  if (!file || isRefusal(file)) return;
  const kase = caseOf(file);
  for (const notice of posted) {
    const { id: name, news, attempt, unit, as, phone, notBefore: at, claimedAt } = notice;
    const urgency = urgencyOf(notice, kase);
    await lines.post(phone, { of: 'case', id, notice: name, news, attempt, unit, as, urgency, at }, claimedAt ?? at);
  }
}

export const handler = consumer(async (id) => {
  await notifyCase(id);
  await tellResidents({ cases: own, lines, residents: rows }, id);
});
