import { DAY } from './civil.ts';

/** A time zone. Wall time is written as the epoch milliseconds that UTC would have when its clocks show the same. */
export interface Zone {
  /** Milliseconds that clocks are ahead of UTC at this instant. */
  offsetAt(ms: number): number;
  /**
   * The first instant at which clocks show this wall time or a later one: the change itself if clocks skip the time,
   * the earlier of the two if they show it twice. Never decreases as `wall` grows.
   */
  firstAt(wall: number): number;
}

/** A stretch of time in which clocks change at most once. */
interface Stretch {
  before: number;
  change: number;
  after: number;
}

// Equal offsets at both ends mean that nothing changed between: since 1970 no zone has changed its clocks twice within
// six days. The shortest summer time, of a week less an hour, was that of Recife in 2000.
const STRETCH = 6 * DAY;
const MOST_STRETCHES = 2_000;
const WIDEST_OFFSET = 26 * 3_600_000;

const zones = new Map<string, Zone>();

/** The zone of an IANA name; the same object each time. Throws a RangeError for a name that is not one. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const zone = makeZone(offsetsOf(name));
  zones.set(name, zone);
  return zone;
}

function makeZone(askOffset: (ms: number) => number): Zone {
  const stretches = new Map<number, Stretch>();

  function lookUp(index: number): Stretch {
    const from = index * STRETCH;
    const before = askOffset(from);
    const after = askOffset(from + STRETCH);
    const change = before === after ? from : changeBetween(from, from + STRETCH, after);
    const stretch = { before, change, after };
    if (stretches.size >= MOST_STRETCHES) stretches.clear();
    stretches.set(index, stretch);
    return stretch;
  }

  /** The first instant in (from, to] at which the offset is `after`. */
  function changeBetween(from: number, to: number, after: number): number {
    let low = from;
    let high = to;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (askOffset(middle) === after) high = middle;
      else low = middle;
    }
    return high;
  }

  function offsetAt(ms: number): number {
    const index = Math.floor(ms / STRETCH);
    const stretch = stretches.get(index) ?? lookUp(index);
    return ms < stretch.change ? stretch.before : stretch.after;
  }

  function firstAt(wall: number): number {
    const before = offsetAt(wall - WIDEST_OFFSET);
    const after = offsetAt(wall + WIDEST_OFFSET);
    const early = wall - before;
    if (before === after || offsetAt(early) === before) return early;
    const late = wall - after;
    return offsetAt(late) === after ? late : changeBetween(late, early, after);
  }

  return { offsetAt, firstAt };
}

/** Asks the platform's own zone data; a few microseconds a call. */
function offsetsOf(name: string): (ms: number) => number {
  const format = formatter(name);
  return (ms) => {
    const text = format.format(ms);
    const [, sign, hours = '0', minutes = '0', seconds = '0'] =
      /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(text) ?? [];
    const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
    return sign === '-' ? -size : size;
  };
}

function formatter(name: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch (cause) {
    throw new RangeError(`"${name}" is not a time zone known here; give an IANA name like Asia/Shanghai`, { cause });
  }
}
