import type { Recorded } from '../case/event.ts';
import { unitOf } from '../case/moves.ts';
import type { Directory } from '../directory/directory.ts';
import type { How } from '../line/message.ts';
import { after, type Instant, type Phone, plusSeconds } from '../primitives.ts';
import { type About, aboutOf, type Call, callOf, isAbout } from './call.ts';
import type { CaseFile, Means } from './case-file.ts';
import { append } from './case-file.ts';
import type { Notice } from './notice.ts';
import { eventOf, fresh } from './notice.ts';

/** Seconds that a telephone is given to acknowledge before the next one is told. */
export const ANSWER_WITHIN = 15 * 60;
/** So many telephones are told of one thing at most. */
export const MOST_TOLD = 12;
/** So often a telephone is tried that is told because others did not answer. */
export const MOST_TRIED_UP = 2;

/** An urgent notice went out to a telephone, which now has its time to acknowledge it. */
export function called(file: CaseFile, notice: Notice, phone: Phone, now: Instant): CaseFile {
  const known = callOf(file.calls, notice);
  if (!known && isKnown(file, notice)) return file;
  const until = plusSeconds(now, ANSWER_WITHIN);
  const call: Call = {
    ...aboutOf(notice),
    news: notice.news,
    told: [...new Set([...(known?.told ?? []), ...notice.tried, phone])],
    steps: known?.steps ?? 0,
    next: known?.next ? after(known.next, until) : until,
  };
  return { ...file, calls: [...file.calls.filter((own) => own !== known), call] };
}

/** Whether the news was acknowledged before, went up the whole line, or the unit has done something since. */
const isKnown = ({ history }: CaseFile, notice: Notice): boolean => {
  const about = aboutOf(notice);
  const acts = ({ seq, by, what }: Recorded) =>
    ((what.type === 'acknowledged' || what.type === 'unanswered') && isAbout(what, about)) ||
    (seq > about.event && 'officer' in by && unitOf(by) === about.unit);
  return notice.about !== undefined || history.some(acts);
};

/**
 * Telephones could not be reached with urgent news: the next one is told at once, also if nobody at all got it so far. Nothing
 * changes if somebody has acknowledged it, or done something about the case since.
 */
export function hurried(file: CaseFile, notice: Notice, tried: readonly Phone[], now: Instant): CaseFile {
  const known = callOf(file.calls, notice);
  if (!known && isKnown(file, notice)) return file;
  const call: Call = {
    ...aboutOf(notice),
    news: notice.news,
    told: [...new Set([...(known?.told ?? []), ...tried])],
    steps: known?.steps ?? 0,
    next: now,
  };
  return { ...file, calls: [...file.calls.filter((own) => own !== known), call] };
}

interface Step {
  unit: string;
  as: Notice['as'];
  phone: Phone;
}

/**
 * Whom to tell, in order: everybody on duty for the unit at this instant, its leader, then the same of each unit above.
 * A step with nobody on duty is none.
 */
const stepsUp = (unit: string, now: Instant, directory: Directory): Step[] =>
  directory
    .lineage(unit)
    .flatMap(({ id }): Step[] => [
      ...directory.onDuty(id, now).map((phone): Step => ({ unit: id, as: 'duty', phone })),
      { unit: id, as: 'leader', phone: directory.roster(id).leader },
    ]);

/** Telephones that are being tried, and may have got the news though nobody can say so. */
const triedOf = ({ outbox }: CaseFile, about: About): Phone[] =>
  outbox
    .filter((own) => isAbout(aboutOf(own), about))
    .flatMap(({ tried, phone }) => (phone ? [...tried, phone] : tried));

/** Puts into the outbox what the next telephones are to be told, for calls whose time is up; the same file if there are none. */
export function withCalls(file: CaseFile, means: Means): CaseFile {
  return file.calls
    .filter(({ next }) => next !== null && next <= means.now)
    .reduce((sofar, call) => withNext(sofar, call, means), file);
}

function withNext(file: CaseFile, call: Call, means: Means): CaseFile {
  const { now, directory } = means;
  const { event, unit, news, told, steps } = call;
  const knowing = [...told, ...triedOf(file, call)];
  const step = stepsUp(unit, now, directory).find(({ phone }) => !knowing.includes(phone));
  const others = file.calls.filter((own) => own !== call);
  if (!step || Math.max(told.length, steps) >= MOST_TOLD) {
    const what = { type: 'unanswered' as const, event, unit, told: told.length };
    return append({ ...file, calls: others }, [{ by: { system: 'notices' }, what }], means);
  }
  const id = `${event}-${steps + 1}-${step.as}-${unit}`;
  const notice: Notice = {
    ...fresh({ id, news, unit: step.unit, as: step.as, notBefore: now }),
    about: unit,
  };
  return { ...file, outbox: [...file.outbox, notice], calls: [...others, { ...call, steps: steps + 1, next: null }] };
}

/**
 * Who was told of a notice says that it arrived: also before its outcome is on record, or when nobody knows that, and it was to be
 * sent again. A second word changes nothing.
 */
export function acknowledged(
  file: CaseFile,
  notice: Pick<Notice, 'id'>,
  phone: Phone,
  how: How,
  means: Means,
): CaseFile {
  const event = eventOf(notice);
  const abouts = [...file.calls, ...file.outbox.map(aboutOf)].filter((about) => about.event === event);
  const units = [...new Set(abouts.filter((about) => knows(file, about, phone)).map(({ unit }) => unit))];
  if (units.length === 0) return file;
  const drafts = units.map((unit) => ({
    by: { system: 'notices' as const },
    what: { type: 'acknowledged' as const, event, unit, phoneEnding: phone.slice(-4), how },
  }));
  const isAnswered = (about: About) => about.event === event && units.includes(about.unit);
  const isNeedless = (own: Notice) => own.claimedAt === null && (own.about !== undefined || own.tried.includes(phone));
  const outbox = file.outbox.filter((own) => !isNeedless(own) || !isAnswered(aboutOf(own)));
  const calls = file.calls.filter((call) => !isAnswered(call));
  return append({ ...file, outbox, calls }, drafts, means);
}

const knows = (file: CaseFile, about: About, phone: Phone): boolean => {
  const call = file.calls.find((own) => isAbout(own, about));
  return [...(call?.told ?? []), ...triedOf(file, about)].includes(phone);
};
