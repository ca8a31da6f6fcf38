import * as z from 'zod/mini';
import { CivilDate, Label, Phone, TimeOfDay } from '../primitives.ts';

/** A day of the week, or what the working calendar of the unit makes of a date: make-up workdays 調休 are working days. */
export const ShiftDay = z.enum([
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'working-day',
  'day-off',
]);
export type ShiftDay = z.infer<typeof ShiftDay>;

/**
 * A shift 班次: who answers which telephone, on what days, in which hours of the unit's zone. An interval that does not end
 * after it begins ends on the next day, and belongs to the day on which it begins. Given are either `days`, perhaps only
 * `from` a date or `through` one, or `dates`.
 */
export const Shift = z.strictObject({
  name: Label,
  phone: Phone,
  /** 副班: tried after those on the first turn 正班. */
  second: z.optional(z.boolean()),
  hours: z.array(z.tuple([TimeOfDay, TimeOfDay])).check(z.minLength(1), z.maxLength(6)),
  days: z.optional(z.array(ShiftDay).check(z.minLength(1), z.maxLength(9))),
  from: z.optional(CivilDate),
  through: z.optional(CivilDate),
  dates: z.optional(z.array(CivilDate).check(z.minLength(1), z.maxLength(400))),
});
export type Shift = z.infer<typeof Shift>;

/**
 * Leave 請假 or a swap 換班: on these days, those on which a shift begins, whose telephone it is does not answer; `by` does,
 * or nobody. Of several for the same telephone and day the last counts, and nobody stands in for who stands in.
 */
export const ShiftChange = z.strictObject({
  phone: Phone,
  from: CivilDate,
  through: CivilDate,
  why: z.enum(['leave', 'swap']),
  by: z.optional(z.strictObject({ name: Label, phone: Phone })),
});
export type ShiftChange = z.infer<typeof ShiftChange>;
