import type { Recorded, WhatOf } from '../case/event.ts';
import { type Instant, type Phone, plusSeconds } from '../primitives.ts';
import type { CaseFile, Means } from './case-file.ts';
import { append, caseOf } from './case-file.ts';
import { urgencyOf } from './news-table.ts';
import { MOST_ATTEMPTS, nextTry } from './next-phone.ts';
import { eventOf, fresh, type Notice } from './notice.ts';
import { isStillNews } from './still-news.ts';

/** What is known of a notice that was sent. */
export type Sent = Pick<Notice, 'id' | 'news' | 'unit' | 'as' | 'attempt'>;

/**
 * The carrier says that what was sent did not arrive. That goes on record; while it is news and nobody has acknowledged it, the
 * next telephone is told at once; what was tried `MOST_ATTEMPTS` times is a dead letter. A second word changes nothing, nor does
 * one that comes before the outcome of the send: whoever reports that tells it again.
 */
export function bounced(file: CaseFile, sent: Sent, phone: Phone, means: Means): CaseFile {
  const { id, news, unit, as } = sent;
  const attempt = sent.attempt + 1;
  const isSame = ({ what }: Recorded) =>
    what.type === 'notified' && what.notice === id && what.attempt === attempt && what.outcome === 'bounced';
  const isOut = (own: Notice) => own.id === id && own.attempt === sent.attempt;
  if (file.history.some(isSame) || file.outbox.some(isOut)) return file;
  const what: WhatOf<'notified'> = {
    ...{ type: 'notified', notice: id, attempt, outcome: 'bounced', unit, as },
    phoneEnding: phone.slice(-4),
  };
  const noted = append(file, [{ by: { system: 'notices' }, what }], means);
  const kase = caseOf(noted);
  const call = noted.calls.find(({ event, told }) => event === eventOf(sent) && told.includes(phone));
  if (call)
    return call.next === null
      ? noted
      : { ...noted, calls: noted.calls.map((own) => (own === call ? { ...call, next: means.now } : own)) };
  const isWaiting = noted.outbox.some((own) => own.id === id);
  if (urgencyOf(sent, kase) !== 'prompt' || isWaiting || !isStillNews(sent, kase)) return noted;
  const tried = triedBefore(noted, sent, phone, means);
  const again = {
    ...fresh({ id, news, unit, as, notBefore: means.now }),
    ...nextTry({ unit, as, attempt: sent.attempt, tried }, phone, means.now, means.directory),
  };
  const next = attempt < MOST_ATTEMPTS ? again : { ...again, ...bouncedDead(noted, sent, means.now) };
  return { ...noted, outbox: [...noted.outbox, next] };
}

/** It is tried again after 1, 2, 4 … hours, at most a day: a number that brings everything back is none. */
function bouncedDead(
  { history }: CaseFile,
  { id, attempt }: Sent,
  now: Instant,
): Pick<Notice, 'notBefore' | 'deadSince'> {
  const since = history.find(
    ({ what }) => what.type === 'notified' && what.notice === id && what.attempt === MOST_ATTEMPTS,
  );
  const hours = Math.min(24, 2 ** Math.min(5, attempt + 1 - MOST_ATTEMPTS));
  return { notBefore: plusSeconds(now, hours * 3600), deadSince: since?.at ?? now };
}

/** Telephones on duty that this notice was sent to before, as far as the last digits on record tell. */
function triedBefore({ history }: CaseFile, { id, unit, as }: Sent, phone: Phone, { now, directory }: Means): Phone[] {
  const endings = new Set(
    history.flatMap(({ what }) => (what.type === 'notified' && what.notice === id ? what.phoneEnding : [])),
  );
  const all = as === 'leader' ? [directory.roster(unit).leader] : directory.onDuty(unit, now);
  return all.filter((own) => own !== phone && endings.has(own.slice(-4)));
}
