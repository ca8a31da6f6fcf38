import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import type { Phone } from '../../domain/primitives.ts';
import type { ReportRow } from '../../domain/resident/report-row.ts';
import { wayOf } from '../../functions/shell/follow.ts';
import type { People } from './people.ts';

/**
 * Everything there is of the person who has a telephone, as JSON: their reports, what they wrote, who read their contact, the
 * SMS they were sent. Photos are named by their digest; they lie in the bucket, below the number of the case.
 */
export async function exportPerson(people: People, phone: Phone): Promise<object> {
  const { residents, lines, desk } = people;
  const at = desk.now?.() ?? new Date().toISOString();
  const reports: object[] = [];
  for await (const rows of residents.ofPerson(phone)) for (const row of rows) reports.push(await reportOf(people, row));
  const messages = await lines.log(phone, '2000-01-01T00:00:00.000Z', at);
  const sms = messages.map(({ at: sent, outcome, letters }) => ({
    at: sent,
    outcome,
    about: letters.map(({ of, id, news }) => ({ of, id, news })),
  }));
  const held = (await people.held.ofPerson(phone)).map(({ id, at: sent, report, contact, ruled }) => ({
    id,
    at: sent,
    report,
    contact,
    ruled,
  }));
  return { phone, exportedAt: at, held, wantsSms: await residents.phone(phone), reports, sms };
}

async function reportOf({ residents, desk }: People, row: ReportRow): Promise<object> {
  const { id, case: about, at, contact, subscribed, joined, rating } = row;
  const file = await desk.cases.load(about);
  const way = file && (await wayOf(file, desk));
  const last = way?.others.at(-1) ?? way?.own.at(-1);
  return {
    id,
    case: about,
    at,
    contact,
    subscribed,
    ...(joined && { words: joined.words, place: joined.place }),
    ...(rating && { rating }),
    ...(last && { status: caseOf(last).status }),
    ...(way && {
      wrote: [
        ...way.own.flatMap((own) => writtenIn(own, row, !joined)),
        ...way.others.flatMap((other) => writtenIn(other, row, false)),
      ],
    }),
    readBy: await residents.readings(id),
  };
}

/** Steps of a resident that name no report: of a case that others joined it is not known whose they are. */
const ONLY_THEIRS: ReadonlySet<string> = new Set(['opened', 'rated']);

/** What the resident of a report wrote in a case, their own or that of another, oldest first: nothing that another wrote. */
function writtenIn({ history, contents }: CaseFile, { id }: ReportRow, isTheirCase: boolean): object[] {
  return history.flatMap(({ at, by, what, content }) => {
    const isTheirs = what.type === 'messaged' ? what.report === id : isTheirCase && ONLY_THEIRS.has(what.type);
    const wrote = 'resident' in by && isTheirs && content !== undefined ? contents[content]?.content : undefined;
    return wrote ? [{ at, what: what.type, ...wrote }] : [];
  });
}
