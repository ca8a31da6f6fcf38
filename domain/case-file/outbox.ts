import type { WhatOf } from '../case/event.ts';
import { NEVER } from '../case/light.ts';
import type { SendOutcome } from '../line/message.ts';
import { type Instant, type Phone, plusSeconds } from '../primitives.ts';
import { callOf } from './call.ts';
import { called, hurried, MOST_TRIED_UP } from './calls.ts';
import type { CaseFile, Means } from './case-file.ts';
import { append, caseOf } from './case-file.ts';
import { urgencyOf } from './news-table.ts';
import { dead, MOST_ATTEMPTS, nextTry, phoneFor, type Tries } from './next-phone.ts';
import type { Notice } from './notice.ts';
import type { ResidentNews } from './resident-news.ts';
import { isStillNews } from './still-news.ts';

/** How a send ended, and what is known of it. */
export interface Outcome {
  outcome: SendOutcome;
  reference?: string;
  /** No further attempt would do better. */
  final?: boolean;
}

/** A notice that is posted to the line of a telephone, whatever the roster says later. */
export type Claimed<N = Notice> = N & { phone: Phone };

/** The part of a notice that says how it stands with its posting; notices of reviews have the same. */
export type Posting = Pick<Notice, 'notBefore' | 'claimedAt' | 'posts'>;

/** When to look again at what is posted and not answered: a line may hold it for hours, so each time after twice as long. */
export const lookAgainAt = ({ claimedAt, posts }: Posting, patience: number): Instant =>
  plusSeconds(claimedAt ?? '', patience * 2 ** Math.min(5, Math.max(0, posts - 1)));

/**
 * A notice for later is nobody's but the reconciler's; one for now has whoever posts it, who gets some grace; one that is
 * posted is looked at again.
 */
export const noticeWake = (notice: Posting, now: Instant, patience: number): Instant =>
  notice.claimedAt !== null
    ? lookAgainAt(notice, patience)
    : notice.notBefore > now
      ? notice.notBefore
      : plusSeconds(notice.notBefore, patience / 2);

export const claimable = (notice: Posting, { now, patience }: Pick<Means, 'now' | 'patience'>): boolean =>
  (notice.claimedAt === null ? notice.notBefore : lookAgainAt(notice, patience)) <= now;

/** A notice of a case or of a review, as an outbox has it. */
type Sendable = Posting & Tries & Pick<Notice, 'id' | 'phone'>;
interface Outbox {
  outbox: Sendable[];
}
type NoticeIn<F extends Outbox> = F['outbox'][number];

/**
 * Claims every notice that may be posted now, with the telephone it is for, and answers what this claim took; the same file
 * if there is none. What was posted and is not answered in time is claimed again for the same telephone: its line takes
 * it once. Telephones of `except` know already.
 */
export function claimOutbox<F extends Outbox>(
  file: F,
  means: Means,
  except: (notice: NoticeIn<F>) => readonly Phone[] = () => [],
): { file: F; claimed: Claimed<NoticeIn<F>>[] } {
  const claimed = file.outbox
    .filter((notice) => claimable(notice, means))
    .map((notice: NoticeIn<F>) => ({
      ...notice,
      claimedAt: means.now,
      posts: notice.posts + 1,
      phone: notice.phone ?? phoneFor({ ...notice, except: except(notice) }, means.now, means.directory),
    }));
  if (claimed.length === 0) return { file, claimed };
  const outbox = file.outbox.map((notice) => claimed.find(({ id }) => id === notice.id) ?? notice);
  return { file: { ...file, outbox }, claimed };
}

/** The same for a case. */
export const claimNotices = (file: CaseFile, means: Means): { file: CaseFile; claimed: Claimed[] } =>
  claimOutbox(file, means, (notice) => knowing(file, notice));

/** Claims what residents may be told now, and answers what this claim took; the same file if there is nothing. */
export function claimForResidents(file: CaseFile, means: Means): { file: CaseFile; claimed: ResidentNews[] } {
  const claimed = file.forResidents
    .filter((news) => claimable(news, means))
    .map((news) => ({ ...news, claimedAt: means.now, posts: news.posts + 1 }));
  if (claimed.length === 0) return { file, claimed };
  const forResidents = file.forResidents.map((news) => claimed.find(({ event }) => event === news.event) ?? news);
  return { file: { ...file, forResidents }, claimed };
}

/** It is posted to the lines of all who wish so; each row knows what its resident was told. */
export const postedToResidents = (file: CaseFile, { event }: Pick<ResidentNews, 'event'>): CaseFile =>
  file.forResidents.some((news) => news.event === event)
    ? { ...file, forResidents: file.forResidents.filter((news) => news.event !== event) }
    : file;

/** Whoever was told before is not told again by the next step up the line. */
const knowing = (file: CaseFile, notice: Notice): readonly Phone[] =>
  (notice.about !== undefined && callOf(file.calls, notice)?.told) || [];

/** A posted notice as its line names it, if it still waits for an answer. */
export const postedIn = <F extends Outbox>(
  { outbox }: F,
  { id, attempt }: Pick<Notice, 'id' | 'attempt'>,
): Claimed<NoticeIn<F>> | undefined =>
  outbox.find((own): own is Claimed<NoticeIn<F>> => own.id === id && own.attempt === attempt && own.phone !== null);

/** What the outcome of an attempt means for a notice. */
interface Verdict {
  /** It is still news. */
  isWanted: boolean;
  /** A round of attempts was in vain. */
  isGivenUp: boolean;
  /** It stays in the outbox and is tried again. */
  isAgain: boolean;
}

/**
 * After six attempts in vain a notice is given up: it is a dead letter then, which is tried again each hour while it is news, if it
 * is more than a digest tells. What may have gone out twice to one telephone is given up at once, and not tried again unless
 * somebody says so: nobody is to get the same a third time.
 */
export function verdictOn(file: CaseFile, current: Claimed, { outcome, final = false }: Outcome): Verdict {
  const kase = caseOf(file);
  const isWanted = isStillNews(current, kase);
  if (outcome === 'sent' || !isWanted) return { isWanted, isGivenUp: false, isAgain: false };
  const most = current.about === undefined ? MOST_ATTEMPTS : MOST_TRIED_UP;
  const isGivenUp = final || isDoubtful(current, outcome) || (current.attempt + 1) % most === 0;
  // The next telephone up the line takes over from one up the line; digests are not worth an hour's wait.
  const ends = isGivenUp && (urgencyOf(current, kase) === 'digest' || current.about !== undefined);
  return { isWanted, isGivenUp, isAgain: !final && !ends };
}

const isDoubtful = ({ tried, phone }: Claimed, outcome: SendOutcome): boolean =>
  outcome === 'unknown' && tried.includes(phone);

/**
 * Puts the outcome of an attempt on record. Sent: the notice is done; what the receiver was asked to acknowledge now waits
 * for that. Else the next telephone is tried. Of a dead letter one attempt in vain a day is put on record.
 * Reporting an attempt that somebody else has reported changes nothing.
 */
export function reportNotice(
  file: CaseFile,
  notice: Pick<Notice, 'id' | 'attempt'>,
  { isAsked, ...outcome }: Outcome & { /** What is urgent is, unless said. */ isAsked?: boolean },
  means: Means,
): CaseFile {
  const current = postedIn(file, notice);
  if (!current) return file;
  const { isWanted, isGivenUp, isAgain } = verdictOn(file, current, outcome);
  const next = isAgain ? [waiting(file, current, outcome.outcome, isGivenUp, means)] : [];
  const outbox = file.outbox.flatMap((own) => (own === current ? next : [own]));
  const noted = isNoted(file, current, outcome.outcome, means.now)
    ? append(
        { ...file, outbox },
        [notified(current, isGivenUp ? 'given-up' : outcome.outcome, outcome.reference)],
        means,
      )
    : { ...file, outbox };
  if (!isWanted || !(isAsked ?? urgencyOf(current, caseOf(file)) === 'urgent')) return noted;
  if (outcome.outcome === 'sent') return called(noted, current, current.phone, means.now);
  const isFirst = isGivenUp && current.deadSince === undefined;
  return isFirst ? hurried(noted, current, [...current.tried, current.phone], means.now) : noted;
}

/** The notice as it waits for its next attempt. */
function waiting(file: CaseFile, current: Claimed, outcome: SendOutcome, isGivenUp: boolean, means: Means): Notice {
  const { now, directory, salt } = means;
  const chance = Number.parseInt(salt.slice(0, 2), 16) / 256 || 0;
  const tries = { ...current, except: knowing(file, current) };
  return {
    ...current,
    claimedAt: null,
    phone: null,
    posts: 0,
    ...nextTry(tries, current.phone, now, directory, chance),
    ...(isGivenUp && { tried: [current.phone], ...dead(now, current.deadSince) }),
    ...(isGivenUp && isDoubtful(current, outcome) && { notBefore: NEVER }),
  };
}

/** Seconds in which one attempt in vain of a dead letter is put on record. */
const NOTED_ONCE_IN = 86_400;

/** A case has room for what matters: what fails each hour for days is said once a day. */
function isNoted({ history }: CaseFile, { id, deadSince }: Claimed, outcome: SendOutcome, now: Instant): boolean {
  if (deadSince === undefined || outcome === 'sent') return true;
  const last = history.findLast(({ what }) => what.type === 'notified' && what.notice === id);
  return last === undefined || plusSeconds(last.at, NOTED_ONCE_IN) <= now;
}

const notified = (current: Claimed, outcome: WhatOf<'notified'>['outcome'], reference: string | undefined) => ({
  by: { system: 'notices' as const },
  what: {
    type: 'notified' as const,
    notice: current.id,
    attempt: current.attempt + 1,
    outcome,
    unit: current.unit,
    as: current.as,
    phoneEnding: current.phone.slice(-4),
    ...(reference !== undefined && { reference }),
  },
});

/** What is no news any more when its turn comes is not sent, and nothing is said about it. */
export const withdrawNotice = (file: CaseFile, notice: Pick<Notice, 'id' | 'attempt'>): CaseFile => {
  const current = postedIn(file, notice);
  return current ? { ...file, outbox: file.outbox.filter((own) => own !== current) } : file;
};
