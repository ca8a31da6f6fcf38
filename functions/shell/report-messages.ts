import * as z from 'zod/mini';
import { Light } from '../../domain/case/colours.ts';
import { Place, Report } from '../../domain/case/command.ts';
import { MOST_WORDS } from '../../domain/case/messages.ts';
import { Secret } from '../../domain/case-file/receipt.ts';
import { Unit } from '../../domain/directory/documents.ts';
import { Instant, Key, Ulid, Words } from '../../domain/primitives.ts';
import { MobilePhone, SaidContact } from '../../domain/resident/contact.ts';

const SAY_WHERE = 'say where it is: "grid" or "place"';

/** `POST /public/similar`: what somebody is about to report. */
export const Similar = z
  .strictObject({ category: Key, grid: z.optional(Key), place: z.optional(Place) })
  .check(z.refine(({ grid, place }) => grid !== undefined || place !== undefined, SAY_WHERE));

/** Open cases that others reported near there lately, the nearest first. */
export const SimilarCases = z.object({
  at: Instant,
  cases: z.array(
    z.object({
      id: Ulid,
      openedAt: Instant,
      /** To some 100 m; null where one of the two has no place but a grid. */
      metres: z.nullable(z.int()),
      light: Light,
      settled: z.boolean(),
      /** How many joined it before. */
      joined: z.int(),
    }),
  ),
});
export type SimilarCases = z.infer<typeof SimilarCases>;

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
    /** The number of a case that somebody else reported, the same matter: this report follows it, and opens none. */
    joins: z.optional(Ulid),
  })
  .check(
    z.refine(
      ({ grid, place, address }) => grid !== undefined || place !== undefined || address !== undefined,
      'say where it is: "grid", "place" or "address"',
    ),
    z.refine(({ joins, reopens }) => joins === undefined || reopens === undefined, 'either "joins" or "reopens"'),
    z.refine(
      ({ joins, photos = [] }) => joins === undefined || photos.length === 0,
      'a report that joins has no photos; leave them out, or leave "joins" out',
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
  /** To be told by SMS, at the telephone of the report, or at another one from now on. */
  z.strictObject({ type: z.literal('subscribe'), phone: z.optional(MobilePhone), id }),
  z.strictObject({ type: z.literal('unsubscribe'), id }),
]);

export type ReportCommand = z.infer<typeof ReportCommand>;

const { name, nameEn, level, parent, boundary } = Unit.shape;

/** `GET /public/form`: what there is to choose from, all of it in service. Only grids have their boundary. */
export const ReportForm = z.object({
  revision: z.int(),
  district: z.string(),
  districtEn: nameEn,
  zone: z.string(),
  categories: z.array(z.object({ id: Key, name, nameEn })),
  units: z.array(z.object({ id: Key, name, nameEn, level, parent, boundary })),
});
export type ReportForm = z.infer<typeof ReportForm>;
