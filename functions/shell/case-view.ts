import * as z from 'zod/mini';
import { EVERY_MOVE, movesFor, rulingsFor } from '../../domain/case/allowed.ts';
import { currentStage, runningAt } from '../../domain/case/case.ts';
import { Light } from '../../domain/case/colours.ts';
import { Content } from '../../domain/case/command.ts';
import type { Actor } from '../../domain/case/decision.ts';
import { Link, What, WithholdReason } from '../../domain/case/event.ts';
import { lightOf, lightOfCase } from '../../domain/case/light.ts';
import { isToBePlaced } from '../../domain/case/placing.ts';
import { asOf } from '../../domain/case/resumption.ts';
import { Status } from '../../domain/case/status.ts';
import { By, PauseReason, Wish, WishKind } from '../../domain/case/wish.ts';
import type { CaseFile, Means } from '../../domain/case-file/case-file.ts';
import { caseOf, versionOf } from '../../domain/case-file/case-file.ts';
import type { Hash } from '../../domain/case-file/history.ts';
import { changedContents, firstBrokenLink } from '../../domain/case-file/history.ts';
import { NoticeView, noticeView } from '../../domain/case-file/notice.ts';
import { isFull } from '../../domain/case-file/room.ts';
import { Level } from '../../domain/directory/documents.ts';
import { Digest, Instant, Key, Ulid } from '../../domain/primitives.ts';
import { Clock } from '../../domain/time/clock.ts';
import { peopleIn } from './people-in.ts';

const Shown = z.object({ light: Light, settled: z.boolean() });

/** A clock with its light. While the case is paused, a running one has no instants ahead. */
const ClockView = z.object({
  ...Clock.shape,
  warnAt: z.nullable(Instant),
  dueAt: z.nullable(Instant),
  ...Shown.shape,
});

const PartView = z.object({
  unit: Key,
  level: Level,
  mandatory: z.boolean(),
  acceptedBy: z.nullable(By),
  endedAt: z.nullable(Instant),
  outcome: z.nullable(z.enum(['done', 'released', 'lapsed'])),
  clock: ClockView,
});

/** A case as the API tells it. Instants in UTC; `zone` is the district's, for people. */
export const CaseView = z.object({
  id: Ulid,
  version: z.int(),
  at: Instant,
  zone: z.string(),
  category: Key,
  origin: Key,
  /** It was reported by an address alone; its holder is to say in which grid it lies. */
  toPlace: z.boolean(),
  status: Status,
  emergency: z.boolean(),
  resident: z.boolean(),
  light: Light,
  settled: z.boolean(),
  openedAt: Instant,
  /** Who is credited with it; who filed it stands in the first event of the history. */
  reporter: By,
  capturedAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  firstReceiver: z.nullable(z.object({ by: By, at: Instant })),
  holder: z.nullable(Key),
  clock: ClockView,
  paused: z.nullable(z.object({ since: Instant, until: Instant, reason: PauseReason })),
  requests: z.array(
    z.object({ wish: Wish, by: By, at: Instant, to: Key, clock: z.object({ ...Clock.shape, ...Shown.shape }) }),
  ),
  presses: z.int(),
  rating: z.nullable(z.object({ at: Instant, satisfied: z.boolean() })),
  /** What a resident was answered, since when, and what was said about the public; `check` is null while that is awaited. */
  answer: z.nullable(
    z.object({
      at: Instant,
      check: z.nullable(
        z.discriminatedUnion('outcome', [
          z.object({ outcome: z.literal('published'), at: Instant }),
          z.object({ outcome: z.literal('withheld'), at: Instant, reason: WithholdReason }),
        ]),
      ),
    }),
  ),
  mergedInto: z.nullable(Ulid),
  links: z.array(Link),
  reviews: z.array(z.object({ id: Ulid, endedAt: z.nullable(Instant) })),
  /** Cycles that a reopening has ended, each settled for ever. */
  cycles: z.array(z.object({ clock: z.object({ ...Clock.shape, ...Shown.shape }), resolvedAt: z.nullable(Instant) })),
  stages: z.array(
    z.object({
      number: z.int(),
      unit: Key,
      level: Level,
      purpose: z.enum(['handle', 'check', 'feedback']),
      from: z.nullable(Key),
      bound: z.boolean(),
      acceptedBy: z.nullable(By),
      endedAt: z.nullable(Instant),
      clock: ClockView,
      parts: z.array(PartView),
    }),
  ),
  history: z.array(
    z.object({
      seq: z.int(),
      at: Instant,
      by: By,
      what: What,
      content: z.nullable(Content),
      contentDigest: z.nullable(Digest),
      hash: Digest,
    }),
  ),
  chain: z.object({
    head: Digest,
    length: z.int(),
    verified: z.boolean(),
    firstBroken: z.nullable(z.int()),
    changedContents: z.array(Digest),
  }),
  outbox: z.array(NoticeView),
  /** The moves that the caller can make now; one may still be refused for what is said in it. */
  allowed: z.array(z.enum(EVERY_MOVE)),
  /** What is asked for and the caller can rule on. */
  rulings: z.array(WishKind),
  /** The names of the officers who stand in the case, by their ids, as far as the directory still has them. */
  people: z.record(Key, z.string()),
  /** How many residents reported it besides and joined; when the case is read, not after a move. */
  joined: z.optional(z.int()),
});
export type CaseView = z.infer<typeof CaseView>;

/** What hashing the whole chain and all contents once more has found. */
type Proof = Pick<CaseView['chain'], 'firstBroken' | 'changedContents'>;

const proofOf = ({ history, contents }: CaseFile, hash: Hash): Proof => ({
  firstBroken: firstBrokenLink(history, hash),
  changedContents: changedContents(contents, hash),
});

/** Of a file whose every hash was made in this same request. */
export const JUST_MADE: Proof = { firstBroken: null, changedContents: [] };

/** What somebody sees of a case who may read it. */
export function caseView(
  file: CaseFile,
  { now, directory, hash }: Means,
  reader: Actor,
  proof: Proof = proofOf(file, hash),
): CaseView {
  const kase = asOf(caseOf(file), now, directory);
  const { firstReceiver, openedAt, capturedAt, endedAt, id, category, origin, status, emergency } = kase;
  const { reporter, resident, paused, presses, rating, answer, mergedInto, links, reviews } = kase;
  const at = runningAt(kase, now);
  const shown = (clock: Clock, ended: Instant | null) => ({
    ...clock,
    ...lightOf(clock, ended, at),
    ...(paused && ended === null && { warnAt: null, dueAt: null }),
  });
  return {
    id,
    version: versionOf(file),
    at: now,
    zone: directory.calendar(directory.root.id).zone,
    category,
    origin,
    toPlace: isToBePlaced(kase, directory),
    status,
    emergency,
    resident,
    ...lightOfCase(kase, now),
    openedAt,
    reporter,
    capturedAt,
    endedAt,
    firstReceiver,
    holder: endedAt === null ? currentStage(kase).unit : null,
    clock: shown(kase.clock, kase.resolvedAt ?? endedAt),
    paused,
    requests: kase.requests.map((request) => ({
      ...request,
      clock: { ...request.clock, ...lightOf(request.clock, null, now) },
    })),
    presses,
    rating,
    answer,
    mergedInto,
    links,
    reviews,
    cycles: kase.cycles.map(({ clock, resolvedAt }) => ({
      clock: { ...clock, ...lightOf(clock, resolvedAt, now) },
      resolvedAt,
    })),
    stages: kase.stages.map(({ rungs: _, parts, ...stage }) => ({
      ...stage,
      clock: shown(stage.clock, stage.endedAt),
      parts: parts.map(({ rungs: _told, ...part }) => ({ ...part, clock: shown(part.clock, part.endedAt) })),
    })),
    history: file.history.map(({ content, command: _, ...event }) => ({
      ...event,
      content: (content !== undefined && file.contents[content]?.content) || null,
      contentDigest: content ?? null,
    })),
    chain: {
      head: file.history.at(-1)?.hash ?? '',
      length: file.history.length,
      verified: proof.firstBroken === null && proof.changedContents.length === 0,
      ...proof,
    },
    outbox: file.outbox.map(noticeView),
    allowed: movesFor(kase, reader, now, directory).filter((move) => move !== 'continue' || isFull(file)),
    rulings: rulingsFor(kase, reader, directory),
    people: peopleIn(file.history, directory),
  };
}
