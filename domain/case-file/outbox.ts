import type { WhatOf } from '../case/event.ts';
import { type Phone, plusSeconds } from '../primitives.ts';
import type { CaseFile, Means } from './case-file.ts';
import { append, caseOf } from './case-file.ts';
import type { Notice } from './notices.ts';
import { isStillNews, MOST_ATTEMPTS, nextTry, phoneFor } from './notices.ts';

/** How a send ended. `unknown`: nobody can say whether it went out, so it counts as not sent and is repeated. */
export interface Outcome {
  outcome: 'sent' | 'failed' | 'unknown';
  reference?: string;
  /** No further attempt would do better. */
  final?: boolean;
}

/** A notice that a sender has taken, and the telephone it is for, whatever the roster says later. */
export type Claimed<N = Notice> = N & { phone: Phone };

/** A claim whose sender has not reported in time is open to the next. */
const claimable = (notice: Notice, { now, patience }: Means): boolean =>
  notice.claimedAt === null ? notice.notBefore <= now : plusSeconds(notice.claimedAt, patience) <= now;

/**
 * Claims every notice that may go out now, so that no second sender takes them, and answers what this claim took;
 * the same file if there is none. A claim that was given up goes on record as of unknown outcome before it is tried again.
 */
export function claimNotices(file: CaseFile, means: Means): { file: CaseFile; claimed: Claimed[] } {
  const lost = file.outbox.filter((notice) => notice.claimedAt !== null && claimable(notice, means));
  const told = lost.reduce((sofar, notice) => reportNotice(sofar, notice, { outcome: 'unknown' }, means), file);
  const claimed = told.outbox
    .filter((notice) => claimable(notice, means))
    .map((notice) => ({ ...notice, claimedAt: means.now, phone: phoneFor(notice, means.now, means.directory) }));
  if (claimed.length === 0) return { file: told, claimed };
  const outbox = told.outbox.map((notice) => claimed.find(({ id }) => id === notice.id) ?? notice);
  return { file: { ...told, outbox }, claimed };
}

/**
 * Puts the outcome of an attempt on record. Sent: the notice is done. Else the next telephone is tried, at last it is
 * given up. Reporting an attempt that somebody else has reported changes nothing.
 */
export function reportNotice(
  file: CaseFile,
  notice: Notice,
  { outcome, reference, final = false }: Outcome,
  means: Means,
): CaseFile {
  const current = file.outbox.find(
    (own) => own.id === notice.id && own.attempt === notice.attempt && own.claimedAt !== null,
  );
  if (!current?.phone) return file;
  const kase = caseOf(file);
  const wanted = isStillNews(notice, kase);
  const again = outcome !== 'sent' && wanted && !final && notice.attempt + 1 < MOST_ATTEMPTS;
  const what: WhatOf<'notified'> = {
    type: 'notified',
    notice: notice.id,
    attempt: notice.attempt + 1,
    outcome: outcome !== 'sent' && wanted && !again ? 'given-up' : outcome,
    unit: notice.unit,
    as: notice.as,
    phoneEnding: current.phone.slice(-4),
    ...(reference !== undefined && { reference }),
  };
  const next: Notice = {
    ...notice,
    claimedAt: null,
    phone: null,
    ...nextTry(current, current.phone, means.now, means.directory),
  };
  const outbox = file.outbox.flatMap((own) => (own === current ? (again ? [next] : []) : [own]));
  return append({ ...file, outbox }, [{ by: { system: 'notices' }, what }], means);
}
