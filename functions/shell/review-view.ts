import * as z from 'zod/mini';
import { Light } from '../../domain/case/colours.ts';
import type { Means } from '../../domain/case-file/case-file.ts';
import { changedContents } from '../../domain/case-file/history.ts';
import { noticeView } from '../../domain/case-file/notice.ts';
import { Digest, Instant, Key, Ulid } from '../../domain/primitives.ts';
import { Content } from '../../domain/review/command.ts';
import { By, Consequence, Evidence, type Recorded, Responsible, Subject, What } from '../../domain/review/event.ts';
import { type Actor, isAbout, postAtCentre } from '../../domain/review/moves.ts';
import { NoticeView } from '../../domain/review/notices.ts';
import { firstBrokenLink } from '../../domain/review/record.ts';
import { lightOfReview, lightOfStage } from '../../domain/review/review.ts';
import { type ReviewFile, reviewOf, versionOf } from '../../domain/review/review-file.ts';
import { STAGE_NAMES } from '../../domain/review/stages.ts';
import { Clock } from '../../domain/time/clock.ts';

const Shown = { light: Light, settled: z.boolean() };

/** A review as the API tells it. Words are null to whom they are not for, and where there were none. */
export const ReviewView = z.object({
  id: Ulid,
  version: z.int(),
  at: Instant,
  zone: z.string(),
  case: Ulid,
  status: z.enum([...STAGE_NAMES, 'closed', 'withdrawn', 'set-aside']),
  ...Shown,
  openedAt: Instant,
  openedBy: By,
  endedAt: z.nullable(Instant),
  consequence: Consequence,
  since: z.nullable(Instant),
  evidence: z.nullable(Evidence),
  units: z.array(Key),
  officers: z.array(Subject),
  statements: z.array(z.object({ unit: Key, by: By, at: Instant })),
  findings: z.array(z.object({ about: Subject, responsible: Responsible, events: z.array(z.int()), at: Instant })),
  appeals: z.array(z.object({ about: Subject, by: By, at: Instant })),
  stages: z.array(
    z.object({
      name: z.enum(STAGE_NAMES),
      endedAt: z.nullable(Instant),
      clock: z.object({ ...Clock.shape, ...Shown }),
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
});
export type ReviewView = z.infer<typeof ReviewView>;

export function reviewView(file: ReviewFile, actor: Actor, { now, directory, hash }: Means): ReviewView {
  const review = reviewOf(file);
  const { stages, ...rest } = review;
  const firstBroken = firstBrokenLink(file.history, hash);
  const changed = changedContents(file.contents, hash);
  const all = postAtCentre(actor, directory) !== undefined;
  const wordsOf = (event: Recorded): Content | null =>
    (event.content !== undefined && (all || isFor(actor, event)) && file.contents[event.content]?.content) || null;
  return {
    ...rest,
    version: versionOf(file),
    at: now,
    zone: directory.calendar(directory.root.id).zone,
    ...lightOfReview(review, now),
    stages: stages.map((stage) => ({
      name: stage.name,
      endedAt: stage.endedAt,
      clock: { ...stage.clock, ...lightOfStage(stage, now) },
    })),
    history: file.history.map((event) => {
      const { content, command: _, ...told } = event;
      return { ...told, content: wordsOf(event), contentDigest: content ?? null };
    }),
    chain: {
      head: file.history.at(-1)?.hash ?? '',
      length: file.history.length,
      verified: firstBroken === null && changed.length === 0,
      firstBroken,
      changedContents: changed,
    },
    outbox: file.outbox.map(noticeView),
  };
}

/** Statements, findings and appeals are for the centre and for whom they are by or about; the rest all may read. */
function isFor(actor: Actor, { by, what }: Recorded): boolean {
  switch (what.type) {
    case 'stated':
    case 'appealed':
      return 'officer' in by && by.officer === actor.officer;
    case 'found':
      return actor.posts.some((post) => isAbout(what.about, actor, post));
    default:
      return true;
  }
}
