import * as z from 'zod/mini';
import { currentStage } from '../../domain/case/case.ts';
import { Content } from '../../domain/case/command.ts';
import { By, What } from '../../domain/case/event.ts';
import { Light, lightOf, lightOfCase } from '../../domain/case/light.ts';
import type { CaseFile, Means } from '../../domain/case-file/case-file.ts';
import { caseOf, versionOf } from '../../domain/case-file/case-file.ts';
import type { Hash } from '../../domain/case-file/history.ts';
import { changedContents, firstBrokenLink } from '../../domain/case-file/history.ts';
import { Notice } from '../../domain/case-file/notices.ts';
import { Level } from '../../domain/directory/documents.ts';
import { Digest, Instant, Key, Ulid } from '../../domain/primitives.ts';
import { Clock } from '../../domain/time/clock.ts';

const Shown = z.object({ light: Light, settled: z.boolean() });

/** A case as the API tells it. Instants in UTC; `zone` is the district's, for people. */
export const CaseView = z.object({
  id: Ulid,
  version: z.int(),
  at: Instant,
  zone: z.string(),
  category: Key,
  origin: Key,
  status: z.enum(['open', 'checking', 'closed', 'cancelled']),
  emergency: z.boolean(),
  light: Light,
  settled: z.boolean(),
  openedAt: Instant,
  capturedAt: z.nullable(Instant),
  endedAt: z.nullable(Instant),
  firstReceiver: z.nullable(z.object({ by: By, at: Instant })),
  holder: z.nullable(Key),
  clock: z.object({ ...Clock.shape, ...Shown.shape }),
  stages: z.array(
    z.object({
      number: z.int(),
      unit: Key,
      level: Level,
      purpose: z.enum(['handle', 'check']),
      acceptedBy: z.nullable(By),
      endedAt: z.nullable(Instant),
      clock: z.object({ ...Clock.shape, ...Shown.shape }),
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
  outbox: z.array(Notice),
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

export function caseView(
  file: CaseFile,
  { now, directory, hash }: Means,
  proof: Proof = proofOf(file, hash),
): CaseView {
  const kase = caseOf(file);
  const { firstReceiver, openedAt, capturedAt, endedAt, id, category, origin, status, emergency } = kase;
  return {
    id,
    version: versionOf(file),
    at: now,
    zone: directory.calendar(directory.root.id).zone,
    category,
    origin,
    status,
    emergency,
    ...lightOfCase(kase, now),
    openedAt,
    capturedAt,
    endedAt,
    firstReceiver,
    holder: endedAt === null ? currentStage(kase).unit : null,
    clock: { ...kase.clock, ...lightOf(kase.clock, kase.resolvedAt ?? endedAt, now) },
    stages: kase.stages.map(({ rungs: _, ...stage }) => ({
      ...stage,
      clock: { ...stage.clock, ...lightOf(stage.clock, stage.endedAt, now) },
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
    outbox: file.outbox,
  };
}
