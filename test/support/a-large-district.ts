import type { Directory } from '../../domain/directory/directory.ts';
import type { Documents } from '../../domain/directory/documents.ts';
import { aDirectory, documents, roads } from './a-district.ts';

const long = (id: string): string => `${id}-${'x'.repeat(47)}`.slice(0, 48);
export const GRID = long('grid');
export const VILLAGE = long('village');
export const TOWNSHIP = long('township');
export const CENTRE = long('centre');
export const DEPARTMENTS = Array.from({ length: 21 }, (_, index) => long(`dept-${index}`));
export const SLOW = long('slow');
export const SLOWER = long('slower');

const units: Documents['units'] = [
  { id: CENTRE, name: '中心', level: 'district' },
  { id: TOWNSHIP, name: '镇', level: 'township', parent: CENTRE },
  { id: VILLAGE, name: '村', level: 'village', parent: TOWNSHIP },
  { id: GRID, name: '格', level: 'grid', parent: VILLAGE },
  ...DEPARTMENTS.map((id) => ({ id, name: '局', level: 'department' as const, parent: CENTRE })),
];
const overdue = {
  remindEvery: { measure: 'minutes', count: 1 },
  reminders: 10,
  escalateAfter: { measure: 'minutes', count: 30 },
} as const;

/** All that there can be most of: keys of 48 characters, twenty-one departments, ten reminders a minute apart, five pauses. */
export const largeDistrict: Directory = aDirectory({
  units,
  officers: units.map(({ id }) => ({
    id,
    name: '某某',
    subject: `local|${id}`,
    posts: [{ unit: id, role: 'officer' as const }],
  })),
  rosters: [{ unit: CENTRE, duty: ['+8610000000001'], leader: '+8610000000009' }],
  categories: [
    {
      ...roads,
      id: SLOW,
      overdue,
      pauses: { most: 5, days: 60 },
    },
    { ...roads, id: SLOWER, limits: { ...roads.limits, case: { measure: 'working-days', count: 60 } }, overdue },
  ],
  calendars: documents().calendars,
});
