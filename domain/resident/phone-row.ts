import * as z from 'zod/mini';
import { after, Instant, plusSeconds } from '../primitives.ts';

/** What is known of a telephone that residents leave: whether whoever has it wants SMS. */
export const PhoneRow = z.strictObject({
  version: z.int(),
  confirmedAt: z.nullable(Instant),
  /** Not asked before that instant. */
  quietUntil: z.nullable(Instant),
});
export type PhoneRow = z.infer<typeof PhoneRow>;

export const newPhone: PhoneRow = { version: 0, confirmedAt: null, quietUntil: null };

const DAY = 86_400;
/** Seconds for which whoever wants no SMS is left alone, whoever gives their number. */
const LEFT_ALONE = 30 * DAY;

/** Anybody can give any number: until somebody there has said yes, it gets one SMS a day, which asks. */
export const mayAsk = ({ confirmedAt, quietUntil }: PhoneRow, now: Instant): boolean =>
  confirmedAt === null && (quietUntil === null || quietUntil <= now);

export const asked = (row: PhoneRow, now: Instant): PhoneRow =>
  row.confirmedAt === null ? { ...row, quietUntil: after(row.quietUntil ?? now, plusSeconds(now, DAY)) } : row;
export const confirmed = (row: PhoneRow, now: Instant): PhoneRow =>
  row.confirmedAt === null ? { ...row, confirmedAt: now, quietUntil: null } : row;
export const stopped = (row: PhoneRow, now: Instant): PhoneRow => ({
  ...row,
  confirmedAt: null,
  quietUntil: plusSeconds(now, LEFT_ALONE),
});
