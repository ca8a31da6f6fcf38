import * as z from 'zod/mini';
import { movesFor } from '../../domain/case/allowed.ts';
import type { Case } from '../../domain/case/case.ts';
import { currentStage, runs } from '../../domain/case/case.ts';
import { Light } from '../../domain/case/colours.ts';
import { Photos, Place } from '../../domain/case/command.ts';
import { RESIDENT } from '../../domain/case/decision.ts';
import { lightOfCase } from '../../domain/case/light.ts';
import { whyNotToWrite } from '../../domain/case/messages.ts';
import { Status } from '../../domain/case/status.ts';
import { type Answer, answerIn } from '../../domain/case-file/answer.ts';
import type { CaseFile, Means } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { caughtUp } from '../../domain/case-file/caught-up.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { Level } from '../../domain/directory/documents.ts';
import { Account, Instant, Key, Ulid, Words } from '../../domain/primitives.ts';
import type { ReportRow } from '../../domain/resident/report-row.ts';
import { type Followed, lastOwn } from './follow.ts';
import { Message, messagesIn } from './messages-in.ts';
import { PublicAnswer, publicAnswerOf } from './public-face.ts';
import { Update, updatesOf } from './report-updates.ts';

const names = { name: z.string(), nameEn: z.optional(z.string()) };

/** A report as the resident who made it sees it: no officer, no telephone, nothing that others wrote but the answer. */
export const ReportView = z.object({
  id: Ulid,
  at: Instant,
  zone: z.string(),
  category: z.object({ id: Key, ...names }),
  /** Null once they were erased. */
  words: z.nullable(Account),
  place: z.nullable(Place),
  /** Of the matter, as the resident sent them. */
  photos: Photos,
  status: Status,
  light: Light,
  settled: z.boolean(),
  openedAt: Instant,
  /** When the whole case is due; null while it is paused, answered or ended. */
  dueAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  /** Who has it, or had it last. */
  holder: z.object({ ...names, level: Level }),
  /** The newest result that the resident was given; of one that joined, as it was published. */
  answer: z.nullable(z.object({ words: Words, at: Instant })),
  /** Of one that joined: what everybody may know of the newest answer, which may wait for its check or be withheld; else null. */
  published: z.nullable(PublicAnswer),
  updates: z.array(Update),
  /** Between the resident and who holds the case, the oldest first. */
  messages: z.array(Message),
  canMessage: z.boolean(),
  canRate: z.boolean(),
  canReopen: z.boolean(),
  /** It has ended: a new report may take it up again, with its receipt as `reopens`. */
  canTakeUp: z.boolean(),
  /** Until when the resident's word is awaited. */
  rateUntil: z.nullable(Instant),
  rating: z.nullable(z.object({ at: Instant, satisfied: z.boolean() })),
  /** It was merged into another case: status, light, due time, holder and answer are those of that one. */
  mergedInto: z.boolean(),
  /** It joined a case that somebody else reported: all of the case but its answer is theirs. */
  joined: z.boolean(),
  /** Where SMS go about it, if the resident left a telephone. */
  sms: z.nullable(z.object({ phoneEnding: z.string(), subscribed: z.boolean() })),
});
export type ReportView = z.infer<typeof ReportView>;

export function reportView({ own, into, row }: Followed, present: Means): ReportView {
  const { now, directory } = present;
  const [first] = own;
  const mine = caseOf(caughtUp(lastOwn({ own }), present));
  const stands = into ? caseOf(caughtUp(into, present)) : mine;
  const joined = row?.joined;
  const { id, openedAt } = joined ? { id: row.id, openedAt: row.at } : caseOf(first);
  const opening = joined ?? first.contents[first.history[0]?.content ?? '']?.content;
  const { name, nameEn, level } = directory.unit(currentStage(stands).unit);
  const category = directory.category(mine.category);
  // Of a case that took in several reports each resident may ask for the reopening; one says for all that it will do.
  const isAnothers = (move: string): boolean =>
    joined ? move === 'rate' || move === 'reopen' : into !== undefined && move === 'rate';
  const moves = movesFor(stands, RESIDENT, now, directory).filter((move) => !isAnothers(move));
  const files = [...own, ...(into ? [into] : [])];
  const published = joined ? publishedOf(files, directory) : null;
  const canRate = joined ? canJoinerRate(row, stands) : moves.includes('rate');
  const canReopen = moves.includes('reopen');
  return {
    id,
    at: now,
    zone: directory.calendar(directory.root.id).zone,
    category: { id: category.id, name: category.name, ...(category.nameEn && { nameEn: category.nameEn }) },
    words: opening?.words ?? null,
    place: opening?.place ?? null,
    photos: (opening && 'photos' in opening && opening.photos) || [],
    status: stands.status,
    ...lightOfCase(stands, now),
    openedAt,
    dueAt: runs(stands) ? stands.clock.dueAt : null,
    endedAt: stands.endedAt,
    holder: { name, ...(nameEn && { nameEn }), level },
    answer: joined ? wordsOf(published) : (files.map(answerIn).findLast((answer) => answer !== null) ?? null),
    published,
    updates: own
      .flatMap((file) => updatesOf(file, directory))
      // What somebody else thought of the answer is theirs.
      .filter(({ key }) => !joined || key !== 'rated'),
    messages: [
      ...own.flatMap((file) => messagesIn(file, id, directory, joined && row.at)),
      ...(into ? messagesIn(into, id, directory, mine.endedAt ?? now) : []),
    ],
    canMessage: moves.includes('message') && whyNotToWrite({ kase: stands, by: RESIDENT, now }, id) === undefined,
    canRate,
    canReopen,
    canTakeUp: isOver(stands) || (joined !== undefined && stands.status === 'feedback'),
    rateUntil: canRate || canReopen ? currentStage(stands).clock.dueAt : null,
    rating: joined ? ratingIn(row) : mine.rating,
    mergedInto: into !== undefined,
    joined: joined !== undefined,
    sms: smsIn(row),
  };
}

const isOver = ({ status }: Case): boolean => status === 'closed' || status === 'cancelled';

/** Each who joined says once of each answer what they think of it: that stands on their row, and moves nothing. */
export const canJoinerRate = ({ rating }: ReportRow, { status, resolvedAt }: Case): boolean =>
  (status === 'feedback' || status === 'closed') &&
  resolvedAt !== null &&
  (rating === undefined || rating.at < resolvedAt);

const ratingIn = ({ rating }: ReportRow): ReportView['rating'] =>
  rating ? { at: rating.at, satisfied: rating.satisfied } : null;

const smsIn = (row: ReportRow | undefined): ReportView['sms'] =>
  row?.contact?.phone === undefined ? null : { phoneEnding: row.contact.phone.slice(-4), subscribed: row.subscribed };

/** The newest answer as everybody may know it: anybody can join, so whoever did reads what everybody reads. */
const publishedOf = (files: readonly CaseFile[], directory: Directory): PublicAnswer | null =>
  files
    .map((file) => ({ file, kase: caseOf(file) }))
    .filter(({ kase }) => !directory.findCategory(kase.category)?.personal)
    .map(({ file, kase }) => publicAnswerOf(file, kase))
    .findLast((answer) => answer !== null) ?? null;

function wordsOf(published: PublicAnswer | null): Answer | null {
  const words = published?.check?.outcome === 'published' ? published.check.words : null;
  return published && words !== null ? { words, at: published.at } : null;
}
