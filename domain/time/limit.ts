import * as z from 'zod/mini';

/** Ten years. */
const MOST_DAYS = 3_660;
const MOST_MINUTES = MOST_DAYS * 1_440;

/**
 * A preset time limit 時限. Its measure decides which time counts:
 * - `working-minutes`: minutes inside the working intervals of the unit's calendar;
 * - `working-days`: the close of the n-th working day after the day it starts (that day itself is not counted,
 *   as in article 201 of the Civil Code);
 * - `calendar-days`: midnight at the end of the n-th day after the day it starts;
 * - `minutes`: around the clock, 24×7.
 */
export const Limit = z
  .strictObject({
    measure: z.enum(['working-minutes', 'working-days', 'calendar-days', 'minutes']),
    count: z.int().check(z.positive(), z.maximum(MOST_MINUTES)),
  })
  .check(
    z.refine(({ measure, count }) => !measure.endsWith('-days') || count <= MOST_DAYS, {
      path: ['count'],
      error: `at most ${MOST_DAYS} days, which is ten years`,
    }),
  );
export type Limit = z.infer<typeof Limit>;

/** When yellow begins, if not by the rule of the house: so many minutes before the due instant, in the limit's own time. */
export const Warning = z.strictObject({ minutes: z.int().check(z.positive()) });
export type Warning = z.infer<typeof Warning>;
