const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const unitMs: Readonly<Record<string, number>> = { minute: minuteMs, hour: hourMs, day: 24 * hourMs };
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * Reads a schedule expression of EventBridge Scheduler, `rate(…)` or `cron(minute hour day month weekday year)`, into a
 * function that gives the first instant after another, in epoch milliseconds. Cron fields may be `*`, `?`, numbers, ranges,
 * lists and steps; anything else is refused with the expression.
 */
export function readSchedule(expression: string, zone: string): (after: number) => number {
  const [, kind, inner = ''] = expression.match(/^(rate|cron)\((.+)\)$/) ?? [];
  if (kind === 'rate') return readRate(inner, expression);
  if (kind === 'cron') return readCron(inner, expression, zone);
  throw new Error(
    `the schedule expression ${expression} is not known to the embedded cloud; it knows rate(…) and cron(…)`,
  );
}

function readRate(inner: string, expression: string): (after: number) => number {
  const [, count, unit = ''] = inner.match(/^(\d+) (minute|hour|day)s?$/) ?? [];
  const every = Number(count) * (unitMs[unit] ?? 0);
  if (!(every > 0)) throw new Error(`the rate in ${expression} is not understood; write it like rate(5 minutes)`);
  return (after) => after + every;
}

function readCron(inner: string, expression: string, zone: string): (after: number) => number {
  const fields = inner.split(' ');
  if (fields.length !== 6) throw new Error(`${expression} has ${fields.length} fields instead of 6`);
  const [minutes, hours, days, months, weekday, years] = fields.map((field) => readField(field, expression));
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    weekday: 'short',
  });
  const holds = (test: ((value: number) => boolean) | undefined, value: number) => test === undefined || test(value);

  return (after) => {
    const limit = after + 4 * 366 * 24 * hourMs;
    for (let at = Math.floor(after / minuteMs) * minuteMs + minuteMs; at < limit; ) {
      const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
      const dayFits =
        holds(years, Number(part.year)) &&
        holds(months, Number(part.month)) &&
        holds(days, Number(part.day)) &&
        holds(weekday, weekdays.indexOf(String(part.weekday).toUpperCase()) + 1);
      if (!dayFits || !holds(hours, Number(part.hour))) at += hourMs - Number(part.minute) * minuteMs;
      else if (!holds(minutes, Number(part.minute))) at += minuteMs;
      else return at;
    }
    throw new Error(`${expression} does not come due within four years of ${new Date(after).toISOString()}`);
  };
}

/** A test of one field; `undefined` if every value fits. */
function readField(field: string, expression: string): ((value: number) => boolean) | undefined {
  if (field === '*' || field === '?') return undefined;
  const tests = field.split(',').map((part) => {
    const [, from, , to, step] = part.match(/^(\*|\d+|[A-Z]{3})(-(\d+|[A-Z]{3}))?(?:\/(\d+))?$/) ?? [];
    if (from === undefined) throw new Error(`the field "${field}" of ${expression} is not known to the embedded cloud`);
    const low = from === '*' ? 0 : fieldValue(from, expression);
    const high = to === undefined ? (step === undefined && from !== '*' ? low : Infinity) : fieldValue(to, expression);
    return (value: number) => value >= low && value <= high && (value - low) % Number(step ?? 1) === 0;
  });
  return (value) => tests.some((test) => test(value));
}

function fieldValue(text: string, expression: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : weekdays.indexOf(text) + 1;
  if (value === 0 && text !== '0' && text !== '00')
    throw new Error(`"${text}" in ${expression} is not known to the embedded cloud`);
  return value;
}
