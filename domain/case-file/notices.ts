import * as z from 'zod/mini';
import type { Case } from '../case/case.ts';
import { currentStage, isOpen, openParts } from '../case/case.ts';
import type { Recorded, What, WhatOf } from '../case/event.ts';
import { Recipient } from '../case/event.ts';
import { instantsOf, NEVER } from '../case/light.ts';
import { unitOf } from '../case/moves.ts';
import type { Directory } from '../directory/directory.ts';
import type { Urgency } from '../line/letter.ts';
import { ONE_MESSAGE, type Says, textOf } from '../line/templates.ts';
import { Instant, instant, Key, ms, Phone, plusSeconds } from '../primitives.ts';
import { countsWorkingTime } from '../time/due.ts';

export const News = z.enum([
  'handed-over',
  'helping',
  'to-check',
  'yellow',
  'red',
  'case-red',
  'reminder',
  'asked',
  'ruled',
  'resumed',
  'pressed',
  'emergency',
  'dissatisfied',
  'ended',
  'moved',
]);
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
  /** The telephone that the claim is for; null while there is none. It never leaves the item. */
  phone: z.nullable(Phone),
  /** The telephone of each attempt so far. They never leave the item. */
  tried: z.array(Phone),
  /** How often the present attempt was posted to the line of its telephone. */
  posts: z._default(z.int(), 0),
  /** Whose news it is, when a unit above is told because nobody there acknowledged it. */
  about: z.optional(Key),
  /** Since when it counts as undeliverable; it is tried again each hour, as long as it is news. */
  deadSince: z.optional(Instant),
});
export type Notice = z.infer<typeof Notice>;

/** A notice as others may read it: without the telephones. */
export const NoticeView = z.omit(Notice, { phone: true, tried: true });
export const noticeView = <N extends { phone: unknown; tried: unknown }>({ phone: _, tried: __, ...rest }: N) => rest;

export const MOST_ATTEMPTS = 6;

type When = 'at-once' | 'in-hours' | 'as-the-limit-counts';

/**
 * Who is told of what; when: at once, in the receiver's working hours, or in those only if the limit counts them; and how:
 * `urgent` is to be acknowledged, `digest` may be gathered with other news.
 */
const TABLE: Record<News, { to: readonly Recipient[]; when: When; urgency: Urgency }> = {
  'handed-over': { to: ['duty'], when: 'at-once', urgency: 'prompt' },
  helping: { to: ['duty'], when: 'at-once', urgency: 'prompt' },
  'to-check': { to: ['duty'], when: 'at-once', urgency: 'prompt' },
  yellow: { to: ['duty'], when: 'in-hours', urgency: 'prompt' },
  red: { to: ['duty', 'leader'], when: 'at-once', urgency: 'urgent' },
  'case-red': { to: ['duty', 'leader'], when: 'at-once', urgency: 'urgent' },
  reminder: { to: ['duty', 'leader'], when: 'as-the-limit-counts', urgency: 'prompt' },
  asked: { to: ['duty'], when: 'in-hours', urgency: 'prompt' },
  ruled: { to: ['duty'], when: 'in-hours', urgency: 'digest' },
  resumed: { to: ['duty'], when: 'in-hours', urgency: 'digest' },
  pressed: { to: ['duty', 'leader'], when: 'at-once', urgency: 'prompt' },
  emergency: { to: ['duty', 'leader'], when: 'at-once', urgency: 'urgent' },
  dissatisfied: { to: ['duty'], when: 'in-hours', urgency: 'digest' },
  /** To who held it or helped, when others have ended that. */
  ended: { to: ['duty'], when: 'in-hours', urgency: 'digest' },
  /** To the first contact, who is told of every move. */
  moved: { to: ['duty'], when: 'in-hours', urgency: 'digest' },
};

const HAND_OVERS: ReadonlySet<News> = new Set(['handed-over', 'to-check']);

/** How it is sent. An emergency is urgent for whoever it is handed to. */
export const urgencyOf = ({ news }: Pick<Notice, 'news'>, kase: Case): Urgency =>
  kase.emergency && (HAND_OVERS.has(news) || news === 'helping') ? 'urgent' : TABLE[news].urgency;

function notBefore({ news, unit }: Told, event: Recorded, kase: Case, directory: Directory): Instant {
  const { when } = TABLE[news];
  const { clock } = openParts(kase).find((part) => part.unit === unit) ?? currentStage(kase);
  const waits =
    when === 'in-hours' ||
    (when === 'as-the-limit-counts' && countsWorkingTime(clock.limit)) ||
    (isReport(event) && countsWorkingTime(kase.clock.limit));
  return waits ? instant(directory.calendar(unit).nextWorking(ms(event.at))) : event.at;
}

/** Anybody can report without an account: what is not urgent wakes nobody, and is not told if it was made up and closed by then. */
const isReport = ({ what, by }: Recorded): boolean => what.type === 'opened' && 'resident' in by;

interface Told {
  news: News;
  unit: string;
}

/** The news that an event brings, and the units it is for. */
function newsOf({ what, by }: Recorded, kase: Case): Told[] {
  const { unit: holder, parts } = currentStage(kase);
  const toHolder = (news: News): Told[] => [{ news, unit: holder }];
  switch (what.type) {
    case 'opened':
      return [
        ...toHolder(kase.status === 'checking' ? 'to-check' : 'handed-over'),
        ...(what.continues?.stands.requests ?? []).map(({ to }): Told => ({ news: 'asked', unit: to })),
      ];
    case 'escalated':
    case 'returned':
    case 'transferred':
    case 'placed':
    case 'reopened':
      return toHolder('handed-over');
    case 'lead-named':
      // Who led before helps on, and stands first.
      return [...toHolder('handed-over'), ...parts.slice(0, 1).map(({ unit }): Told => ({ news: 'helping', unit }))];
    case 'dispatched':
      return [...toHolder('handed-over'), ...parts.map(({ unit }): Told => ({ news: 'helping', unit }))];
    case 'resolved':
      return kase.status === 'checking' ? toHolder('to-check') : [];
    case 'part-ended':
      return [
        ...toHolder('ruled'),
        ...(what.outcome === 'released' ? [{ news: 'ruled' as const, unit: what.unit }] : []),
      ];
    case 'asked':
      return [{ news: 'asked', unit: what.to }];
    case 'ruled':
      return unitOf(by) === (what.asker ?? holder) ? [] : [{ news: 'ruled', unit: what.asker ?? holder }];
    case 'resumed':
      return what.because === 'time' || (what.because === 'early' && unitOf(by) !== holder) ? toHolder('resumed') : [];
    case 'rated':
      return what.satisfied || unitOf(by) === holder ? [] : toHolder('dissatisfied');
    case 'cancelled':
    case 'merged':
      return unitOf(by) === holder ? [] : toHolder('ended');
    case 'pressed':
      return toHolder('pressed');
    case 'marked-emergency':
      return toHolder('emergency');
    case 'rung':
      return what.rung === 'long-red' ? [] : [{ news: what.rung, unit: what.part ?? holder }];
    default:
      return [];
  }
}

/** Departments whose help ended with the stage, before they had ended it. */
function lapsed({ what, at }: Recorded, kase: Case): Told[] {
  if (what.type === 'notified' || what.type === 'rung') return [];
  const { unit: holder } = currentStage(kase);
  const goesOn = new Set([holder, ...openParts(kase).map(({ unit }) => unit)]);
  return kase.stages
    .flatMap(({ parts }) => parts)
    .filter(({ unit, outcome, endedAt }) => outcome === 'lapsed' && endedAt === at && !goesOn.has(unit))
    .map(({ unit }) => ({ news: 'ended', unit }));
}

/** Moves that the first contact is told of, if another unit made them and yet another has the case. */
const MOVES_ON: ReadonlySet<What['type']> = new Set([
  'resolved',
  'escalated',
  'returned',
  'transferred',
  'placed',
  'dispatched',
  'lead-named',
  'reopened',
  'closed',
  'cancelled',
  'merged',
  'continued',
  'paused',
  'resumed',
  'extended',
  'recategorised',
  'pressed',
  'marked-emergency',
  'rated',
]);

function newsForFirstContact(recorded: readonly Recorded[], kase: Case): { event: Recorded; told: Told }[] {
  const unit = unitOf(kase.firstReceiver?.by);
  const event = recorded.findLast(({ what }) => MOVES_ON.has(what.type));
  const knows = event === undefined || unitOf(event.by) === unit || (isOpen(kase) && currentStage(kase).unit === unit);
  return unit === undefined || knows ? [] : [{ event, told: { news: 'moved', unit } }];
}

/**
 * Notices for events recorded together, told once they all stand: a light that was overtaken by a worse one in the same
 * moment, and a hand-over that was followed by another, are not sent; nor is an opening by the grid's own officer, nor
 * the same news twice, nor word of a move to who is told of it otherwise.
 */
export function noticesFor(recorded: readonly Recorded[], kase: Case, directory: Directory): Notice[] {
  const stage = currentStage(kase);
  const all = recorded.flatMap((event) =>
    [...newsOf(event, kase), ...lapsed(event, kase)].map((told) => ({ event, told })),
  );
  const lastHandOver = all.findLast(({ told }) => HAND_OVERS.has(told.news));
  const isContinued = recorded.some(({ what }) => what.type === 'opened' && what.continues !== undefined);
  const ownOpening = stage.purpose === 'feedback' || (stage.number === 1 && stage.acceptedBy !== null && !isContinued);
  const isTold = ({ event, told }: (typeof all)[number]): boolean => {
    if (HAND_OVERS.has(told.news)) return event === lastHandOver?.event && !ownOpening;
    if (event.what.type !== 'rung') return true;
    const rungs = all.filter((other) => other.event.what.type === 'rung' && other.told.unit === told.unit);
    const worst = rungs.findLast((other) => ['red', 'case-red'].includes(other.told.news)) ?? rungs.at(-1);
    return event.what.stage === stage.number && event === worst?.event;
  };
  const own = all.filter((row) => isTold(row) && isStillNews(row.told, kase));
  const alike = ({ told: { news, unit } }: (typeof all)[number]) =>
    own.findLast(({ told }) => told.news === news && told.unit === unit);
  const knows = (unit: string): boolean => own.some(({ told }) => told.unit === unit);
  const onlyMoved = newsForFirstContact(recorded, kase).filter(({ told }) => !knows(told.unit));
  return [...own.filter((row) => row === alike(row)), ...onlyMoved].flatMap(({ event, told: { news, unit } }) =>
    recipientsOf({ news, unit }, kase).map((as) => ({
      id: unit === stage.unit ? `${event.seq}-${as}` : `${event.seq}-${as}-${unit}`,
      news,
      unit,
      as,
      notBefore: notBefore({ news, unit }, event, kase, directory),
      attempt: 0,
      claimedAt: null,
      phone: null,
      tried: [],
      posts: 0,
    })),
  );
}

/** The event whose news a notice tells. */
export const eventOf = ({ id }: Pick<Notice, 'id'>): number => Number.parseInt(id, 10);

/** Of a helping department the leader is told of red, once; reminders go to whoever is on duty. */
const recipientsOf = ({ news, unit }: Told, kase: Case): readonly Recipient[] =>
  news === 'reminder' && unit !== currentStage(kase).unit ? ['duty'] : TABLE[news].to;

/** Whether it still concerns the unit: as the holder, as a helper, as the one that was asked; a first contact always, and whose part was ended. */
export function isStillNews({ news, unit: told, about: unit = told }: Told & { about?: string }, kase: Case): boolean {
  if (news === 'moved' || news === 'ended') return true;
  if (!isOpen(kase)) return false;
  if (news === 'asked') return kase.requests.some(({ to }) => to === unit);
  const stage = currentStage(kase);
  if (unit === stage.unit) return true;
  return news === 'ruled' || openParts(kase).some((part) => part.unit === unit);
}

const LIGHTS: ReadonlySet<News> = new Set(['yellow', 'red', 'case-red', 'reminder']);

export const isLight = ({ news }: Notice): boolean => LIGHTS.has(news);

/**
 * A light that has not reached its receiver is overtaken by a later one, and the receiver is told that instead; so is word
 * of one move or press by word of the next. What somebody is sending at the moment stays.
 */
export function isOvertaken(notice: Notice, newer: readonly Notice[]): boolean {
  if (notice.claimedAt !== null || notice.about !== undefined) return false;
  const alike = isLight(notice) ? LIGHTS : REPEATED.has(notice.news) ? new Set([notice.news]) : NONE;
  return newer.some(({ news, as, unit }) => alike.has(news) && as === notice.as && unit === notice.unit);
}
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
const tells = (rung: News, { as }: Notice): boolean => rung !== 'yellow' && TABLE[rung].to.includes(as);

const REPEATED: ReadonlySet<News> = new Set(['moved', 'pressed']);
const NONE: ReadonlySet<News> = new Set();

/** What of a notice says whom to call; notices of reviews have the same. */
export type Call = Pick<Notice, 'unit' | 'as' | 'attempt' | 'tried'> & {
  /** Telephones that know already, and are tried only if there are no others. */
  except?: readonly Phone[];
};

/** The telephones to try at an instant: those on duty then in their order; the leader has one. */
function phonesFor({ unit, as, except = [] }: Call, now: Instant, directory: Directory): readonly Phone[] {
  const all = as === 'leader' ? [directory.roster(unit).leader] : directory.onDuty(unit, now);
  const others = all.filter((phone) => !except.includes(phone));
  return others.length > 0 ? others : all;
}

/** The telephone to try at an instant: the first on duty then that was not tried, else the one that was tried longest ago. */
export function phoneFor(call: Call, now: Instant, directory: Directory): Phone {
  const tried = (phone: Phone) => call.tried.lastIndexOf(phone);
  const [next] = phonesFor(call, now, directory).toSorted((a, b) => tried(a) - tried(b));
  return next ?? directory.roster(call.unit).leader;
}

/**
 * What becomes of a call whose attempt at a telephone failed: whoever is on duty and was not tried is tried at once, then
 * all of them again after 1, 2, 4 … minutes, at most 30, and up to a quarter more by `chance`, so that what failed together
 * does not come again together.
 */
export function nextTry(
  { tried: before, ...call }: Call,
  phone: Phone,
  now: Instant,
  directory: Directory,
  chance = 0,
): Pick<Notice, 'attempt' | 'tried' | 'notBefore'> {
  const tried = [...before, phone];
  const attempt = call.attempt + 1;
  const phones = phonesFor({ ...call, tried }, now, directory);
  if (phones.some((own) => !tried.includes(own))) return { attempt, tried, notBefore: now };
  const round = Math.max(1, Math.floor(attempt / phones.length));
  const seconds = Math.min(30, 2 ** (round - 1)) * 60;
  return { attempt, tried, notBefore: plusSeconds(now, seconds + Math.floor((seconds * chance) / 4)) };
}

const WORDS: Record<News, string> = {
  'handed-over': '转来待办',
  helping: '请协同办理',
  'to-check': '部门已办请核查',
  yellow: '黄灯临期',
  red: '红灯逾期',
  'case-red': '红灯全案逾期',
  reminder: '红灯未办结请督促',
  asked: '有请示待批',
  ruled: '请示或协办有结果',
  resumed: '暂停期满恢复计时',
  pressed: '督办请速办',
  emergency: '已列为紧急',
  dissatisfied: '群众不满意请回访',
  ended: '已由他方办结或撤销',
  moved: '首问事项有进展',
};

/** What an SMS says in a word. */
export const wordOf = ({ news }: Pick<Notice, 'news'>): string => WORDS[news];

/**
 * What an SMS says: what happened, number of the case, unit, due time in the zone of the unit. Nothing of the matter
 * itself and nobody's name. Within 70 characters, which is one message: past that every text costs two.
 */
export function noticeSays(notice: Notice, kase: Case, directory: Directory): Says {
  const about = notice.about ?? notice.unit;
  const limit = limitText(dueFor({ ...notice, unit: about }, kase), about, directory);
  const parameters = { news: WORDS[notice.news], number: kase.id, unit: '', limit };
  return withUnit(parameters, directory.unit(about).name);
}

/** What is said, with as much of the name of the unit as one message holds. */
export function withUnit(parameters: Record<string, string>, name: string): Says {
  const left = ONE_MESSAGE - textOf({ template: 'notice', parameters }).length;
  return { template: 'notice', parameters: { ...parameters, unit: name.slice(0, Math.max(0, left)) } };
}

/** When what is told of is due: the ruling, the part, the case; null if nothing of the receiver's is. */
function dueFor({ news, unit }: Told, kase: Case): Instant | null {
  if (news === 'moved' || news === 'ended') return null;
  if (news === 'asked') return kase.requests.find(({ to }) => to === unit)?.clock.dueAt ?? null;
  const part = openParts(kase).find((own) => own.unit === unit);
  const { dueAt } = part?.clock ?? instantsOf(kase);
  return dueAt === NEVER ? null : dueAt;
}

function limitText(dueAt: Instant | null, unit: string, directory: Directory): string {
  if (dueAt === null) return '';
  const [, month, day, time] = /-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(directory.calendar(unit).wall(ms(dueAt))) ?? [];
  return ` 限${month}-${day} ${time}`;
}
