import type { Recorded, WhatOf } from '../case/event.ts';
import { unitOf } from '../case/moves.ts';
import type { Directory } from '../directory/directory.ts';
import { after, type Instant, type Phone, plusSeconds } from '../primitives.ts';
import { type About, aboutOf, type Call, callOf, isAbout } from './call.ts';
import type { CaseFile, Means } from './case-file.ts';
import { append, caseOf } from './case-file.ts';
import { urgencyOf } from './news-table.ts';
import { nextTry } from './next-phone.ts';
import type { Notice } from './notice.ts';
import { eventOf, fresh } from './notice.ts';
import { isStillNews } from './still-news.ts';

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

/** Whether the news was acknowledged before, or the unit has done something since. */
const isKnown = ({ history }: CaseFile, notice: Notice): boolean => {
  const about = aboutOf(notice);
  const acts = ({ seq, by, what }: Recorded) =>
    (what.type === 'acknowledged' && isAbout(what, about)) ||
    (seq > about.event && 'officer' in by && unitOf(by) === about.unit);
  return notice.about !== undefined || history.some(acts);
};

/** Telephones could not be reached with urgent news: the next one is told at once. */
export const hurried = (file: CaseFile, about: About, tried: readonly Phone[], now: Instant): CaseFile => ({
  ...file,
  calls: file.calls.map((call) =>
    isAbout(call, about) ? { ...call, told: [...new Set([...call.told, ...tried])], next: now } : call,
  ),
});

/** What is known of a notice that was sent. */
export type Sent = Pick<Notice, 'id' | 'news' | 'unit' | 'as' | 'attempt'>;

/**
 * The carrier says that what was sent did not arrive. That goes on record; while it is news and nobody has acknowledged it, the
 * next telephone is told at once. A second word changes nothing.
 */
export function bounced(file: CaseFile, sent: Sent, phone: Phone, means: Means): CaseFile {
  const { id, unit, as } = sent;
  const attempt = sent.attempt + 1;
  const isSame = ({ what }: Recorded) =>
    what.type === 'notified' && what.notice === id && what.attempt === attempt && what.outcome === 'bounced';
  if (file.history.some(isSame)) return file;
  const what: WhatOf<'notified'> = {
    type: 'notified',
    notice: id,
    attempt,
    outcome: 'bounced',
    unit,
    as,
    phoneEnding: phone.slice(-4),
  };
  const noted = append(file, [{ by: { system: 'notices' }, what }], means);
  const kase = caseOf(noted);
  const call = noted.calls.find(({ event, told }) => event === eventOf(sent) && told.includes(phone));
  if (call) return call.next === null ? noted : hurried(noted, call, [], means.now);
  const isWaiting = noted.outbox.some((own) => own.id === id);
  if (urgencyOf(sent, kase) !== 'prompt' || isWaiting || !isStillNews(sent, kase)) return noted;
  const again: Notice = {
    ...fresh({ id, news: sent.news, unit, as, notBefore: means.now }),
    ...nextTry({ unit, as, attempt: sent.attempt, tried: [] }, phone, means.now, means.directory),
  };
  return { ...noted, outbox: [...noted.outbox, again] };
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
  outbox.filter((own) => isAbout(aboutOf(own), about)).flatMap(({ tried }) => tried);

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

/** Who was told of these notices says that they arrived. A second word changes nothing. */
export function acknowledged(
  file: CaseFile,
  notices: readonly Pick<Notice, 'id'>[],
  phone: Phone,
  how: 'link' | 'reply',
  means: Means,
): CaseFile {
  const events = new Set(notices.map(eventOf));
  const answered = file.calls.filter(
    (call) => events.has(call.event) && [...call.told, ...triedOf(file, call)].includes(phone),
  );
  const isAnswered = (about: About) => answered.some((call) => isAbout(call, about));
  const drafts = answered.map(({ event, unit }) => ({
    by: { system: 'notices' as const },
    what: { type: 'acknowledged' as const, event, unit, phoneEnding: phone.slice(-4), how },
  }));
  const isNeedless = (own: Notice) => own.claimedAt === null && (own.about !== undefined || own.tried.includes(phone));
  const outbox = file.outbox.filter((own) => !isNeedless(own) || !isAnswered(aboutOf(own)));
  const calls = file.calls.filter((call) => !isAnswered(call));
  return answered.length === 0 ? file : append({ ...file, outbox, calls }, drafts, means);
}
