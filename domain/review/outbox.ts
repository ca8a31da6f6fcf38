import type { Means } from '../case-file/case-file.ts';
import { MOST_ATTEMPTS, nextTry, phoneFor } from '../case-file/notices.ts';
import type { Claimed, Outcome } from '../case-file/outbox.ts';
import { plusSeconds } from '../primitives.ts';
import type { WhatOf } from './event.ts';
import type { Notice } from './notices.ts';
import { append, type ReviewFile } from './review-file.ts';

/** A claim whose sender has not reported in time is open to the next. */
const claimable = (notice: Notice, { now, patience }: Means): boolean =>
  notice.claimedAt === null ? notice.notBefore <= now : plusSeconds(notice.claimedAt, patience) <= now;

/** Claims every notice that may go out now, as of cases: nobody else takes them, and given-up claims are tried again. */
export function claimNotices(file: ReviewFile, means: Means): { file: ReviewFile; claimed: Claimed<Notice>[] } {
  const lost = file.outbox.filter((notice) => notice.claimedAt !== null && claimable(notice, means));
  const told = lost.reduce((sofar, notice) => reportNotice(sofar, notice, { outcome: 'unknown' }, means), file);
  const claimed = told.outbox
    .filter((notice) => claimable(notice, means))
    .map((notice) => ({ ...notice, claimedAt: means.now, phone: phoneFor(notice, means.now, means.directory) }));
  if (claimed.length === 0) return { file: told, claimed };
  const outbox = told.outbox.map((notice) => claimed.find(({ id }) => id === notice.id) ?? notice);
  return { file: { ...told, outbox }, claimed };
}

/** Puts the outcome of an attempt on record; reporting one that somebody else has reported changes nothing. */
export function reportNotice(file: ReviewFile, notice: Notice, result: Outcome, means: Means): ReviewFile {
  const current = file.outbox.find(
    (own) => own.id === notice.id && own.attempt === notice.attempt && own.claimedAt !== null,
  );
  if (!current?.phone) return file;
  const { outcome, reference, final = false } = result;
  const again = outcome !== 'sent' && !final && notice.attempt + 1 < MOST_ATTEMPTS;
  const what: WhatOf<'notified'> = {
    type: 'notified',
    notice: notice.id,
    attempt: notice.attempt + 1,
    outcome: outcome !== 'sent' && !again ? 'given-up' : outcome,
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
