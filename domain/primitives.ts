import * as z from 'zod/mini';

const IN_UTC = { error: 'an instant in UTC like 2026-02-13T10:30:00.000Z', abort: true };
const THAT_DAY = 'an instant that there is: this date or time of day does not exist';
const exists = (text: string): boolean => {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text;
};

/** An instant in UTC with milliseconds, exactly as `Date.toISOString` prints it; sorts as text. */
export const Instant = z
  .string()
  .check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, IN_UTC), z.refine(exists, THAT_DAY));
export type Instant = z.infer<typeof Instant>;

/** A day of the civil calendar, without a zone. */
export const CivilDate = z
  .string()
  .check(z.regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a date like 2026-02-14'));
export type CivilDate = z.infer<typeof CivilDate>;

/** A time of day on the 24-hour clock; `24:00` is the end of the day. */
export const TimeOfDay = z
  .string()
  .check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time of day like 09:00 (24:00 ends the day)'));
export type TimeOfDay = z.infer<typeof TimeOfDay>;

/** Key of a unit, officer, category or calendar: what a person can say on the telephone. */
export const Key = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'lower-case letters, digits and hyphens, at most 48'));
export type Key = z.infer<typeof Key>;

/** A ULID made by whoever first recorded the matter, so that replaying it is harmless. */
export const Ulid = z
  .string()
  .check(z.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'a ULID: 26 characters of Crockford base 32, upper case'));
export type Ulid = z.infer<typeof Ulid>;

/** A telephone number in E.164: plus, country code, number, at most 15 digits. */
export const Phone = z.string().check(z.regex(/^\+[1-9]\d{6,14}$/, 'E.164, like +8613800138000'));
export type Phone = z.infer<typeof Phone>;

export const Label = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));

/** Unpaired surrogates, bytes that were no UTF-8, control characters and text that shows nothing are not readable. */
function isReadable(text: string): boolean {
  return (
    text.isWellFormed() &&
    !/[\p{Cc}\uFFFD]/u.test(text.replace(/[\n\r\t]/g, '')) &&
    /[\p{L}\p{N}\p{P}\p{S}]/u.test(text)
  );
}

const text = (most: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1, { abort: true }),
      z.maxLength(most),
      z.refine(isReadable, 'text that can be read: letters, digits or signs, no control characters'),
    );

/** Text that people write: a reason, a result. Never empty. */
export const Words = text(2000);

/** What stands on record of it: a description as long as Open311 allows, with what was answered beside it. */
export const Account = text(8000);

/** SHA-256 in lower-case hexadecimal. */
export const Digest = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export type Digest = z.infer<typeof Digest>;

export const instant = (ms: number): Instant => new Date(ms).toISOString();
export const ms = (at: Instant): number => Date.parse(at);
/** The later of two instants. */
export const after = (a: Instant, b: Instant): Instant => (a > b ? a : b);
export const millisecondAfter = (at: Instant): Instant => instant(ms(at) + 1);
export const plusSeconds = (at: Instant, seconds: number): Instant => instant(ms(at) + seconds * 1000);

/** The languages that SMS are written in: each roster says which, Chinese unless said. */
export const Language = z.enum(['zh', 'en']);
export type Language = z.infer<typeof Language>;
