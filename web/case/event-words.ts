import type { What, WhatOf } from '../../domain/case/event.ts';
import { categoryName, unitName } from '../shell/directory.ts';
import { moment, t } from '../shell/words.ts';
import { limitText, listText } from './amounts.ts';
import { nameIn, type People, whoText } from './who.ts';
import { wishText } from './wish-words.ts';

/** What is known of a case besides the event: who is who, and who held it in which stage. */
export interface Context {
  people: People;
  stages: readonly { number: number; unit: string }[];
}
type Words<T extends What['type']> = (what: WhatOf<T>, context: Context) => string;

const named = (units: readonly { unit: string }[]): string => listText(units.map(({ unit }) => unitName(unit)));
/** The end of a case's number, as people say it. */
export const shortNumber = (id: string): string => id.slice(-6);

/** Every event in words. One that is new does not compile until it has some. */
const WORDS: { [T in What['type']]: Words<T> } = {
  opened: ({ origin, category: id, continues, reporter }, { people }) => {
    const category = categoryName(id);
    if (continues) return t('event.opened.continues', { category });
    const unit = unitName(origin);
    return reporter
      ? t('event.opened.for', { unit, category, reporter: nameIn(reporter, people) })
      : t('event.opened', { unit, category });
  },
  accepted: ({ unit }) => t('event.accepted', { unit: unitName(unit) }),
  resolved: ({ unit, check, feedback }) => {
    if (check) return t('event.resolved.check', { unit: unitName(unit), to: unitName(check.unit) });
    return t(feedback ? 'event.resolved.feedback' : 'event.resolved', { unit: unitName(unit) });
  },
  escalated: ({ holding, automatic, emergency }) => {
    const unit = unitName(holding.unit);
    if (automatic) return t('event.escalated.automatic', { unit });
    return t(emergency ? 'event.escalated.emergency' : 'event.escalated', { unit });
  },
  assigned: ({ holding }) => t('event.assigned', { unit: unitName(holding.unit) }),
  returned: ({ holding }) => t('event.returned', { unit: unitName(holding.unit) }),
  transferred: ({ holding }) => t('event.transferred', { unit: unitName(holding.unit) }),
  placed: ({ holding }) => t('event.placed', { unit: unitName(holding.unit) }),
  dispatched: ({ holding, parts }) =>
    parts
      ? t('event.dispatched.with', { unit: unitName(holding.unit), others: named(parts) })
      : t('event.dispatched', { unit: unitName(holding.unit) }),
  'part-ended': ({ unit, outcome }) => t(`event.part-ended.${outcome}`, { unit: unitName(unit) }),
  'lead-named': ({ holding }) => t('event.lead-named', { unit: unitName(holding.unit) }),
  asked: ({ wish, to }, { people }) => t('event.asked', { unit: unitName(to), wish: wishText(wish, people) }),
  ruled: ({ wish, granted, deemed }) => {
    const key = granted ? 'event.ruled.granted' : 'event.ruled.refused';
    return t(deemed ? `${key}.deemed` : key, { wish: t(`wish.${wish}`) });
  },
  'request-withdrawn': ({ wish }) => t('event.request-withdrawn', { wish: t(`wish.${wish}`) }),
  paused: ({ until, reason }) => t('event.paused', { until: moment(until), reason: t(`pauseReason.${reason}`) }),
  resumed: ({ because }) => t(`event.resumed.${because}`),
  extended: ({ limit, stageClock }) => t('event.extended', { limit: limitText(limit), due: moment(stageClock.dueAt) }),
  recategorised: ({ category }) => t('event.recategorised', { category: categoryName(category) }),
  pressed: () => t('event.pressed'),
  'marked-emergency': () => t('event.marked-emergency'),
  'duty-handed': ({ to }, { people }) => t('event.duty-handed', { who: whoText(to, people) }),
  linked: ({ link }) => t(`event.linked.${link.how}`, { number: shortNumber(link.case) }),
  unlinked: (what) => t('event.unlinked', { number: shortNumber(what.case) }),
  merged: ({ into }) => t('event.merged', { number: shortNumber(into) }),
  continued: ({ as }) => t('event.continued', { number: shortNumber(as) }),
  messaged: ({ report }) =>
    report === undefined ? t('event.messaged.all') : t('event.messaged', { number: shortNumber(report) }),
  rated: ({ satisfied }) => t(satisfied ? 'event.rated.yes' : 'event.rated.no'),
  reopened: ({ holding }) => t('event.reopened', { unit: unitName(holding.unit) }),
  closed: ({ feedback }) => t(feedback ? 'event.closed.feedback' : 'event.closed'),
  cancelled: ({ reason }) => t('event.cancelled', { reason: t(`cancelReason.${reason}`) }),
  published: () => t('event.published'),
  withheld: ({ reason }) => t('event.withheld', { reason: t(`withholdReason.${reason}`) }),
  'review-proposed': () => t('event.review-proposed'),
  'review-opened': () => t('event.review-opened'),
  'review-ended': () => t('event.review-ended'),
  rung: ({ rung, part, stage }, { stages }) => {
    const unit = part ?? stages.find(({ number }) => number === stage)?.unit ?? '';
    return t(`event.rung.${rung}`, { unit: unitName(unit) });
  },
  rescheduled: ({ stageClock }) => t('event.rescheduled', { due: moment(stageClock.dueAt) }),
  notified: ({ outcome, unit, as, phoneEnding }) =>
    t(`event.notified.${outcome}`, { unit: unitName(unit), as: t(`recipient.${as}`), ending: phoneEnding }),
  acknowledged: ({ unit, phoneEnding }) => t('event.acknowledged', { unit: unitName(unit), ending: phoneEnding }),
  unanswered: ({ unit, told }) => t('event.unanswered', { unit: unitName(unit), count: told }),
  restarted: ({ restart }) => t('event.restarted', { restart }),
  anonymised: () => t('event.anonymised'),
};

/** What happened, in the words of the page. */
export const eventText = <T extends What['type']>(what: WhatOf<T> & { type: T }, context: Context): string =>
  WORDS[what.type](what, context);
