import * as z from 'zod/mini';
import type { Means } from '../case-file/case-file.ts';
import { digestOf } from '../case-file/history.ts';
import { changed, unstarted, Workflow } from '../case-file/workflow.ts';
import { Digest } from '../primitives.ts';
import { Content } from './command.ts';
import type { Draft } from './decide.ts';
import { Recorded, type What } from './event.ts';
import { fold } from './evolve.ts';
import { Notice, noticesFor } from './notices.ts';
import { record } from './record.ts';
import type { Review } from './review.ts';
import { tick } from './tick.ts';

const Sealed = z.strictObject({ salt: z.string(), content: Content });

/** All there is of a review, in one item, as of a case. `version` counts the writes. */
export const ReviewFile = z.strictObject({
  version: z.int(),
  /** Digest of the opening request, so that its replay is told from another review. */
  request: Digest,
  /** Digests of the commands that had an id, by that id. */
  commands: z.record(z.string(), Digest),
  history: z.array(Recorded),
  contents: z.record(z.string(), Sealed),
  outbox: z.array(Notice),
  workflow: Workflow,
});
export type ReviewFile = z.infer<typeof ReviewFile>;

export const newReviewFile = (request: Digest): ReviewFile => ({
  version: 0,
  request,
  commands: {},
  history: [],
  contents: {},
  outbox: [],
  workflow: unstarted,
});

/** Events that change what the machine waits for. */
const MOVING: ReadonlySet<What['type']> = new Set([
  'opened',
  'proposed',
  'taken-up',
  'set-aside',
  'statements-ended',
  'findings-ended',
  'decided',
  'appeals-ended',
  'ruled',
  'withdrawn',
  'rescheduled',
]);

/** Puts decided events on record, with the notices they bring, and marks the workflow to be told if the review moved. */
export function append(file: ReviewFile, drafts: readonly Draft[], { now, directory, hash, salt }: Means): ReviewFile {
  if (drafts.length === 0) return file;
  const contents = { ...file.contents };
  const history = drafts.reduce<Recorded[]>((sofar, draft, index) => {
    if (!draft.content) return record(sofar, draft, undefined, now, hash);
    const own = { salt: `${salt}-${index}`, content: draft.content };
    const digest = digestOf(own.content, own.salt, hash);
    contents[digest] = own;
    return record(sofar, draft, digest, now, hash);
  }, file.history);
  const moved = drafts.some(({ what }) => MOVING.has(what.type));
  const waiting = file.outbox.filter((notice) => notice.claimedAt !== null || !moved);
  return {
    ...file,
    history,
    contents,
    outbox: [...waiting, ...noticesFor(history.slice(file.history.length), fold(history), directory)],
    workflow: moved ? changed(file.workflow, now) : file.workflow,
  };
}

export const reviewOf = ({ history }: ReviewFile): Review => fold(history);

/** The file with everything on record that has come due by now; the same file if nothing has. */
export const caughtUp = (file: ReviewFile, means: Means): ReviewFile =>
  append(file, tick(reviewOf(file), means.now, means.directory), means);

/** The version that people see: the number of the last event that a person made or that moved the review. */
export const versionOf = ({ history }: ReviewFile): number =>
  history.findLast(({ by, what }) => 'officer' in by || MOVING.has(what.type))?.seq ?? 0;

/** Statements and findings can be many; an item holds 400 KB. What ends a stage is always taken. */
const MOST_BYTES = 300_000;
export const hasRoom = ({ history, contents }: ReviewFile): boolean =>
  Object.values(contents).reduce((sum, { content }) => sum + content.words.length * 3 + 300, history.length * 800) <=
  MOST_BYTES;
