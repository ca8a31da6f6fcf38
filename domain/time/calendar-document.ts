import * as z from 'zod/mini';
import { CivilDate, Key, Label, TimeOfDay } from '../primitives.ts';

const Interval = z.tuple([TimeOfDay, TimeOfDay]);
const Intervals = z.array(Interval).check(z.maxLength(6));

/** Working hours of a week, by day; a day left out is a day off. */
export const Week = z.strictObject({
  monday: z.optional(Intervals),
  tuesday: z.optional(Intervals),
  wednesday: z.optional(Intervals),
  thursday: z.optional(Intervals),
  friday: z.optional(Intervals),
  saturday: z.optional(Intervals),
  sunday: z.optional(Intervals),
});
export type Week = z.infer<typeof Week>;

/**
 * What one date is, against its weekday: `off` 放假, or `working` 調休: a weekend made a working day, with the hours
 * of `like` (Monday unless said), or with `hours` of its own.
 */
export const DateOverride = z.strictObject({
  date: CivilDate,
  is: z.enum(['off', 'working']),
  name: Label,
  like: z.optional(z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])),
  hours: z.optional(Intervals),
});
export type DateOverride = z.infer<typeof DateOverride>;

/**
 * A calendar, national if `unit` is absent, else of that unit and all below it. The nearest calendar that says
 * something wins, for the zone, the week and each date alike. After `validThrough` its dates are not announced yet:
 * deadlines beyond it are provisional.
 */
export const Calendar = z.strictObject({
  id: Key,
  name: Label,
  unit: z.optional(Key),
  zone: z.optional(z.string().check(z.minLength(1), z.maxLength(60))),
  week: z.optional(Week),
  dates: z.optional(z.array(DateOverride).check(z.maxLength(2000))),
  validThrough: z.optional(CivilDate),
});
export type Calendar = z.infer<typeof Calendar>;
