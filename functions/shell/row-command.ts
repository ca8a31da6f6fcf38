import type * as z from 'zod/mini';
import { caseOf, type Means } from '../../domain/case-file/case-file.ts';
import { caughtUp } from '../../domain/case-file/caught-up.ts';
import { getsSms } from '../../domain/resident/contact.ts';
import type { ReportRow } from '../../domain/resident/report-row.ts';
import { changeRow } from './change-row.ts';
import { type Followed, standing } from './follow.ts';
import { keepRow } from './keep-row.ts';
import { ProblemError, problem } from './problem.ts';
import type { ReportCommand } from './report-messages.ts';
import { canJoinerRate } from './report-view.ts';
import type { ResidentStore } from './resident-store.ts';

type Said = z.infer<typeof ReportCommand>;
type OfRow = Extract<Said, { type: 'subscribe' | 'unsubscribe' | 'rate' }>;

/** Whether a command is about the row of the report: about SMS, and what somebody who joined thinks of the answer. */
export const isOfRow = (command: Said, { row }: Followed): command is OfRow =>
  command.type === 'subscribe' ||
  command.type === 'unsubscribe' ||
  (command.type === 'rate' && row?.joined !== undefined);

/** Says it, and answers the row after it. A second call changes nothing more. Throws what is refused as a problem. */
export async function sayOfRow(
  command: OfRow,
  report: Followed,
  residents: Pick<ResidentStore, 'load' | 'save'>,
  present: Means,
): Promise<ReportRow | undefined> {
  const row =
    report.row ?? (command.type === 'subscribe' ? await newRow(command, report, residents, present) : undefined);
  return row && changeRow(residents, row.id, (stands) => stepOf(command, stands, report, present));
}

/** Of a report whose resident left no telephone so far. */
function newRow(
  { phone }: Extract<OfRow, { type: 'subscribe' }>,
  { own: [first] }: Followed,
  residents: Pick<ResidentStore, 'load' | 'save'>,
  { now }: Means,
): Promise<ReportRow | undefined> {
  if (phone === undefined) throw new ProblemError(NO_MOBILE);
  const { id } = caseOf(first);
  return keepRow(residents, { id, case: id, at: now, contact: { phone }, subscribed: false });
}

function stepOf(command: OfRow, row: ReportRow, report: Followed, present: Means): ReportRow {
  switch (command.type) {
    case 'rate':
      return rated(command, row, report, present);
    case 'unsubscribe':
      return row.subscribed ? { ...row, subscribed: false } : row;
    case 'subscribe': {
      const phone = command.phone ?? row.contact?.phone;
      if (phone === undefined || !getsSms(phone)) throw new ProblemError(NO_MOBILE);
      if (row.subscribed && row.contact?.phone === phone) return row;
      return { ...row, subscribed: true, contact: { ...row.contact, phone } };
    }
    default:
      return command satisfies never;
  }
}

function rated(
  { satisfied, words }: Extract<OfRow, { type: 'rate' }>,
  row: ReportRow,
  report: Followed,
  present: Means,
): ReportRow {
  const stands = caseOf(caughtUp(standing(report), present));
  const isSame = row.rating?.satisfied === satisfied && row.rating.words === words;
  if (!canJoinerRate(row, stands)) {
    if (isSame) return row;
    const detail = row.rating
      ? 'you have said that already of this answer; ask for the reopening if it will not do'
      : `the matter is ${stands.status}; wait for its answer`;
    throw new ProblemError(problem('refused', detail, { code: row.rating ? 'already-rated' : 'not-open' }));
  }
  return { ...row, rating: { at: present.now, satisfied, ...(words !== undefined && { words }) } };
}

const NO_MOBILE = problem('refused', 'there is no mobile of the mainland to send SMS to; send it as "phone"', {
  code: 'no-mobile',
});
