import type { Case } from '../case/case.ts';
import { currentStage, isOpen, openParts } from '../case/case.ts';
import type { Recipient, Recorded, WhatOf } from '../case/event.ts';
import { type Instant, plusSeconds } from '../primitives.ts';
import { isLight, LIGHTS, NEWS, REPEATED } from './news-table.ts';
import { eventOf, type News, type NewsFor, type Notice } from './notice.ts';

/** Whether it still concerns the unit: as the holder, as a helper, as the one that was asked; a first contact always, and whose part was ended. */
export function isStillNews(
  { news, unit: told, about: unit = told }: NewsFor & { about?: string },
  kase: Case,
): boolean {
  if (news === 'moved' || news === 'ended') return true;
  if (!isOpen(kase)) return false;
  if (news === 'asked') return kase.requests.some(({ to }) => to === unit);
  const stage = currentStage(kase);
  if (unit === stage.unit) return true;
  return news === 'ruled' || openParts(kase).some((part) => part.unit === unit);
}

/**
 * A light that has not reached its receiver is overtaken by a later one, and the receiver is told that instead; so is word
 * of one move or press by word of the next. What somebody is sending at the moment stays.
 */
export function isOvertaken(notice: Notice, newer: readonly Notice[]): boolean {
  if (notice.claimedAt !== null || notice.about !== undefined) return false;
  const alike = isLight(notice) ? LIGHTS : REPEATED.has(notice.news) ? new Set([notice.news]) : NONE;
  return newer.some(({ news, as, unit }) => alike.has(news) && as === notice.as && unit === notice.unit);
}

const NONE: ReadonlySet<News> = new Set();

/** Seconds in which the same news to the same receiver is one message. */
const ONCE_IN = 600;

/** The same news that is on its way to the receiver already, or that went out just now: that message tells it. */
export function isRepeat(
  { news, unit, as }: Notice,
  { outbox, history }: { outbox: readonly Notice[]; history: readonly Recorded[] },
  now: Instant,
): boolean {
  if (!REPEATED.has(news)) return false;
  const isSame = (own: { unit: string; as: Recipient }): boolean => own.unit === unit && own.as === as;
  if (outbox.some((own) => own.claimedAt !== null && own.news === news && isSame(own))) return true;
  const since = plusSeconds(now, -ONCE_IN);
  return history.some(
    ({ at, what }) =>
      at > since &&
      what.type === 'notified' &&
      what.outcome === 'sent' &&
      isSame(what) &&
      history[eventOf({ id: what.notice }) - 1]?.what.type === news,
  );
}

/** A light that waited so long that a later one was put on record for the same unit: that one tells it. */
export function isPassed(notice: Notice, history: readonly Recorded[], kase: Case): boolean {
  if (!isStillNews(notice, kase)) return true;
  if (!isLight(notice) || notice.about !== undefined) return false;
  const own = eventOf(notice);
  const part = (what: WhatOf<'rung'>) => what.part ?? currentStage(kase).unit;
  return history.some(
    ({ seq, what }) =>
      seq > own &&
      what.type === 'rung' &&
      what.rung !== 'long-red' &&
      part(what) === notice.unit &&
      tells(what.rung, notice),
  );
}

/** Reminders do not go to everybody that red goes to. */
const tells = (rung: News, { as }: Notice): boolean => rung !== 'yellow' && NEWS[rung].to.includes(as);
