import { describe, expect, it } from 'vitest';
import { changes } from '../../../domain/directory/changes.ts';
import { type Fault, readDocuments } from '../../../domain/directory/read-documents.ts';
import { aCategory, aDirectory, withUnit } from './directories.ts';

const sound = aDirectory();

function faultsOf(raw: Parameters<typeof readDocuments>[0]): Fault[] {
  const reading = readDocuments(raw, sound);
  return reading.ok ? [] : reading.faults;
}

const told = (raw: Parameters<typeof readDocuments>[0]): string[] =>
  faultsOf(raw).map(({ kind, row, message }) => `${kind} ${row}: ${message}`);

const { categories, calendars, officers, rosters } = sound;
const [national] = calendars;
const nationalWith = (over: object) => ({ calendars: [{ ...national, ...over }] });
const townWith = (over: object) => ({ calendars: [national, { id: 'town', name: '镇', unit: 'niushi', ...over }] });
const dates = (...list: object[]) => nationalWith({ dates: list.map((date) => ({ name: '某日', ...date })) });
const { village: _, ...limitsWithoutVillage } = aCategory().limits;
const square = [
  [103.5, 29.4],
  [103.6, 29.4],
  [103.6, 29.5],
];
const daysOf2027 = Array.from({ length: 365 }, (_, day) =>
  new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10),
);

const refused: [what: string, raw: Parameters<typeof readDocuments>[0], ...faults: string[]][] = [
  // Shapes
  ['a kind that is no list', { units: 'x' }, 'units 0: units "x" must be a list of rows'],
  ['a row that is no object', { officers: [7] }, 'officers 1: officers 7 must be an object'],
  ['an unknown field', { units: withUnit('water', { nam: 1 } as object) }, 'units 5: nam 1 is not a known field'],
  ['a missing name', { units: withUnit('water', { name: undefined }) }, 'units 5: name is missing: give text'],
  ['an empty name', { units: withUnit('water', { name: '  ' }) }, 'units 5: name "  " must have at least 1 character'],
  [
    'an unknown level',
    { units: withUnit('niushi-01-1', { level: 'street' as 'grid' }) },
    'level "street" must be one of',
  ],
  [
    'a phone that is not E.164',
    { rosters: [{ ...rosters[0], leader: '13800000003' }] },
    'rosters 1: leader "13800000003" must be E.164',
  ],
  [
    'a category without limits for a level',
    { categories: [{ ...aCategory(), limits: limitsWithoutVillage }] },
    'limits.village is missing',
  ],
  [
    'attributes that cannot be told apart',
    {
      categories: [
        aCategory({
          attributes: [
            { code: 'size', datatype: 'number', required: true, description: '面积' },
            { code: 'size', datatype: 'string', required: true, description: '大小' },
          ],
        }),
      ],
    },
    'categories 1: attributes[1].code "size" is given twice',
  ],
  [
    'departments that no category can suggest',
    { categories: [aCategory({ departments: ['water', 'moon', 'niushi', 'water'] })] },
    'categories 1: departments[1] "moon" is not a unit',
    'categories 1: departments[2] "niushi" is a township: name a department',
    'categories 1: departments[3] "water" is given twice',
  ],
  [
    'a department that is retired and still suggested',
    { categories: [aCategory({ departments: ['water'] })], units: withUnit('water', { retired: true }) },
    'categories 1: departments[0] "water" is retired',
  ],
  // Keys
  ['an id twice', { categories: [...categories, aCategory()] }, 'categories 2: id "road" already stands in row 1'],
  [
    'a subject twice',
    { officers: [...officers, { ...officers[0], id: 'wang-2' }] },
    'officers 3: subject "local|wang" already stands in row 1',
  ],
  [
    'a telephone of two officers',
    { officers: officers.map((officer) => ({ ...officer, phone: '+868330001701' })) },
    'officers 2: phone "+868330001701" already stands in row 1',
  ],
  [
    'a telephone of an officer that is not E.164',
    { officers: [{ ...officers[0], phone: '138 0013 8000' }, officers[1]] },
    'officers 1: phone "138 0013 8000" must be E.164',
  ],
  ['a roster twice', { rosters: [...rosters, ...rosters] }, 'rosters 2: unit "shawan" already stands in row 1'],
  // Tree
  ['no district', { units: [], officers: [], rosters: [] }, 'units 0: no unit of level district'],
  [
    'a second district',
    { units: [...sound.units, { id: 'wutong', name: '五通桥区', level: 'district' }] },
    'units 6: level "district" is a second root beside "shawan"',
  ],
  [
    'a district with a parent',
    { units: withUnit('shawan', { parent: 'water' }) },
    'units 1: parent "water" must be left out',
    'makes a circle',
  ],
  ['an unknown parent', { units: withUnit('niushi', { parent: 'moon' }) }, 'units 2: parent "moon" is not a unit'],
  [
    'a missing parent',
    { units: withUnit('niushi', { parent: undefined }) },
    'units 2: parent is missing: name the district',
  ],
  [
    'a parent of the wrong level',
    { units: withUnit('niushi-01-1', { parent: 'niushi' }) },
    'units 4: parent "niushi" is a township: a grid stands under a village',
  ],
  [
    'a department under a township',
    { units: withUnit('water', { parent: 'niushi' }) },
    'a department stands under a district',
  ],
  [
    'a circle',
    { units: withUnit('niushi', { parent: 'niushi-01' }) },
    'is a village',
    'makes a circle (niushi → niushi-01 → niushi)',
  ],
  [
    'a unit above itself',
    { units: withUnit('niushi', { parent: 'niushi' }) },
    'is a township',
    'makes a circle (niushi → niushi)',
  ],
  [
    'an open boundary',
    { units: withUnit('water', { boundary: [...square, [103.5, 29.5]] as [number, number][] }) },
    'boundary[3] [103.5,29.5] does not close the ring',
  ],
  // People
  [
    'a post in an unknown unit',
    { officers: [{ ...officers[0], posts: [{ unit: 'moon', role: 'clerk' }] }] },
    'officers 1: posts[0].unit "moon" is not a unit',
  ],
  [
    'a post twice',
    { officers: [{ ...officers[0], posts: [...(officers[0]?.posts ?? []), ...(officers[0]?.posts ?? [])] }] },
    'posts[1] {"unit":"niushi-01-1","role":"officer"} is given twice',
  ],
  [
    'a roster of an unknown unit',
    { rosters: [...rosters, { ...rosters[0], unit: 'moon' }] },
    'rosters 2: unit "moon" is not a unit',
  ],
  [
    'a number twice in a roster',
    { rosters: [{ ...rosters[0], duty: ['+8613800000001', '+8613800000001'] }] },
    'duty[1] "+8613800000001" is given twice',
  ],
  ['a district without a roster', { rosters: [] }, 'rosters 0: no roster of the district "shawan"'],
  // Calendars
  ['no national calendar', { calendars: [] }, 'states a zone', 'states a week'],
  [
    'a zone that does not exist',
    nationalWith({ zone: 'Asia/Shawan' }),
    'calendars 1: zone "Asia/Shawan" is not a time zone',
  ],
  [
    'a calendar of an unknown unit',
    { calendars: [national, { id: 'moon', name: '月', unit: 'moon' }] },
    'calendars 2: unit "moon" is not a unit',
  ],
  [
    'hours that end before they begin',
    nationalWith({ week: { monday: [['18:00', '09:00']] } }),
    'week.monday[0] ["18:00","09:00"] must end after it begins',
  ],
  [
    'hours that overlap',
    nationalWith({
      week: {
        monday: [
          ['09:00', '12:00'],
          ['11:00', '18:00'],
        ],
      },
    }),
    'week.monday[1] ["11:00","18:00"] begins before 12:00',
  ],
  [
    'hours out of order',
    nationalWith({
      week: {
        monday: [
          ['14:00', '18:00'],
          ['09:00', '12:00'],
        ],
      },
    }),
    'week.monday[1] ["09:00","12:00"] begins before 18:00',
  ],
  ['a week without hours', nationalWith({ week: { monday: [] } }), 'week {"monday":[]} has no hours on any day'],
  [
    'a date that does not exist',
    dates({ date: '2026-02-30', is: 'off' }),
    'dates[0].date "2026-02-30" is not a day of the calendar',
  ],
  [
    'a validThrough that does not exist',
    nationalWith({ validThrough: '2026-06-31' }),
    'validThrough "2026-06-31" is not a day',
  ],
  [
    'a date twice',
    dates({ date: '2026-05-01', is: 'off' }, { date: '2026-05-01', is: 'working' }),
    'dates[1].date "2026-05-01" already stands in dates[0]',
  ],
  [
    'a date in two calendars of a unit',
    { calendars: [national, { id: 'more', name: '补', dates: national?.dates }] },
    'dates[0].date "2026-02-14" is stated by calendar "national" of the same unit too',
    'dates[1].date',
  ],
  [
    'a day off with hours',
    dates({ date: '2026-05-01', is: 'off', hours: [['09:00', '10:00']] }),
    'dates[0].hours [["09:00","10:00"]] cannot stand on a day off',
  ],
  [
    'a day off like another',
    dates({ date: '2026-05-01', is: 'off', like: 'monday' }),
    'dates[0].like "monday" cannot stand on a day off',
  ],
  [
    'a working day without hours',
    dates({ date: '2026-05-02', is: 'working', hours: [] }),
    'dates[0].hours [] are none',
  ],
  [
    'a working day with like and hours',
    dates({ date: '2026-05-02', is: 'working', like: 'monday', hours: [['09:00', '10:00']] }),
    'stands beside hours',
  ],
  [
    'a working day like a day off',
    dates({ date: '2026-05-02', is: 'working', like: 'sunday' }),
    'dates[0].like "sunday" has no hours in the week',
  ],
  [
    'a working day like a day off of the week above',
    townWith({ dates: [{ date: '2026-05-02', is: 'working', name: '集', like: 'sunday' }] }),
    'calendars 2: dates[0].like "sunday" has no hours',
  ],
  [
    'a year of no working day',
    dates(...daysOf2027.map((date) => ({ date, is: 'off' }))),
    'leave no working day in 2027',
  ],
];

describe('a directory is refused for', () => {
  it.each(refused)('%s', (_what, raw, ...parts) => {
    const faults = told(raw);
    expect(faults).toHaveLength(parts.length);
    for (const part of parts) expect(faults).toContainEqual(expect.stringContaining(part));
  });
});

describe('a directory is accepted', () => {
  it('when it is sound, and answers it parsed', () => {
    expect(readDocuments(sound)).toEqual({ ok: true, documents: sound });
  });

  it('with a kind replaced and the others as they were', () => {
    const raw = { units: withUnit('water', { name: ' 水利局 ' }) };
    const reading = readDocuments(raw, sound);
    expect(reading.ok && reading.documents.units.at(-1)?.name).toBe('水利局');
    expect(reading.ok && reading.documents.officers).toEqual(officers);
  });

  it('with a week of its own for a township, and the national zone and dates', () => {
    expect(faultsOf(townWith({ week: { tuesday: [['08:00', '24:00']] } }))).toEqual([]);
  });
});

describe('faults', () => {
  it('are all told at once, by kind and row', () => {
    const raw = {
      rosters: [{ ...rosters[0], leader: 'none' }],
      units: [
        ...withUnit('niushi', { parent: 'moon' }),
        { id: 'Bad Id', name: '', level: 'grid', parent: 'sun', x: 1 },
      ],
    };
    expect(faultsOf(raw).map(({ kind, row, path }) => `${kind} ${row} ${path}`)).toEqual([
      'units 2 parent',
      'units 6 id',
      'units 6 name',
      'units 6 x',
      'rosters 1 leader',
    ]);
  });

  it('carry the id and the value', () => {
    expect(faultsOf({ units: withUnit('niushi', { parent: 'moon' }) })).toMatchObject([
      { id: 'niushi', path: 'parent', value: 'moon' },
    ]);
  });

  it('do not repeat the mistake of one row in every row that refers to it', () => {
    const [first, ...more] = told({ units: withUnit('niushi', { name: undefined }) });
    expect(first).toContain('name is missing');
    expect(more).toEqual([]);
  });

  it('name each kind that a first import lacks', () => {
    const reading = readDocuments({ units: sound.units, officers, rosters, calendars });
    expect(reading.ok ? [] : reading.faults.map(({ message }) => message)).toEqual([
      'categories are missing: a first import needs all of units, officers, rosters, categories, calendars',
    ]);
  });

  it('of a removed unit are told by those that still refer to it', () => {
    expect(told({ units: sound.units.filter(({ id }) => id !== 'niushi-01-1') })).toEqual([
      expect.stringContaining('officers 1: posts[0].unit "niushi-01-1" is not a unit'),
    ]);
  });
});

describe('changes', () => {
  it('are every row of a first import', () => {
    expect(changes(undefined, sound)).toHaveLength(10);
  });

  it('are none between equals', () => {
    expect(changes(sound, aDirectory())).toEqual([]);
  });

  it('name what was added, removed, and changed with its fields', () => {
    const after = aDirectory({
      units: sound.units.map((unit) => (unit.id === 'water' ? { ...unit, name: '水利局', nameEn: 'Water' } : unit)),
      rosters: [...rosters, { unit: 'niushi', duty: ['+8613800000009'], leader: '+8613800000009' }],
      officers: officers.slice(1),
    });
    expect(changes(sound, after)).toEqual([
      { kind: 'units', id: 'water', what: 'changed', fields: ['name', 'nameEn'] },
      { kind: 'officers', id: 'wang', what: 'removed' },
      { kind: 'rosters', id: 'niushi', what: 'added' },
    ]);
  });
});
