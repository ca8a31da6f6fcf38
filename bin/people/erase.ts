import { isHeldByLaw } from '../../domain/case/case.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { erased, withoutMessages } from '../../domain/case-file/erasure.ts';
import type { Phone } from '../../domain/primitives.ts';
import type { ReportRow } from '../../domain/resident/report-row.ts';
import { changeRow } from '../../functions/shell/change-row.ts';
import { execute, means } from '../../functions/shell/execute.ts';
import { rosterPhones } from '../../functions/shell/roster-phones.ts';
import type { People } from './people.ts';

/**
 * Erases what there is of the person who has a telephone: contacts, reports, what was written in their ended cases, photos, and
 * what stands under the number itself. Of an open case, and of one under review, the contact goes at once and the rest 365
 * days after its end; that is said, and the exit code is 1. Without `apply` it says what it would do. A second call finds nothing.
 */
export async function erasePerson(
  people: People,
  phone: Phone,
  { apply }: { apply: boolean },
  print: (line: string) => void,
): Promise<number> {
  const { residents, lines, desk } = people;
  let left = 0;
  let count = 0;
  for await (const rows of residents.ofPerson(phone)) {
    for (const row of rows) {
      count += 1;
      const refused = await eraseReport(people, row, apply);
      if (refused !== undefined) left += 1;
      print(`${row.id}: ${refused ?? (apply ? 'erased' : 'to erase')}`);
    }
  }
  for (const held of await people.held.ofPerson(phone)) {
    count += 1;
    if (apply) await people.held.forget(held);
    print(`${held.id}: held for a clerk, ${apply ? 'erased' : 'to erase'}`);
  }
  const directory = await desk.directory();
  const onDuty = directory.documents.rosters.some(({ unit }) => rosterPhones(unit, directory).includes(phone));
  if (onDuty) print(`${phone} is on a roster: its line and what it was sent as such stay`);
  else if (apply) {
    await residents.erasePhone(phone);
    await lines.forget(phone);
    await people.forget(phone);
  }
  print(
    count === 0 ? `No report has ${phone} as its contact.` : `${count} reports; of ${left} something stays for now.`,
  );
  if (!apply) print('Nothing was written. Erase with --apply.');
  return left > 0 ? 1 : 0;
}

/** Why something of a report stays; undefined if all of it is erased, or would be. */
async function eraseReport(people: People, row: ReportRow, apply: boolean): Promise<string | undefined> {
  const { residents, desk, removePhotos } = people;
  const file = await desk.cases.load(row.case);
  const outcome = file && !row.joined ? erased(file, await means(desk)) : undefined;
  const isHeld = file !== undefined && isHeldByLaw(caseOf(file));
  if ((outcome && isRefusal(outcome)) || isHeld) {
    const why = outcome && isRefusal(outcome) ? outcome.message : `case ${row.case} is under review`;
    if (apply) await changeRow(residents, row.id, (stands) => ({ ...stands, contact: null, subscribed: false }));
    return `the contact ${apply ? 'is' : 'would be'} erased; ${why}, or 365 days after its end it is by itself`;
  }
  if (!apply) return undefined;
  if (row.joined) await execute(desk, row.case, (before) => withoutMessages(before, row.id));
  else if (file) {
    await execute(desk, row.case, erased);
    await removePhotos(row.case);
  }
  await residents.erase(row);
  return undefined;
}
