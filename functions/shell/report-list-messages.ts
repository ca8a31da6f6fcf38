import * as z from 'zod/mini';
import { Place } from '../../domain/case/command.ts';
import { Instant, Ulid, Words } from '../../domain/primitives.ts';
import { Contact } from '../../domain/resident/contact.ts';

/** The report whose contact is asked for; the one that opened the case, unless said. */
export const ContactQuery = z.strictObject({ report: z.optional(Ulid) });

/** `GET /cases/{id}/contact`: null where whoever reported it left nothing. */
export const ContactView = z.object({ report: Ulid, contact: z.nullable(Contact) });
export type ContactView = z.infer<typeof ContactView>;

export const CaseReportsQuery = z.strictObject({
  /** Where the page before said that this one begins. */
  cursor: z.optional(z.string().check(z.regex(/^[0-9A-Z]{26}\.(?:[0-9A-Z]{26})?$/, 'the cursor of a page before'))),
});

/** The reports about a case: those that joined with their words; whoever opened it has them in the case. */
export const CaseReports = z.object({
  reports: z.array(
    z.object({
      id: Ulid,
      at: Instant,
      joined: z.boolean(),
      words: z.nullable(Words),
      place: z.nullable(Place),
      rating: z.nullable(z.object({ at: Instant, satisfied: z.boolean(), words: z.optional(Words) })),
      hasContact: z.boolean(),
    }),
  ),
  cursor: z.nullable(z.string()),
});
export type CaseReports = z.infer<typeof CaseReports>;
