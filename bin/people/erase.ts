import { isRefusal } from '../../domain/case/refusal.ts';
import { erased } from '../../domain/case-file/erasure.ts';
import type { Phone } from '../../domain/primitives.ts';
import type { ReportRow } from '../../domain/resident/report-row.ts';
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
  const file = row.joined ? undefined : await desk.cases.load(row.case);
  const outcome = file && erased(file, await means(desk));
  if (outcome && isRefusal(outcome)) {
    if (apply) await residents.save({ ...row, contact: null, subscribed: false, version: row.version + 1 });
    return `the contact ${apply ? 'is' : 'would be'} erased; ${outcome.message}, or 365 days after its end it is by itself`;
  }
  if (!apply) return undefined;
  if (file) {
    await removePhotos(row.case);
    await execute(desk, row.case, erased);
  }
  await residents.erase(row);
  return undefined;
}
