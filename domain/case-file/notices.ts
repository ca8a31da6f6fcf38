import * as z from 'zod/mini';
import type { Case, Stage } from '../case/case.ts';
import { currentStage, isOpen } from '../case/case.ts';
import type { Recorded, What } from '../case/event.ts';
import { Recipient } from '../case/event.ts';
import { instantsOf } from '../case/light.ts';
import type { Directory } from '../directory/directory.ts';
import { Instant, instant, Key, ms, plusSeconds } from '../primitives.ts';
import { countsWorkingTime } from '../time/due.ts';

export const News = z.enum(['handed-over', 'to-check', 'yellow', 'red', 'case-red', 'reminder']);
export type News = z.infer<typeof News>;

/** A notice in the outbox: what is to be told to whom, not before when, and how often it was tried. */
export const Notice = z.strictObject({
  id: z.string(),
  news: News,
  unit: Key,
  as: Recipient,
  notBefore: Instant,
  attempt: z.int(),
  /** A sender that claimed it and has not reported yet; when patience ends the outcome counts as unknown. */
  claimedAt: z.nullable(Instant),
});
export type Notice = z.infer<typeof Notice>;

export const MOST_ATTEMPTS = 6;

type When = 'at-once' | 'in-hours' | 'as-the-limit-counts';

/** Who is told of what, and when: at once, in the receiver's working hours, or in those only if the limit counts them. */
const TABLE: Record<News, { to: readonly Recipient[]; when: When }> = {
  'handed-over': { to: ['duty'], when: 'at-once' },
  'to-check': { to: ['duty'], when: 'at-once' },
  yellow: { to: ['duty'], when: 'in-hours' },
  red: { to: ['duty', 'leader'], when: 'at-once' },
  'case-red': { to: ['duty', 'leader'], when: 'at-once' },
  reminder: { to: ['duty', 'leader'], when: 'as-the-limit-counts' },
};

function notBefore(news: News, stage: Stage, at: Instant, directory: Directory): Instant {
  const { when } = TABLE[news];
  const waits = when === 'in-hours' || (when === 'as-the-limit-counts' && countsWorkingTime(stage.clock.limit));
  return waits ? instant(directory.calendar(stage.unit).nextWorking(ms(at))) : at;
}

/** The news that an event brings to the unit that holds the case after it. */
function newsOf(what: What, kase: Case): News | undefined {
  switch (what.type) {
    case 'opened':
      return 'handed-over';
    case 'escalated':
    case 'dispatched':
      return 'handed-over';
    case 'resolved':
      return kase.status === 'checking' ? 'to-check' : undefined;
    case 'rung':
      return what.rung;
    default:
      return undefined;
  }
}

/**
 * Notices for events recorded together, told once they all stand: a light that was overtaken by a worse one in the same
 * moment, and a hand-over that was followed by another, are not sent; nor is an opening by the grid's own officer.
 */
export function noticesFor(recorded: readonly Recorded[], kase: Case, directory: Directory): Notice[] {
  if (!isOpen(kase)) return [];
  const stage = currentStage(kase);
  const told = recorded.flatMap((event) => {
    const news = newsOf(event.what, kase);
    return news === undefined ? [] : [{ news, event }];
  });
  const handOver = told.findLast(({ news }) => news === 'handed-over' || news === 'to-check');
  const handedToOthers = handOver && !(stage.number === 1 && stage.acceptedBy !== null);
  const rungs = told.filter(({ event }) => event.what.type === 'rung' && event.what.stage === stage.number);
  const rung = rungs.findLast(({ news }) => news === 'red' || news === 'case-red') ?? rungs.at(-1);
  return [handedToOthers ? handOver : undefined, rung]
    .filter((row) => row !== undefined)
    .flatMap(({ news, event }) =>
      TABLE[news].to.map((as) => ({
        id: `${event.seq}-${as}`,
        news,
        unit: stage.unit,
        as,
        notBefore: notBefore(news, stage, event.at, directory),
        attempt: 0,
        claimedAt: null,
      })),
    );
}

const LIGHTS: ReadonlySet<News> = new Set(['yellow', 'red', 'case-red', 'reminder']);

/** A light that still waits for working hours is overtaken by a later one to the same receiver, who is told that instead. */
export const isOvertaken = (notice: Notice, newer: readonly Notice[], now: Instant): boolean =>
  LIGHTS.has(notice.news) &&
  notice.attempt === 0 &&
  notice.notBefore > now &&
  newer.some(({ news, as }) => LIGHTS.has(news) && as === notice.as);

/** The telephone to try: those on duty in turn, each attempt the next; the leader has one. */
export function phoneFor(notice: Notice, directory: Directory): string {
  const roster = directory.roster(notice.unit);
  const phones = notice.as === 'leader' ? [roster.leader] : roster.duty;
  return phones[notice.attempt % phones.length] ?? roster.leader;
}

/** Backs off after a failed attempt: the next phone at once, then after 1, 2, 4 … minutes, at most 30. */
export function retryAt(notice: Notice, now: Instant, directory: Directory): Instant {
  const phones = notice.as === 'leader' ? 1 : directory.roster(notice.unit).duty.length;
  const round = Math.floor((notice.attempt + 1) / phones);
  return round === 0 ? now : plusSeconds(now, Math.min(30, 2 ** (round - 1)) * 60);
}

const WORDS: Record<News, string> = {
  'handed-over': '转来待办',
  'to-check': '部门已办请核查',
  yellow: '黄灯临期',
  red: '红灯逾期',
  'case-red': '红灯全案逾期',
  reminder: '红灯未办结请督促',
};

/**
 * The text of an SMS: what happened, number of the case, unit, due time in the zone of the unit. Nothing of the matter
 * itself and nobody's name. Within 70 characters, which is one message: past that every text costs two.
 */
export function smsText(notice: Notice, kase: Case, directory: Directory): string {
  const { name } = directory.unit(notice.unit);
  const dueAt = instantsOf(kase).dueAt;
  const [, month, day, time] = /-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(directory.calendar(notice.unit).wall(ms(dueAt))) ?? [];
  const rest = `${WORDS[notice.news]} ${kase.id}  限${month}-${day} ${time}`.length + SIGNATURE.length;
  return `${SIGNATURE}${WORDS[notice.news]} ${kase.id} ${name.slice(0, 70 - rest)} 限${month}-${day} ${time}`;
}

const SIGNATURE = '【网格灯】';
