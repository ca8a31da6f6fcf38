import * as z from 'zod/mini';
import { Change } from '../../domain/directory/changes.ts';
import { Kind } from '../../domain/directory/documents.ts';
import { Fault } from '../../domain/directory/fault.ts';
import { Instant, Key, Ulid } from '../../domain/primitives.ts';

const Revision = z.int().check(z.minimum(0));

/**
 * `POST /directory`: the kinds to replace, each as a whole. The rows are read by `readDocuments`, which names every
 * fault of them. `ifRevision` is the revision that the sender has seen; 0 is none yet.
 */
export const DirectoryImport = z.strictObject({
  units: z.optional(z.unknown()),
  officers: z.optional(z.unknown()),
  rosters: z.optional(z.unknown()),
  categories: z.optional(z.unknown()),
  calendars: z.optional(z.unknown()),
  ifRevision: z.optional(Revision),
});
export type DirectoryImport = z.infer<typeof DirectoryImport>;

/** What a change would do to the cases that are open. */
export const OpenCases = z.strictObject({
  /** All that are open. */
  counted: z.int(),
  /** So many of them were looked into, the oldest first: fewer than `counted` when their time was over, and then `cut`. */
  looked: z.int(),
  cut: z.boolean(),
  /** The first 200 clocks that the calendars would move: of the whole case, or of who holds it or helps with it. */
  moving: z.array(
    z.strictObject({ case: Ulid, holder: Key, clock: z.enum(['case', 'stage']), from: Instant, to: Instant }),
  ),
  movingInAll: z.int(),
  /** Units that would no longer be in service and have cases in hand, parts of joint cases among them. */
  stranded: z.array(z.strictObject({ unit: Key, cases: z.int() })),
});
export type OpenCases = z.infer<typeof OpenCases>;

/** `revision` is the newest after the call: the new one if `applied`, else the one that the changes are counted from. */
export const DirectoryImported = z.strictObject({
  revision: Revision,
  changes: z.array(Change),
  applied: z.boolean(),
  /** Told by a dry run, once there is a directory. */
  openCases: z.optional(OpenCases),
});
export type DirectoryImported = z.infer<typeof DirectoryImported>;

/** Part of the problem details of a 422: every fault of the documents. */
export const RefusedImport = z.object({ code: z.literal('directory-refused'), faults: z.array(Fault) });
export type RefusedImport = z.infer<typeof RefusedImport>;

/** `GET /directory`: the newest revision, and for each kind the one that last changed it. */
export const DirectoryHead = z.strictObject({
  district: z.string(),
  revision: Revision,
  versions: z.record(Kind, Revision),
});
export type DirectoryHead = z.infer<typeof DirectoryHead>;

/** `GET /units`, `/officers`, `/rosters`, `/categories`, `/calendars`. */
export const DirectoryRows = z.strictObject({ revision: Revision, rows: z.array(z.unknown()) });
export type DirectoryRows = z.infer<typeof DirectoryRows>;

/** `PUT` of the same: one kind replaced. */
export const DirectoryReplace = z.strictObject({ rows: z.array(z.unknown()), ifRevision: z.optional(Revision) });
export type DirectoryReplace = z.infer<typeof DirectoryReplace>;
