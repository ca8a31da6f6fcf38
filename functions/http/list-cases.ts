import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Light } from '../../domain/case/colours.ts';
import { lightOf, NEVER } from '../../domain/case/light.ts';
import type { Instant } from '../../domain/primitives.ts';
import { branchKey, caseKey, partKey, seatOf } from '../shell/case-keys.ts';
import { now } from '../shell/chance.ts';
import { desk, district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { HoldingRow, type Row, readPage } from '../shell/holding-index.ts';
import { InboxQuery, type InboxRow } from '../shell/list-messages.ts';
import { unitOverseen } from '../shell/overseen-unit.ts';
import { read } from '../shell/read.ts';

const own = desk();
const table = env('CASES_TABLE');
const MOST_READS = 4;

/**
 * `GET /cases?holder=&light=&cursor=&limit=`: what a unit holds, and parts it
 * helps with (`status` helping), soonest due first. A page is bounded in what it reads,
 * so with a light asked for it may be short, even empty, and still have a `next`.
 */
export const handler = endpoint(async (event) => {
  const query = read(InboxQuery, event.queryStringParameters ?? {}, 'query');
  const directory = await own.directory();
  unitOverseen(event, directory, query.holder);
  const at = now();
  const limit = query.limit ?? 50;
  const branch = branchKey(district, directory.branch(query.holder));
  const stretch = { branch, ...seatsOf(query.holder, query.light, at) };
  const cases: InboxRow[] = [];
  let last: Row | undefined = query.cursor === undefined ? undefined : keyAt(query.cursor, branch, query.holder);
  for (let reads = 0; reads < MOST_READS && cases.length < limit; reads += 1) {
    const page = await readPage(dynamo, table, stretch, { limit: limit - cases.length, ...(last && { after: last }) });
    cases.push(...page.rows.map((row) => inboxRow(row, at)).filter((row) => !query.light || row.light === query.light));
    last = page.last;
    if (!last) break;
  }
  return ok({ at, holder: query.holder, cases, next: last ? cursorOf(last) : null });
});

/** Red is what was due before now; the others lie after. */
function seatsOf(holder: string, light: Light | undefined, at: Instant): { from: string; to: string } {
  if (light === 'red') return { from: `${holder}#`, to: `${holder}#${at}` };
  return { from: light ? `${holder}#${at}` : `${holder}#`, to: `${holder}#~` };
}

function inboxRow(row: Row, at: Instant): InboxRow {
  const { pk: id, warnAt, dueAt, pausedUntil = '', ...shown } = HoldingRow.parse(row);
  const { light } = lightOf({ warnAt, dueAt }, null, at);
  const comes = (instant: Instant): Instant | null => (pausedUntil > at || instant === NEVER ? null : instant);
  return { id, ...shown, light, warnAt: comes(warnAt), dueAt: comes(dueAt) };
}

/** `due~case`, and `~helping` when it was a part of it. */
function cursorOf(key: Record<string, AttributeValue>): string {
  const [holder = '', dueAt = '', id = ''] = (key.seat?.S ?? '').split('#');
  const isPart = key.pk?.S === partKey(district, holder, id);
  return [dueAt, id, ...(isPart ? ['helping'] : [])].join('~');
}

function keyAt(cursor: string, branch: string, holder: string): Row {
  const [dueAt = '', id = '', part] = cursor.split('~');
  const pk = part === undefined ? caseKey(district, id) : partKey(district, holder, id);
  return { pk: { S: pk }, seatBranch: { S: branch }, seat: { S: seatOf(holder, dueAt, id) } };
}
