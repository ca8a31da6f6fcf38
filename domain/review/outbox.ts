import type { Means } from '../case-file/case-file.ts';
import { MOST_ATTEMPTS, nextTry } from '../case-file/next-phone.ts';
import { claimOutbox, type Outcome, postedIn } from '../case-file/outbox.ts';
import type { WhatOf } from './event.ts';
import type { Notice } from './notices.ts';
import { append, type ReviewFile } from './review-file.ts';

/** As of cases. */
export { claimOutbox as claimNotices, postedIn };

/** Whether an outcome ends the attempts at a notice in vain. */
export function isGivenUp(
  file: ReviewFile,
  notice: Pick<Notice, 'id' | 'attempt'>,
  { outcome, final = false }: Outcome,
): boolean {
  const current = postedIn(file, notice);
  return current !== undefined && outcome !== 'sent' && (final || current.attempt + 1 >= MOST_ATTEMPTS);
}

/** Puts the outcome of an attempt on record; reporting one that somebody else has reported changes nothing. */
export function reportNotice(
  file: ReviewFile,
  notice: Pick<Notice, 'id' | 'attempt'>,
  told: Outcome,
  means: Means,
): ReviewFile {
  const { outcome, reference } = told;
  const current = postedIn(file, notice);
  if (!current) return file;
  const isOver = isGivenUp(file, notice, told);
  const again = outcome !== 'sent' && !isOver;
  const what: WhatOf<'notified'> = {
    type: 'notified',
    notice: current.id,
    attempt: current.attempt + 1,
    outcome: isOver ? 'given-up' : outcome,
    unit: current.unit,
    as: current.as,
    phoneEnding: current.phone.slice(-4),
    ...(reference !== undefined && { reference }),
  };
  const next: Notice = {
    ...current,
    claimedAt: null,
    phone: null,
    posts: 0,
    ...nextTry(current, current.phone, means.now, means.directory),
  };
  const outbox = file.outbox.flatMap((own) => (own === current ? (again ? [next] : []) : [own]));
  return append({ ...file, outbox }, [{ by: { system: 'notices' }, what }], means);
}
