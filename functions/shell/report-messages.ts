import * as z from 'zod/mini';
import { Report } from '../../domain/case/command.ts';
import { MOST_WORDS } from '../../domain/case/messages.ts';
import { Secret } from '../../domain/case-file/receipt.ts';
import { Unit } from '../../domain/directory/documents.ts';
import { Key, Ulid, Words } from '../../domain/primitives.ts';
import { SaidContact } from '../../domain/resident/contact.ts';

/**
 * `POST /public/reports`. Number and secret are made on the device and are the receipt: `<id>-<secret>`. `reopens` is the
 * receipt of a report that has ended and is taken up again here.
 */
export const OpenReport = z
  .strictObject({
    ...Report.shape,
    secret: Secret,
    reopens: z.optional(z.strictObject({ id: Ulid, secret: Secret })),
    /** For who holds the case, and nobody else. */
    contact: z.optional(SaidContact),
  })
  .check(
    z.refine(
      ({ grid, place, address }) => grid !== undefined || place !== undefined || address !== undefined,
      'say where it is: "grid", "place" or "address"',
    ),
  );

const id = z.optional(Ulid);

/** What a resident can say to the holder, and of the answer; an `id` makes a replay harmless. */
export const ReportCommand = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('message'),
    words: Words.check(z.maxLength(MOST_WORDS, `at most ${MOST_WORDS} characters`)),
    id,
  }),
  z.strictObject({ type: z.literal('rate'), satisfied: z.boolean(), words: z.optional(Words), id }),
  z.strictObject({ type: z.literal('reopen'), reason: Words, id }),
]);

export type ReportCommand = z.infer<typeof ReportCommand>;

const { name, nameEn, level, parent, boundary } = Unit.shape;

/** `GET /public/form`: what there is to choose from, all of it in service. Only grids have their boundary. */
export const ReportForm = z.object({
  revision: z.int(),
  district: z.string(),
  zone: z.string(),
  categories: z.array(z.object({ id: Key, name, nameEn })),
  units: z.array(z.object({ id: Key, name, nameEn, level, parent, boundary })),
});
export type ReportForm = z.infer<typeof ReportForm>;
