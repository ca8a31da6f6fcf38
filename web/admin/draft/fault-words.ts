/*
 * The rules of the directory tell their faults in English. Here each kind of fault has a key of the catalogues; what the
 * pattern names fills it in. The first that fits is taken.
 */
const PATTERNS = [
  ['admin.fault.repeated', /already stands in row (?<row>\d+)/],
  ['admin.fault.secondRoot', /is a second root beside "(?<id>[^"]*)"/],
  ['admin.fault.rootParent', /must be left out: the district is the root/],
  ['admin.fault.noParent', /is missing: name the \w+ that this \w+ belongs to/],
  ['admin.fault.wrongParent', /is a \w+: a \w+ stands under a \w+, name one/],
  ['admin.fault.circle', /makes a circle \((?<circle>.*)\)/],
  ['admin.fault.openRing', /does not close the ring/],
  ['admin.fault.noRoot', /no unit of level district/],
  ['admin.fault.notUnit', /is not a unit:/],
  ['admin.fault.twice', /is given twice|already stands in dates/],
  ['admin.fault.noRootRoster', /no roster of the district "(?<id>[^"]*)"/],
  ['admin.fault.notDepartment', /is a \w+: name a department/],
  ['admin.fault.retired', /is retired:/],
  ['admin.fault.zone', /is not a time zone/],
  ['admin.fault.dayOff', /cannot stand on a day off/],
  ['admin.fault.likeAndHours', /stands beside hours/],
  ['admin.fault.noHours', /are none: give hours/],
  ['admin.fault.backwards', /must end after it begins/],
  ['admin.fault.overlap', /begins before (?<time>[\d:]+)/],
  ['admin.fault.daysAndDates', /gives days and dates/],
  ['admin.fault.noDays', /gives neither days nor dates/],
  ['admin.fault.daysOnly', /stands beside dates/],
  ['admin.fault.ends', /is before (?<from>\d{4}-\d\d-\d\d):/],
  ['admin.fault.dayOver', /begins when the day is over/],
  ['admin.fault.noShift', /has no shift here/],
  ['admin.fault.nobody', /is a swap with nobody/],
  ['admin.fault.clash', /first turn together with shifts\[\d+\] \("(?<name>[^"]*)"\) on (?<date>[\d-]+)/],
  ['admin.fault.stated', /is stated by calendar "(?<id>[^"]*)" of the same unit/],
  ['admin.fault.noZone', /no national calendar states a zone/],
  ['admin.fault.noWeek', /no national calendar states a week/],
  ['admin.fault.emptyWeek', /has no hours on any day/],
  ['admin.fault.idleDay', /has no hours in the week/],
  ['admin.fault.idleYear', /leave no working day in (?<year>\d+)/],
  ['admin.fault.noDay', /is not a day of the calendar|must be a date like/],
  ['admin.fault.lockOut', /nobody would administer/],
  ['admin.fault.moved', /holds cases there; retire it/],
  ['admin.fault.removed', /was taken out, and cases may name it/],
  ['admin.fault.time', /must be a time of day/],
  ['admin.fault.key', /must be lower-case letters/],
  ['admin.fault.phone', /must be E\.164/],
  ['admin.fault.missing', /must have at least \d+ character|is missing: give/],
  ['admin.fault.few', /must have at least (?<least>\d+) entr/],
  ['admin.fault.long', /must have at most (?<most>\d+) character/],
  ['admin.fault.many', /must have at most (?<most>\d+) entr/],
  ['admin.fault.tenYears', /at most 3660 days/],
  ['admin.fault.small', /must be (?:at least|more than) (?<least>-?[\d.]+)/],
  ['admin.fault.big', /must be (?:at most|less than) (?<most>-?[\d.]+)/],
  ['admin.fault.choice', /must be one of/],
  ['admin.fault.form', /must be |is not valid|does not have the right form/],
  ['admin.fault.unknownField', /is not a known field/],
] as const;

export type FaultKey = (typeof PATTERNS)[number][0];

/** The key and values of a fault's message; undefined if no kind of fault is known to be told so. */
export function faultKey(message: string): { key: FaultKey; values: Record<string, string> } | undefined {
  for (const [key, pattern] of PATTERNS) {
    const match = pattern.exec(message);
    if (match) return { key, values: { ...match.groups } };
  }
  return undefined;
}
