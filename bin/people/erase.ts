import { caseOf } from '../../domain/case-file/case-file.ts';
import type { Phone } from '../../domain/primitives.ts';
import type { ReportRow } from '../../domain/resident/report-row.ts';
import { changeRow } from '../../functions/shell/change-row.ts';
import { means } from '../../functions/shell/execute.ts';
import { type Way, wayOf } from '../../functions/shell/follow.ts';
import { rosterPhones } from '../../functions/shell/roster-phones.ts';
import { eraseWords, type Words, whyNotYet } from '../erase-words.ts';
import type { People } from './people.ts';

/**
 * Erases what there is of the person who has a telephone: contacts, reports, what was written in their ended cases and wherever
 * those went on, photos, and what stands under the number itself. Of an open case, and of one under review, the contact goes at
 * once; that is said, the exit code is 1, and the same call after its end finds the report and erases the rest. Without `apply` it
 * says what it would do. A second call finds nothing.
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
      const refused = await eraseReport(people, row, phone, apply);
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
async function eraseReport(people: People, row: ReportRow, phone: Phone, apply: boolean): Promise<string | undefined> {
  const { residents, desk, removePhotos } = people;
  const file = await desk.cases.load(row.case);
  const words = file && wordsOf(row, await wayOf(file, desk));
  const refused = words && (whyNotYet(words, await means(desk)) ?? (apply ? await eraseWords(desk, words) : undefined));
  if (refused) {
    if (apply)
      await changeRow(residents, row.id, (stands) =>
        stands.toErase === phone && !stands.contact
          ? stands
          : { ...stands, contact: null, subscribed: false, toErase: phone },
      );
    return `the contact ${apply ? 'is' : 'would be'} erased; ${refused.message}: the telephone still finds it then`;
  }
  if (!apply) return undefined;
  for (const own of words?.own ?? []) await removePhotos(caseOf(own).id);
  await residents.erase(row);
  return undefined;
}

/** Whoever opened a case wrote what it is about; in the case of another, each wrote their messages. */
const wordsOf = ({ id, joined }: ReportRow, { own, others }: Way): Words =>
  joined ? { own: [], others: [...own, ...others], reports: [id] } : { own, others, reports: [id] };
