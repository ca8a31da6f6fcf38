import * as z from 'zod/mini';
import type { Case } from '../case/case.ts';
import { isOpen } from '../case/case.ts';
import { Content } from '../case/command.ts';
import type { Draft } from '../case/decision.ts';
import type { What } from '../case/event.ts';
import { Recorded } from '../case/event.ts';
import { fold } from '../case/evolve.ts';
import type { Directory } from '../directory/directory.ts';
import type { Instant } from '../primitives.ts';
import { Digest } from '../primitives.ts';
import { Call, callOf, openCalls } from './call.ts';
import type { Hash } from './history.ts';
import { digestOf, record } from './history.ts';
import { Notice } from './notice.ts';
import { noticesFor } from './notices-for.ts';
import { ResidentNews, residentNewsAfter } from './resident-news.ts';
import { hasRoomToSpare } from './room.ts';
import { isOvertaken, isRepeat, isStillNews } from './still-news.ts';
import { changed, partChanged, unstarted, Workflow } from './workflow.ts';

/** Content and the salt of its digest. Erasing removes the row; the chain stays valid. */
const Sealed = z.strictObject({ salt: z.string(), content: Content });

/**
 * All there is of a case, in one item: its events, what people wrote, the outbox of notices, and how it stands with its
 * workflow. `version` counts the writes.
 */
export const CaseFile = z.strictObject({
  version: z.int(),
  /** Digest of the opening request, so that its replay is told from another matter; erased with the contents. */
  request: Digest,
  /** Digest of the number and secret of the resident who reported it; erased with the contents. */
  receipt: z.optional(Digest),
  /** Digests of the commands that had an id, by that id; erased with the contents. */
  commands: z._default(z.record(z.string(), Digest), {}),
  history: z.array(Recorded),
  contents: z.record(z.string(), Sealed),
  outbox: z.array(Notice),
  /** Urgent news that went out and nobody has acknowledged. */
  calls: z._default(z.array(Call), []),
  /** What residents are still to be told who wish so. */
  forResidents: z._default(z.array(ResidentNews), []),
  workflow: Workflow,
});
export type CaseFile = z.infer<typeof CaseFile>;

export const newFile = (request: Digest, receipt?: Digest): CaseFile => ({
  version: 0,
  request,
  ...(receipt !== undefined && { receipt }),
  commands: {},
  history: [],
  contents: {},
  outbox: [],
  calls: [],
  forResidents: [],
  workflow: unstarted,
});

/** What a decision is made with, besides the case. */
export interface Means {
  now: Instant;
  directory: Directory;
  hash: Hash;
  /** Fresh for each command, and not to be guessed. */
  salt: string;
  /** Seconds that the machinery is given for a step before it counts as failed. */
  patience: number;
}

/** Events that move the case, and with it the plan of its workflow. */
const MOVING: ReadonlySet<What['type']> = new Set([
  'opened',
  'resolved',
  'escalated',
  'assigned',
  'returned',
  'transferred',
  'placed',
  'dispatched',
  'lead-named',
  'asked',
  'ruled',
  'request-withdrawn',
  'paused',
  'resumed',
  'extended',
  'recategorised',
  'rescheduled',
  'merged',
  'continued',
  'reopened',
  'closed',
  'cancelled',
]);

/** What a case can do without when it is full. */
const NOTED: ReadonlySet<What['type']> = new Set(['notified', 'acknowledged', 'unanswered', 'restarted']);

/** Puts decided events on record, with the notices they bring, and marks the workflow to be told if the case moved. */
export function append(file: CaseFile, drafts: readonly Draft[], { now, directory, hash, salt }: Means): CaseFile {
  if (drafts.every(({ what }) => NOTED.has(what.type)) && (drafts.length === 0 || !hasRoomToSpare(file))) return file;
  const contents = { ...file.contents };
  const history = drafts.reduce<Recorded[]>((sofar, draft, index) => {
    if (!draft.content) return record(sofar, draft, undefined, now, hash);
    const own = { salt: `${salt}-${index}`, content: draft.content };
    const digest = digestOf(own.content, own.salt, hash);
    contents[digest] = own;
    return record(sofar, draft, digest, now, hash);
  }, file.history);
  const kase = fold(history);
  const added = history.slice(file.history.length);
  const newer = noticesFor(added, kase, directory).filter((notice) => !isRepeat(notice, file, now));
  const calls = openCalls(file.calls, added, kase);
  const isWanted = (notice: Notice): boolean =>
    isStillNews(notice, kase) && (notice.about === undefined || callOf(calls, notice) !== undefined);
  const waiting = file.outbox.filter(
    (notice) => (notice.claimedAt !== null || isWanted(notice)) && !isOvertaken(notice, newer),
  );
  const neverStarted = file.history.length === 0 && !isOpen(kase);
  return {
    ...file,
    history,
    contents,
    outbox: [...waiting, ...newer],
    calls,
    forResidents: residentNewsAfter(file.forResidents, added, kase, directory),
    workflow: neverStarted ? file.workflow : toBeTold(file.workflow, drafts, now),
  };
}

/** Whoever waits for the case, or for one of its parts, is to be told what moved. */
function toBeTold(workflow: Workflow, drafts: readonly Draft[], now: Instant): Workflow {
  if (drafts.some(({ what }) => MOVING.has(what.type))) return changed(workflow, now);
  const ended = drafts.flatMap(({ what }) => (what.type === 'part-ended' ? [what.unit] : []));
  return ended.reduce((told, unit) => partChanged(told, unit, now), workflow);
}

/** A case as it is first written: what opened it, and what came with that. */
export const firstVersion = (request: Digest, drafts: readonly Draft[], means: Means, receipt?: Digest): CaseFile => ({
  ...append(newFile(request, receipt), drafts, means),
  version: 1,
});

/**
 * The version that people see: the number of the last event that a person made or that moved the case. Notices and
 * lights leave it alone, so `ifVersion` guards against other people, not against the machinery.
 */
export const versionOf = ({ history }: CaseFile): number =>
  history.findLast(({ by, what }) => !('system' in by) || MOVING.has(what.type))?.seq ?? 0;

export const caseOf = (file: CaseFile): Case => fold(file.history);
