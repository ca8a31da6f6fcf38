import type { WhatOf } from '../case/event.ts';
import { type Instant, type Phone, plusSeconds } from '../primitives.ts';
import { aboutOf, callOf } from './call.ts';
import { called, hurried, MOST_TRIED_UP } from './calls.ts';
import type { CaseFile, Means } from './case-file.ts';
import { append, caseOf } from './case-file.ts';
import { urgencyOf } from './news-table.ts';
import { MOST_ATTEMPTS, nextTry, phoneFor } from './next-phone.ts';
import type { Notice } from './notice.ts';
import { isStillNews } from './still-news.ts';

/** How a send ended. `unknown`: nobody can say whether it went out, so it counts as not sent and is repeated. */
export interface Outcome {
  outcome: 'sent' | 'failed' | 'unknown';
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

/**
 * Claims every notice that may be posted now, with the telephone it is for, and answers what this claim took; the same file
 * if there is none. What was posted and is not answered in time is claimed again for the same telephone: its line takes
 * it once.
 */
export function claimNotices(file: CaseFile, means: Means): { file: CaseFile; claimed: Claimed[] } {
  const claimed = file.outbox
    .filter((notice) => claimable(notice, means))
    .map((notice) => ({
      ...notice,
      claimedAt: means.now,
      posts: notice.posts + 1,
      phone: notice.phone ?? phoneFor({ ...notice, except: knowing(file, notice) }, means.now, means.directory),
    }));
  if (claimed.length === 0) return { file, claimed };
  const outbox = file.outbox.map((notice) => claimed.find(({ id }) => id === notice.id) ?? notice);
  return { file: { ...file, outbox }, claimed };
}

/** Whoever was told before is not told again by the next step up the line. */
const knowing = (file: CaseFile, notice: Notice): readonly Phone[] =>
  (notice.about !== undefined && callOf(file.calls, notice)?.told) || [];

/** A posted notice as its line names it, if it still waits for an answer. */
export const postedIn = (file: CaseFile, { id, attempt }: Pick<Notice, 'id' | 'attempt'>): Claimed | undefined =>
  file.outbox.find((own): own is Claimed => own.id === id && own.attempt === attempt && own.phone !== null);

/** Seconds after which what could not be delivered is tried again, from the first telephone on. */
const TRIED_AGAIN = 3600;

/**
 * Puts the outcome of an attempt on record. Sent: the notice is done; what is urgent now waits to be acknowledged. Else the
 * next telephone is tried; after six attempts it is a dead letter, which is tried again each hour while it is news, if it is
 * more than a digest tells. Reporting an attempt that somebody else has reported changes nothing.
 */
export function reportNotice(
  file: CaseFile,
  notice: Pick<Notice, 'id' | 'attempt'>,
  { outcome, reference, final = false }: Outcome,
  means: Means,
): CaseFile {
  const current = postedIn(file, notice);
  if (!current) return file;
  const kase = caseOf(file);
  const urgency = urgencyOf(current, kase);
  const wanted = isStillNews(current, kase);
  const attempts = current.attempt + 1;
  const most = current.about === undefined ? MOST_ATTEMPTS : MOST_TRIED_UP;
  // It may have gone out both times, and nobody is to get the same a third time.
  const isDoubtful = outcome === 'unknown' && current.tried.includes(current.phone);
  const givenUp = outcome !== 'sent' && wanted && (final || isDoubtful || attempts % most === 0);
  // The next telephone up the line takes over from one up the line; digests are not worth an hour's wait.
  const ends = givenUp && (urgency === 'digest' || current.about !== undefined);
  const again = outcome !== 'sent' && wanted && !final && !ends;
  const what: WhatOf<'notified'> = {
    type: 'notified',
    notice: current.id,
    attempt: attempts,
    outcome: givenUp ? 'given-up' : outcome,
    unit: current.unit,
    as: current.as,
    phoneEnding: current.phone.slice(-4),
    ...(reference !== undefined && { reference }),
  };
  const { now, directory, salt } = means;
  const waiting: Notice = {
    ...current,
    claimedAt: null,
    phone: null,
    posts: 0,
    ...nextTry(
      { ...current, except: knowing(file, current) },
      current.phone,
      now,
      directory,
      Number.parseInt(salt.slice(0, 2), 16) / 256 || 0,
    ),
    ...(givenUp && {
      tried: [current.phone],
      notBefore: plusSeconds(now, TRIED_AGAIN),
      deadSince: current.deadSince ?? now,
    }),
  };
  const outbox = file.outbox.flatMap((own) => (own === current ? (again ? [waiting] : []) : [own]));
  const noted = append({ ...file, outbox }, [{ by: { system: 'notices' }, what }], means);
  if (urgency !== 'urgent' || !wanted) return noted;
  if (outcome === 'sent') return called(noted, current, current.phone, now);
  const isFirst = givenUp && current.deadSince === undefined;
  return isFirst ? hurried(noted, aboutOf(current), [...current.tried, current.phone], now) : noted;
}

/** What is no news any more when its turn comes is not sent, and nothing is said about it. */
export const withdrawNotice = (file: CaseFile, notice: Pick<Notice, 'id' | 'attempt'>): CaseFile => {
  const current = postedIn(file, notice);
  return current ? { ...file, outbox: file.outbox.filter((own) => own !== current) } : file;
};
