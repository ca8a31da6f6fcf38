import type { Category } from '../../domain/directory/documents.ts';
import { documents } from './a-district.ts';

const minutes = (count: number) => ({ measure: 'minutes', count }) as const;
const allDay: [string, string][] = [['00:00', '24:00']];

/** Yellow after 5 minutes and red after 10, with one reminder after 15, at every level; it never goes up by itself. */
export const quick: Category = {
  id: 'quick',
  name: '急件',
  limits: {
    case: minutes(100_000),
    grid: minutes(10),
    village: minutes(10),
    township: minutes(10),
    district: minutes(10),
    department: minutes(10),
  },
  overdue: { remindEvery: minutes(5), reminders: 1 },
};

/** The small district working around the clock, so that lights and notices come whenever a test runs. */
export const busyDistrict = documents({
  categories: [quick],
  calendars: [
    {
      id: 'always',
      name: '昼夜',
      zone: 'Asia/Shanghai',
      week: {
        monday: allDay,
        tuesday: allDay,
        wednesday: allDay,
        thursday: allDay,
        friday: allDay,
        saturday: allDay,
        sunday: allDay,
      },
    },
  ],
});
