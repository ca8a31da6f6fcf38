import type { CaseFile, Means } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import type { Outcome } from '../../domain/case-file/outbox.ts';
import { lastResidentNews, ResidentNewsKind } from '../../domain/case-file/resident-news.ts';
import type { Letter } from '../../domain/line/letter.ts';
import type { Says } from '../../domain/line/templates.ts';
import { type Instant, instant, type Language, ms, type Phone, plusSeconds } from '../../domain/primitives.ts';
import { asked, mayAsk, type PhoneRow } from '../../domain/resident/phone-row.ts';
import { type ReportRow, toldOf } from '../../domain/resident/report-row.ts';
import { asksResident, residentSays, wordForResident } from '../../domain/resident/resident-texts.ts';
import { now } from './chance.ts';
import { changeKept } from './change-kept.ts';
import { changeRow } from './change-row.ts';
import type { LineDesk } from './line-desk.ts';
import type { ResidentStore } from './resident-store.ts';

type Phones = Pick<ResidentStore, 'phone' | 'savePhone'>;
const ASKS = 'asks';
/** Attempts at most: of what did not go out, and of what nobody knows whether it did. */
const MOST_ATTEMPTS = { sent: 1, failed: 3, unknown: 2 };

/** Who gets it is the line's; the unit is that of the case. */
const letterTo = (row: ReportRow, notice: string, news: string, unit: string, at: Instant): Letter => ({
  of: 'report',
  id: row.id,
  notice,
  attempt: 0,
  news,
  unit,
  as: 'resident',
  urgency: 'prompt',
  at,
});

/** Asks in working hours whether SMS are wanted, unless the telephone has said so: whether it is asked now is seen when it is sent. A second call changes nothing. */
export async function postAsking(
  lines: Pick<LineDesk['lines'], 'post'>,
  row: ReportRow | undefined,
  unit: string,
  { now: posted, directory }: Pick<Means, 'now' | 'directory'>,
): Promise<void> {
  if (!row?.subscribed || row.contact?.phone === undefined) return;
  const at = instant(directory.calendar(unit).nextWorking(ms(posted)));
  await lines.post(row.contact.phone, letterTo(row, ASKS, ASKS, unit, at), posted);
}

/** Posts what a case has for residents last to one who wishes so, unless they were told. */
export async function postNews(
  lines: Pick<LineDesk['lines'], 'post'>,
  row: ReportRow,
  file: CaseFile,
  unit: string,
  at: Instant,
): Promise<void> {
  const last = lastResidentNews(file.history, row.id);
  if (!last || !row.subscribed || row.contact?.phone === undefined || last.at < row.at) return;
  const notice = `${caseOf(file).id}#${last.event}`;
  if (row.told.includes(notice)) return;
  await lines.post(row.contact.phone, letterTo(row, notice, last.news, unit, at), at);
}

/** What a letter to a resident says, if whoever has the telephone wants it, and it is the last there is. */
export async function residentTelling(
  { residents, cases }: Pick<LineDesk, 'residents' | 'cases'>,
  letter: Letter,
  phone: Phone,
  at: Instant,
): Promise<{ language: Language; word: string; says: Says } | undefined> {
  const [row, known] = [await residents.load(letter.id), await residents.phone(phone)];
  if (!row?.subscribed || row.contact?.phone !== phone) return undefined;
  if (letter.notice === ASKS) return mayAsk(known, at) ? { language: 'zh', word: ASKS, says: asksResident } : undefined;
  if (known.confirmedAt === null || row.told.includes(letter.notice)) return undefined;
  const [kase = '', event] = letter.notice.split('#');
  const file = await cases.cases.load(kase);
  if (!file || lastResidentNews(file.history, row.id)?.event !== Number(event)) return undefined;
  const news = ResidentNewsKind.parse(letter.news);
  return { language: 'zh', word: wordForResident(news), says: residentSays(row.id, news) };
}

/**
 * Puts on the row what became of a letter. What did not go out is tried twice more, what nobody knows whether it went out once.
 * A second call changes nothing.
 */
export async function reportToRow(
  { residents, lines }: Pick<LineDesk, 'residents' | 'lines'>,
  letter: Letter,
  phone: Phone,
  { outcome, final = false }: Outcome,
): Promise<void> {
  if (letter.notice === ASKS) {
    if (outcome !== 'failed') await changePhone(residents, phone, (row) => asked(row, now()));
    return;
  }
  const attempt = letter.attempt + 1;
  if (!final && attempt < MOST_ATTEMPTS[outcome]) {
    const at = plusSeconds(now(), 300 * 4 ** letter.attempt);
    await lines.post(phone, { ...letter, attempt, at }, now());
    return;
  }
  await changeRow(residents, letter.id, (row) => toldOf(row, letter.notice));
}

/** Changes what is known of a telephone. */
export const changePhone = (phones: Phones, phone: Phone, step: (row: PhoneRow) => PhoneRow) =>
  changeKept(
    'what is known of a telephone',
    { load: () => phones.phone(phone), save: (row) => phones.savePhone(phone, row) },
    step,
  );
