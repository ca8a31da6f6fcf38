import type { Explanation } from '../../domain/case/explain.ts';
import type { Limit } from '../../domain/time/limit.ts';
import { language, maybe } from '../shell/words.ts';
import { lengthText, limitText } from './amounts.ts';

type Step = Explanation['clocks'][number]['steps'][number];
type Value = string | number;

const MEASURES: readonly Limit['measure'][] = ['working-minutes', 'working-days', 'calendar-days', 'minutes'];
/** Days are warned of and paused in minutes of the same kind. */
const MINUTES: Record<Limit['measure'], Limit['measure']> = {
  'working-minutes': 'working-minutes',
  'working-days': 'working-minutes',
  'calendar-days': 'minutes',
  minutes: 'minutes',
};

/** A step of an explanation in the language of the page; one that the catalogue does not have, as the server told it. */
export const stepText = ({ key, values, text }: Step): string => maybe(`step.${key}`, filled(values)) ?? text;

function filled(values: Record<string, Value>): Record<string, Value> {
  const dated = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? dateWords(value) : value,
  ]);
  const measure = MEASURES.find((known) => known === values.measure);
  return { ...Object.fromEntries(dated), ...(measure && amounts(measure, values)) };
}

function amounts(measure: Limit['measure'], values: Record<string, Value>): Record<string, string> {
  const told = (name: string, unit: Limit['measure']) =>
    typeof values[name] === 'number' ? lengthText({ measure: unit, count: Math.round(values[name]) }) : '';
  const minutes = MINUTES[measure];
  return {
    limit: typeof values.count === 'number' ? limitText({ measure, count: values.count }) : '',
    sum: told('counted', measure),
    total: told('total', measure),
    margin: told('minutes', minutes),
    stopped: told('stopped', minutes),
  };
}

/** `Friday 2026-02-13 18:30` and `2026-02-13` as the page tells days; the time stays, to the second. */
function dateWords(text: string): string {
  return text
    .replace(/(:\d\d)\.\d{3}$/, '$1')
    .replace(/^(?:[A-Z][a-z]+day )?(\d{4}-\d\d-\d\d)/, (_, date: string) => dayFormat().format(Date.parse(date)));
}

let format: Intl.DateTimeFormat | undefined;
/** A civil day has no zone: it is told as UTC has it. */
function dayFormat(): Intl.DateTimeFormat {
  format ??= new Intl.DateTimeFormat(language(), {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
  });
  return format;
}
