import { isRefusal } from '../../domain/case/refusal.ts';
import { callOf } from '../../domain/case-file/call.ts';
import { acknowledged, bounced } from '../../domain/case-file/calls.ts';
import type { Means } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { News } from '../../domain/case-file/notice.ts';
import { noticeSays, wordOf } from '../../domain/case-file/notice-texts.ts';
import * as ofCase from '../../domain/case-file/outbox.ts';
import { isPassed } from '../../domain/case-file/still-news.ts';
import type { Letter } from '../../domain/line/letter.ts';
import type { How } from '../../domain/line/message.ts';
import type { Says } from '../../domain/line/templates.ts';
import type { Phone } from '../../domain/primitives.ts';
import * as review from '../../domain/review/notices.ts';
import * as ofReview from '../../domain/review/outbox.ts';
import { isRefusal as isNo } from '../../domain/review/refusal.ts';
import { reviewOf } from '../../domain/review/review-file.ts';
import { execute } from './execute.ts';
import type { LineDesk } from './line-desk.ts';
import { log } from './log.ts';
import { executeReview } from './review-desk.ts';

/** What a letter says at this instant. */
export interface Telling {
  word: string;
  says: Says;
}

/** What a letter says as its case or review stands now; undefined if that is no news any more. */
export async function tellingOf(desk: LineDesk, letter: Letter, means: Means): Promise<Telling | undefined> {
  const notice = { id: letter.notice, attempt: letter.attempt };
  if (letter.of === 'review') {
    const file = await desk.reviews.reviews.load(letter.id);
    const posted = file && ofReview.postedIn(file, notice);
    if (!posted) return undefined;
    return { word: review.wordOf(posted), says: review.noticeSays(posted, reviewOf(file), means.directory) };
  }
  const file = await desk.cases.cases.load(letter.id);
  const posted = file && ofCase.postedIn(file, notice);
  if (!posted || isPassed(posted, file.history, caseOf(file))) return undefined;
  if (posted.about !== undefined && !callOf(file.calls, posted)) return undefined;
  return { word: wordOf(posted), says: noticeSays(posted, caseOf(file), means.directory) };
}

/** Takes back a letter that is no news any more. A second call changes nothing. */
export async function withdraw(desk: LineDesk, { of, id, notice, attempt }: Letter): Promise<void> {
  if (of === 'case') await execute(desk.cases, id, (file) => ofCase.withdrawNotice(file, { id: notice, attempt }));
}

/** Tells a case or review what became of an attempt. A second call changes nothing. */
export async function report(
  desk: LineDesk,
  { of, id, notice, attempt }: Letter,
  outcome: ofCase.Outcome,
): Promise<void> {
  const named = { id: notice, attempt };
  if (of === 'review') {
    const file = await executeReview(desk.reviews, id, (before, means) =>
      ofReview.reportNotice(before, named, outcome, means),
    );
    // An alarm counts on these words: lib/lines.ts.
    if (file && !isNo(file) && isGivenUp(file.history.at(-1)?.what, named))
      log.error('notice given up', { review: id });
    return;
  }
  const file = await execute(desk.cases, id, (before, means) => ofCase.reportNotice(before, named, outcome, means));
  if (!file || isRefusal(file)) return;
  const dead = file.outbox.find((own) => own.id === notice)?.deadSince;
  if (dead !== undefined) await desk.lines.keepDead({ of, id, notice, since: dead });
  if (isGivenUp(file.history.at(-1)?.what, named)) log.error('notice given up', { case: id, dead: dead !== undefined });
}

const isGivenUp = (
  what: { type: string; notice?: string; outcome?: string } | undefined,
  { id }: { id: string },
): boolean => what?.type === 'notified' && what.notice === id && what.outcome === 'given-up';

/** Tells a case that whoever has this telephone got the news. A second call changes nothing. */
export async function tellAcknowledged(
  desk: Pick<LineDesk, 'cases'>,
  letter: Letter,
  phone: Phone,
  how: How,
): Promise<void> {
  if (letter.of === 'review') return;
  await execute(desk.cases, letter.id, (file, means) => acknowledged(file, [{ id: letter.notice }], phone, how, means));
}

/** Tells a case that what was sent came back. A second call changes nothing. */
export async function tellBounced(desk: Pick<LineDesk, 'cases'>, letter: Letter, phone: Phone): Promise<void> {
  if (letter.of === 'review') return;
  const news = News.parse(letter.news);
  const sent = { ...letter, id: letter.notice, news };
  await execute(desk.cases, letter.id, (file, means) => bounced(file, sent, phone, means));
}
