import * as z from 'zod/mini';
import { asPhone, isMobile, isPhone } from '../directory/phone.ts';
import { Phone, Words } from '../primitives.ts';

const Name = Words.check(z.maxLength(80));
const Email = z
  .string()
  .check(z.trim(), z.maxLength(254), z.regex(/^[^\s@]+@[^\s@]+$/, 'an address like name@example.org'));

/** How somebody who reported can be reached. It stands on the row of the report and nowhere else. */
export const Contact = z.strictObject({ phone: z.optional(Phone), name: z.optional(Name), email: z.optional(Email) });
export type Contact = z.infer<typeof Contact>;

const SAID = 'a telephone number: a mobile of the mainland, or E.164 like +8613800138000';

/** A telephone as people write it, read as E.164. */
export const SaidPhone = z.string().check(z.maxLength(40), z.overwrite(asPhone), z.refine(isPhone, SAID));

/** SMS go to mobiles of the mainland alone: who asks for them for any number could have them sent where they cost most. */
export const getsSms = (phone: Phone): boolean => isMobile(phone);
const MOBILES = 'SMS go to mobiles of the mainland; leave "subscribe" out, and follow the report with its receipt';
export const MobilePhone = SaidPhone.check(z.refine(getsSms, MOBILES));

/** What a resident gives with a report; `subscribe`: to be told by SMS what becomes of it. */
export const SaidContact = z
  .strictObject({ phone: SaidPhone, name: z.optional(Name), subscribe: z.optional(z.boolean()) })
  .check(z.refine(({ phone, subscribe }) => subscribe !== true || getsSms(phone), MOBILES));
export type SaidContact = z.infer<typeof SaidContact>;
