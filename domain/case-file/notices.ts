import * as z from 'zod/mini';
import type { Case } from '../case/case.ts';
import { currentStage, isOpen, openParts } from '../case/case.ts';
import type { Recorded, What } from '../case/event.ts';
import { Recipient } from '../case/event.ts';
import { instantsOf, NEVER } from '../case/light.ts';
import { unitOf } from '../case/moves.ts';
import type { Directory } from '../directory/directory.ts';
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
});
export type Notice = z.infer<typeof Notice>;

/** A notice as others may read it: without the telephones. */
export const NoticeView = z.omit(Notice, { phone: true, tried: true });
export const noticeView = <N extends { phone: unknown; tried: unknown }>({ phone: _, tried: __, ...rest }: N) => rest;

export const MOST_ATTEMPTS = 6;

type When = 'at-once' | 'in-hours' | 'as-the-limit-counts';

/** Who is told of what, and when: at once, in the receiver's working hours, or in those only if the limit counts them. */
const TABLE: Record<News, { to: readonly Recipient[]; when: When }> = {
  'handed-over': { to: ['duty'], when: 'at-once' },
  helping: { to: ['duty'], when: 'at-once' },
  'to-check': { to: ['duty'], when: 'at-once' },
  yellow: { to: ['duty'], when: 'in-hours' },
  red: { to: ['duty', 'leader'], when: 'at-once' },
  'case-red': { to: ['duty', 'leader'], when: 'at-once' },
  reminder: { to: ['duty', 'leader'], when: 'as-the-limit-counts' },
  asked: { to: ['duty'], when: 'in-hours' },
  ruled: { to: ['duty'], when: 'in-hours' },
  resumed: { to: ['duty'], when: 'in-hours' },
  pressed: { to: ['duty', 'leader'], when: 'at-once' },
  emergency: { to: ['duty', 'leader'], when: 'at-once' },
  dissatisfied: { to: ['duty'], when: 'in-hours' },
  /** To who held it or helped, when others have ended that. */
  ended: { to: ['duty'], when: 'in-hours' },
  /** To the first contact, who is told of every move. */
  moved: { to: ['duty'], when: 'in-hours' },
};

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

const HAND_OVERS: ReadonlySet<News> = new Set(['handed-over', 'to-check']);

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
    })),
  );
}

/** Of a helping department the leader is told of red, once; reminders go to whoever is on duty. */
const recipientsOf = ({ news, unit }: Told, kase: Case): readonly Recipient[] =>
  news === 'reminder' && unit !== currentStage(kase).unit ? ['duty'] : TABLE[news].to;

/** Whether it still concerns the unit: as the holder, as a helper, as the one that was asked; a first contact always, and whose part was ended. */
export function isStillNews({ news, unit }: Told, kase: Case): boolean {
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
  if (notice.claimedAt !== null) return false;
  const alike = isLight(notice) ? LIGHTS : REPEATED.has(notice.news) ? new Set([notice.news]) : NONE;
  return newer.some(({ news, as, unit }) => alike.has(news) && as === notice.as && unit === notice.unit);
}
const REPEATED: ReadonlySet<News> = new Set(['moved', 'pressed']);
const NONE: ReadonlySet<News> = new Set();

/** What of a notice says whom to call; notices of reviews have the same. */
export type Call = Pick<Notice, 'unit' | 'as' | 'attempt' | 'tried'>;

/** The telephones to try at an instant: those on duty then in their order; the leader has one. */
const phonesFor = ({ unit, as }: Call, now: Instant, directory: Directory): readonly Phone[] =>
  as === 'leader' ? [directory.roster(unit).leader] : directory.onDuty(unit, now);

/** The telephone to try at an instant: the first on duty then that was not tried, else the one that was tried longest ago. */
export function phoneFor(call: Call, now: Instant, directory: Directory): Phone {
  const tried = (phone: Phone) => call.tried.lastIndexOf(phone);
  const [next] = phonesFor(call, now, directory).toSorted((a, b) => tried(a) - tried(b));
  return next ?? directory.roster(call.unit).leader;
}

/**
 * What becomes of a call whose attempt at a telephone failed: whoever is on duty and was not tried is tried at once, then
 * all of them again after 1, 2, 4 … minutes, at most 30.
 */
export function nextTry(
  { tried: before, ...call }: Call,
  phone: Phone,
  now: Instant,
  directory: Directory,
): Pick<Notice, 'attempt' | 'tried' | 'notBefore'> {
  const tried = [...before, phone];
  const attempt = call.attempt + 1;
  const phones = phonesFor({ ...call, tried }, now, directory);
  if (phones.some((own) => !tried.includes(own))) return { attempt, tried, notBefore: now };
  const round = Math.max(1, Math.floor(attempt / phones.length));
  return { attempt, tried, notBefore: plusSeconds(now, Math.min(30, 2 ** (round - 1)) * 60) };
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

/**
 * The text of an SMS: what happened, number of the case, unit, due time in the zone of the unit. Nothing of the matter
 * itself and nobody's name. Within 70 characters, which is one message: past that every text costs two.
 */
export function smsText(notice: Notice, kase: Case, directory: Directory): string {
  const { name } = directory.unit(notice.unit);
  const limit = limitText(dueFor(notice, kase), notice.unit, directory);
  const rest = `${SIGNATURE}${WORDS[notice.news]} ${kase.id} ${limit}`.length;
  return `${SIGNATURE}${WORDS[notice.news]} ${kase.id} ${name.slice(0, 70 - rest)}${limit}`;
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

const SIGNATURE = '【网格灯】';
