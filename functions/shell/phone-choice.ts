import { currentStage } from '../../domain/case/case.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import type { Message } from '../../domain/line/message.ts';
import type { Phone } from '../../domain/primitives.ts';
import { confirmed, stopped } from '../../domain/resident/phone-row.ts';
import type { ReportRow } from '../../domain/resident/report-row.ts';
import { now } from './chance.ts';
import { changeRow } from './change-row.ts';
import type { Desk } from './execute.ts';
import { followed, standing } from './follow.ts';
import type { LineStore } from './line-store.ts';
import { changePhone, postNews } from './resident-letters.ts';
import type { ResidentStore } from './resident-store.ts';

export interface Choosing {
  cases: Pick<Desk, 'cases'>;
  lines: Pick<LineStore, 'post'>;
  residents: Pick<ResidentStore, 'load' | 'save' | 'phone' | 'savePhone' | 'ofPerson'>;
}

/** Whoever has the telephone wants SMS: from now on, and what came while they had not said so. A second call changes nothing. */
export async function wantsSms(own: Choosing, phone: Phone): Promise<void> {
  await changePhone(own.residents, phone, (row) => confirmed(row, now()));
  for await (const rows of own.residents.ofPerson(phone)) for (const row of rows) await catchUp(own, row);
}

async function catchUp({ cases, lines }: Choosing, row: ReportRow): Promise<void> {
  const first = row.subscribed ? await cases.cases.load(row.case) : undefined;
  if (!first) return;
  const last = standing(await followed(first, cases));
  await postNews(lines, row, last, currentStage(caseOf(last)).unit, now());
}

/** No SMS any more, of no report, and no question for a month. A second call changes nothing but that month. */
export async function wantsNoSms({ residents }: Choosing, phone: Phone): Promise<void> {
  await changePhone(residents, phone, (row) => stopped(row, now()));
  for await (const rows of residents.ofPerson(phone)) for (const row of rows) await unsubscribe(residents, row.id);
}

const unsubscribe = (residents: Pick<ResidentStore, 'load' | 'save'>, id: string) =>
  changeRow(residents, id, (row) => (row.subscribed ? { ...row, subscribed: false } : row));

/**
 * What the button behind the link of a message does: yes, where it asked; else no more of the reports that it told of. False for a
 * message that was not to a resident.
 */
export async function chooseBy(own: Choosing, phone: Phone, { letters }: Message): Promise<boolean> {
  const reports = letters.filter(({ of }) => of === 'report');
  if (reports.length === 0) return false;
  if (reports.some(({ news }) => news === 'asks')) await wantsSms(own, phone);
  else for (const { id } of reports) await unsubscribe(own.residents, id);
  return true;
}
