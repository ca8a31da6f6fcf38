import type { Case } from '../case/case.ts';
import { currentStage } from '../case/case.ts';
import type { Content } from '../case/command.ts';
import type { Draft } from '../case/decision.ts';
import type { Standing } from '../case/event.ts';
import { groundOf } from '../case/placing.ts';
import type { By } from '../case/wish.ts';
import type { Digest } from '../primitives.ts';
import type { CaseFile, Means } from './case-file.ts';
import { caseOf, firstVersion } from './case-file.ts';

/**
 * The first version of the case that goes on from a full one, here as it ends as continued: the same matter in the same
 * hands, with the same clocks, credited to the same reporter, answerable to the same first contact. Its opening names the case before and the hash
 * `head` that its history had come to, so that the two chains are one.
 */
export function continuationOf(full: CaseFile, head: Digest, as: string, by: By, means: Means): CaseFile {
  const kase = caseOf(full);
  const stage = currentStage(kase);
  const content = openingOf(full);
  const opened: Draft = {
    by,
    ...(content && { content }),
    what: {
      type: 'opened',
      id: as,
      category: kase.category,
      origin: kase.origin,
      emergency: kase.emergency,
      ...(kase.capturedAt !== null && { capturedAt: kase.capturedAt }),
      clock: kase.clock,
      holding: { unit: stage.unit, level: stage.level, clock: stage.clock },
      reporter: kase.reporter,
      ...(kase.resident && { resident: true }),
      continues: { case: kase.id, head, stands: standingOf(kase) },
    },
  };
  const accepted: Draft[] = stage.acceptedBy
    ? [{ by: stage.acceptedBy, what: { type: 'accepted', unit: stage.unit } }]
    : [];
  return firstVersion(means.hash(`continues ${kase.id}`), [opened, ...accepted, ...answerable(kase)], means);
}

/** A review stays with the case that it looks at; what is told of lights is not told again. */
function standingOf(kase: Case): Standing {
  const { purpose, from, bound, rungs } = currentStage(kase);
  if (purpose === 'feedback') throw new Error(`case ${kase.id} waits for the resident and does not go on`);
  const { requests, counts, presses, resolvedAt, resolvedBy, resolver, cycles, proposals } = kase;
  const ground = groundOf(kase);
  const stage = { purpose, from, bound, rungs, ...(ground !== kase.origin && { ground }) };
  return { ...stage, requests, counts, presses, resolvedAt, resolvedBy, resolver, cycles, proposals };
}

const answerable = ({ firstReceiver }: Case): Draft[] =>
  firstReceiver ? [{ by: { system: 'timer' }, what: { type: 'duty-handed', to: firstReceiver.by } }] : [];

/** What was written when the matter was taken in; undefined once that is erased. Its photos stay with the case before. */
function openingOf({ history, contents }: CaseFile): Content | undefined {
  const digest = history[0]?.content;
  const content = digest === undefined ? undefined : contents[digest]?.content;
  if (!content) return undefined;
  const { photos: _, ...rest } = content;
  return rest;
}
