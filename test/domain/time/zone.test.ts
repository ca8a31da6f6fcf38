import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { zoneOf } from '../../../domain/time/zone.ts';

const utc = (text: string) => Date.parse(`${text}Z`);
const HOUR = 3_600_000;

/** The offset told another way: from the fields that clocks show. */
function offsetByFields(zone: string, ms: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const field = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = field;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
}

describe('offsetAt', () => {
  test.each([
    ['Shanghai has one time', 'Asia/Shanghai', '2026-07-01T00:00', 8],
    ['and had summer time in 1988', 'Asia/Shanghai', '1988-07-01T00:00', 9],
    ['Berlin a moment before summer time', 'Europe/Berlin', '2026-03-29T00:59:59.999', 1],
    ['Berlin when it begins', 'Europe/Berlin', '2026-03-29T01:00', 2],
    ['Berlin a moment before it ends', 'Europe/Berlin', '2026-10-25T00:59:59.999', 2],
    ['Berlin when it ends', 'Europe/Berlin', '2026-10-25T01:00', 1],
    ['New York in winter', 'America/New_York', '2026-01-15T12:00', -5],
    ['New York when summer time begins', 'America/New_York', '2026-03-08T07:00', -4],
    ['Lord Howe moves half an hour: summer', 'Australia/Lord_Howe', '2026-04-04T14:59:59.999', 11],
    ['Lord Howe moves half an hour: winter', 'Australia/Lord_Howe', '2026-04-04T15:00', 10.5],
    ['Recife in the shortest summer time of all', 'America/Recife', '2000-10-12T00:00', -2],
    ['Nepal is a quarter off', 'Asia/Kathmandu', '2026-01-01T00:00', 5.75],
  ])('%s', (_why, zone, instant, hours) => {
    expect(zoneOf(zone).offsetAt(utc(instant)) / HOUR).toBe(hours);
  });

  it('agrees with the fields of the clock at any instant in any zone', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const instant = fc.integer({ min: Date.UTC(1975, 0), max: Date.UTC(2040, 0) });
    fc.assert(
      fc.property(zone, instant, (name, ms) => zoneOf(name).offsetAt(ms) === offsetByFields(name, ms)),
      { numRuns: 2_000 },
    );
  });
});

describe('firstAt', () => {
  test.each([
    ['an ordinary time', 'Asia/Shanghai', '2026-02-13T18:30', '2026-02-13T10:30'],
    ['Berlin skips 02:30: the change itself', 'Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:00'],
    ['Berlin, the first time not skipped', 'Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00'],
    ['Berlin shows 02:30 twice: the earlier', 'Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30'],
    [
      'Berlin shows 03:00 once, an hour after 02:59 came twice',
      'Europe/Berlin',
      '2026-10-25T03:00',
      '2026-10-25T02:00',
    ],
    ['New York skips 02:30', 'America/New_York', '2026-03-08T02:30', '2026-03-08T07:00'],
    ['New York shows 01:30 twice', 'America/New_York', '2026-11-01T01:30', '2026-11-01T05:30'],
    ['Lord Howe skips half an hour', 'Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:30'],
    ['Lord Howe shows half an hour twice', 'Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45'],
    ['São Paulo skipped midnight', 'America/Sao_Paulo', '2018-11-04T00:00', '2018-11-04T03:00'],
    ['Samoa skipped a whole day', 'Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00'],
  ])('%s', (_why, zone, wall, instant) => {
    expect(new Date(zoneOf(zone).firstAt(utc(wall)))).toEqual(new Date(utc(instant)));
  });

  it('is the first instant at which clocks show that time or a later one', () => {
    const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Havana');
    const wall = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) });
    fc.assert(
      fc.property(zone, wall, (name, ms) => {
        const { firstAt, offsetAt } = zoneOf(name);
        const first = firstAt(ms);
        expect(first + offsetAt(first)).toBeGreaterThanOrEqual(ms);
        expect(first - 1 + offsetAt(first - 1)).toBeLessThan(ms);
      }),
      { numRuns: 2_000 },
    );
  });
});

it('refuses what is not a zone, saying what it got', () => {
  expect(() => zoneOf('Asia/Shangai')).toThrow('"Asia/Shangai" is not a time zone known here; give an IANA name');
});
