import { isRefusal, type Refusal } from '../../domain/case/refusal.ts';
import { bounced } from '../../domain/case-file/bounced.ts';
import { callOf } from '../../domain/case-file/call.ts';
import { acknowledged } from '../../domain/case-file/calls.ts';
import type { CaseFile, Means } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { News } from '../../domain/case-file/notice.ts';
import { languageFor, noticeSays, wordOf } from '../../domain/case-file/notice-texts.ts';
import * as ofCase from '../../domain/case-file/outbox.ts';
import { isPassed } from '../../domain/case-file/still-news.ts';
import type { Letter } from '../../domain/line/letter.ts';
import type { How } from '../../domain/line/message.ts';
import type { Says } from '../../domain/line/templates.ts';
import type { Instant, Language, Phone } from '../../domain/primitives.ts';
import * as review from '../../domain/review/notices.ts';
import * as ofReview from '../../domain/review/outbox.ts';
import { reviewOf } from '../../domain/review/review-file.ts';
import { execute, means as meansOf } from './execute.ts';
import type { LineDesk } from './line-desk.ts';
import { log } from './log.ts';
import { reportToRow, residentTelling } from './resident-letters.ts';
import { executeReview } from './review-desk.ts';

/** What a letter says at this instant. */
export interface Telling {
  word: string;
  language: Language;
  says: Says;
}

/** What a letter says as its case or review stands now; undefined if that is no news any more. */
export async function tellingOf(
  desk: LineDesk,
  letter: Letter,
  phone: Phone,
  means: Means,
): Promise<Telling | undefined> {
  if (letter.of === 'report') return residentTelling(desk, letter, phone, means.now);
  const notice = { id: letter.notice, attempt: letter.attempt };
  const language = languageFor(letter.unit, means.directory);
  if (letter.of === 'review') {
    const file = await desk.reviews.reviews.load(letter.id);
    const posted = file && ofReview.postedIn(file, notice);
    if (!posted) return undefined;
    return {
      language,
      word: review.wordOf(posted, language),
      says: review.noticeSays(posted, reviewOf(file), means.directory),
    };
  }
  const file = await desk.cases.cases.load(letter.id);
  const posted = file && ofCase.postedIn(file, notice);
  if (!posted || isPassed(posted, file.history, caseOf(file))) return undefined;
  if (posted.about !== undefined && !callOf(file.calls, posted)) return undefined;
  return { language, word: wordOf(posted, language), says: noticeSays(posted, caseOf(file), means.directory) };
}

/** Takes back a letter that is no news any more. A second call changes nothing. */
export async function withdraw(desk: LineDesk, { of, id, notice, attempt }: Letter): Promise<void> {
  if (of === 'case') await execute(desk.cases, id, (file) => ofCase.withdrawNotice(file, { id: notice, attempt }));
}

/** Tells a case or review what became of an attempt. A second call changes nothing. */
export async function report(desk: LineDesk, letter: Letter, phone: Phone, outcome: ofCase.Outcome): Promise<void> {
  const { of, id, notice, attempt, urgency } = letter;
  const named = { id: notice, attempt };
  if (of === 'report') return reportToRow(desk, letter, phone, outcome);
  let isGivenUp = false;
  if (of === 'review') {
    await executeReview(desk.reviews, id, (before, means) => {
      isGivenUp = ofReview.isGivenUp(before, named, outcome);
      return ofReview.reportNotice(before, named, outcome, means);
    });
    if (isGivenUp) givenUp({ review: id });
    return;
  }
  const step: Step = (before, means) => {
    const current = ofCase.postedIn(before, named);
    isGivenUp = current !== undefined && ofCase.verdictOn(before, current, outcome).isGivenUp;
    // Whoever got it by a message without a link or a code cannot acknowledge it.
    return ofCase.reportNotice(before, named, { ...outcome, isAsked: urgency === 'urgent' }, means);
  };
  const isListed = outcome.outcome !== 'sent' && (await listedIfDead(desk, id, notice, step));
  await execute(desk.cases, id, step);
  if (isGivenUp && !isListed) givenUp({ case: id });
}

/** An alarm counts on these words: lib/lines.ts. */
const givenUp = (what: Record<string, unknown>): void => log.error('notice given up', what);

type Step = (before: CaseFile, means: Means) => CaseFile | Refusal;
const deadSince = ({ outbox }: CaseFile, notice: string): Instant | undefined =>
  outbox.find(({ id }) => id === notice)?.deadSince;

/**
 * Lists a notice, with an alarm, if a step is about to make it a dead letter; answers whether it did. It is listed before the
 * case has it: whoever dies between leaves a row too many, which the list drops, and no notice that nobody sees.
 */
async function listedIfDead(
  { cases, lines }: Pick<LineDesk, 'cases' | 'lines'>,
  id: string,
  notice: string,
  step: Step,
): Promise<boolean> {
  const before = await cases.cases.load(id);
  const after = before && step(before, await meansOf(cases));
  if (!after || isRefusal(after) || deadSince(before, notice) !== undefined) return false;
  const since = deadSince(after, notice);
  if (since === undefined) return false;
  givenUp({ case: id, dead: true });
  await lines.keepDead({ of: 'case', id, notice, since });
  return true;
}

/** Tells a case that whoever has this telephone got the news. A second call changes nothing. */
export async function tellAcknowledged(
  desk: Pick<LineDesk, 'cases'>,
  letter: Letter,
  phone: Phone,
  how: How,
): Promise<void> {
  if (letter.of !== 'case') return;
  await execute(desk.cases, letter.id, (file, means) => acknowledged(file, { id: letter.notice }, phone, how, means));
}

/** Tells a case that what was sent came back. A second call changes nothing. */
export async function tellBounced(
  desk: Pick<LineDesk, 'cases' | 'lines'>,
  letter: Letter,
  phone: Phone,
): Promise<void> {
  const { as } = letter;
  if (letter.of !== 'case' || as === 'resident') return;
  const sent = { ...letter, as, id: letter.notice, news: News.parse(letter.news) };
  const step: Step = (before, means) => bounced(before, sent, phone, means);
  await listedIfDead(desk, letter.id, sent.id, step);
  await execute(desk.cases, letter.id, step);
  // An alarm counts on these words: lib/lines.ts.
  log.warn('sms bounced', { case: letter.id, phoneEnding: phone.slice(-4) });
}
