import type { WorkingCalendar } from './calendar.ts';
import type { Clock, Segment } from './clock.ts';
import type { Count } from './day-counts.ts';
import { countsWorkingTime, dueAfter, houseMargin, limitMinutes, warnAfter } from './due.ts';
import type { Limit } from './limit.ts';
import { amount, closing, hoursOf, moment, named, round } from './wording.ts';

/** English in `text`; for other languages, `key` names the sentence and `values` fill it. */
export interface Sentence {
  text: string;
  key: string;
  values: Record<string, string | number>;
}

export function tellStart({ startedAt, limit }: Clock, calendar: WorkingCalendar): Sentence {
  const start = Date.parse(startedAt);
  const when = moment(start, calendar);
  const values = { when, ...limit };
  const begins = `Starts ${when}; the limit is ${amount(limit.count, limit.measure)}.`;
  if (limit.measure === 'working-days' || limit.measure === 'calendar-days') {
    return { key: 'start.next-day', text: `${begins} The day of the start is not counted.`, values };
  }
  if (limit.measure === 'minutes' || calendar.isWorking(start)) {
    return { key: 'start.at-once', text: `${begins} Counting starts at once.`, values };
  }
  const from = moment(calendar.nextWorking(start), calendar);
  const text = `${begins} That is outside working hours; counting starts ${from}.`;
  return { key: 'start.outside-hours', text, values: { ...values, from } };
}

/** What a day adds, or why it adds nothing; no sentence for the day of the start if nothing of it is left to count. */
export function tellDay({ day, counted, total }: Count, limit: Limit, calendar: WorkingCalendar): Sentence[] {
  const date = named(day.date);
  const name = day.name ?? '';
  const values = { date: day.date, counted: round(counted), total: round(total), ...limit };
  const sum = `counts ${amount(values.counted, limit.measure)}: ${values.total} of ${limit.count}.`;
  if (countsWorkingTime(limit) && day.kind === 'off') {
    return day.override
      ? [{ key: 'day.holiday', text: `${date} is off: ${name}.`, values: { ...values, name } }]
      : [{ key: 'day.weekly-off', text: `${date} is off, as every week.`, values }];
  }
  if (counted === 0) return [];
  if (!countsWorkingTime(limit)) return [{ key: 'day.counted', text: `${date} ${sum}`, values }];
  const hours = hoursOf(day.date, calendar);
  if (!day.override) return [{ key: 'day.working', text: `${date} (${hours}) ${sum}`, values: { ...values, hours } }];
  const made = day.usual === 'off' ? 'make-up' : 'special';
  const text = `${date} is a ${made} workday, ${name} (${hours}), and ${sum}`;
  return [{ key: `day.${made}`, text, values: { ...values, hours, name } }];
}

/** A run of ordinary days in one sentence. */
export function tellRun(run: Count[], limit: Limit): Sentence {
  const working = run.filter(({ day }) => day.kind === 'working').length;
  const values = {
    from: run[0]?.day.date ?? '',
    to: run.at(-1)?.day.date ?? '',
    working,
    off: run.length - working,
    counted: round(run.reduce((sum, { counted }) => sum + counted, 0)),
    total: round(run.at(-1)?.total ?? 0),
    ...limit,
  };
  const days = countsWorkingTime(limit) ? `${working} working days and ${values.off} days off` : `${run.length} days`;
  const sum = `${amount(values.counted, limit.measure)}: ${values.total} of ${limit.count}`;
  const text = `${named(values.from)} to ${named(values.to)}, ${days}, counts ${sum}.`;
  return { key: 'days.ordinary', text, values };
}

const rules = {
  fifth: 'a fifth of the limit',
  'four-hours': 'four hours, as a fifth of the limit is less',
  half: 'half of the limit, as four hours are more',
  category: 'as the category sets',
};

/** A clock does not name the rule of its warning: it is the category's if the rule of the house gives another instant. */
export function tellWarning({ startedAt, warnAt, dueAt, limit }: Clock, calendar: WorkingCalendar): Sentence {
  const [start, warn, due] = [Date.parse(startedAt), Date.parse(warnAt), Date.parse(dueAt)];
  const byHouse = warnAfter(start, due, limit, calendar) === warn;
  const rule = byHouse ? houseMargin(limitMinutes(start, due, limit, calendar)).rule : 'category';
  const minutes = round(limitMinutes(warn, due, limit, calendar));
  const when = moment(warn, calendar);
  const margin = amount(minutes, countsWorkingTime(limit) ? 'working-minutes' : 'minutes');
  const text = `Yellow from ${when}: ${margin} before the due instant, ${rules[rule]}.`;
  return { key: `warning.${rule}`, text, values: { when, minutes, measure: limit.measure } };
}

export function tellEnd(clock: Clock, calendar: WorkingCalendar): Sentence[] {
  const { startedAt, dueAt, limit, provisional, directory } = clock;
  const due = Date.parse(dueAt);
  const when = closing(due, calendar);
  const text = `Due ${when}, the end of a limit of ${amount(limit.count, limit.measure)}; red after that.`;
  const sentences: Sentence[] = [{ key: 'due', text, values: { when, ...limit } }];
  if (provisional) {
    const through = calendar.validThrough ?? '';
    const text = `Provisional: holidays are announced through ${through} only; after that the plain week counts.`;
    sentences.push({ key: 'due.provisional', text, values: { through } });
  }
  const computed = dueAfter(Date.parse(startedAt), limit, calendar);
  if (computed !== due) {
    const when = closing(computed, calendar);
    const text = `By the calendar given here it would be due ${when}; the clock was set by directory revision ${directory}.`;
    sentences.push({ key: 'due.differs', text, values: { when, directory } });
  }
  return sentences;
}

/** What a pause or an extension did to the due instant. */
export function tellMoved(segment: Segment, dueAt: string, limit: Limit, calendar: WorkingCalendar): Sentence {
  const due = closing(Date.parse(dueAt), calendar);
  if (segment.kind === 'extension') {
    const by = amount(segment.limit.count, segment.limit.measure);
    const text = `Extended by ${by} on ${moment(Date.parse(segment.at), calendar)}: due ${due}.`;
    return { key: 'ledger.extension', text, values: { due, ...segment.limit } };
  }
  const [from, to] = [Date.parse(segment.from), Date.parse(segment.to)];
  const stopped = round(limitMinutes(from, to, limit, calendar));
  const measure = countsWorkingTime(limit) ? 'working-minutes' : 'minutes';
  const values = { from: moment(from, calendar), to: moment(to, calendar), stopped, measure, due };
  if (dueAt === segment.was.dueAt) {
    const [key, why] =
      segment.from < dueAt ? ['idle', 'no working time fell into it'] : ['overdue', 'after it was due'];
    return {
      key: `ledger.pause-${key}`,
      text: `Paused from ${values.from} to ${values.to}, ${why}: nothing moves.`,
      values,
    };
  }
  const text = `Paused from ${values.from} to ${values.to}: ${amount(stopped, measure)} do not count; due ${due}.`;
  return { key: 'ledger.pause', text, values };
}
