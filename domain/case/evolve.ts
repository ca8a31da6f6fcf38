import type { Instant } from '../primitives.ts';
import type { Case, Stage } from './case.ts';
import { currentStage, withStage } from './case.ts';
import type { By, Holding, Recorded, Rung, What, WhatOf } from './event.ts';
import { instantsOf } from './light.ts';

/** What folding needs of an event; a recorded one has more. */
export interface Happening {
  at: Instant;
  by: By;
  what: What;
}

/** The case after one more event. Pure; throws a fault when the event cannot follow, since then the record is damaged. */
export function evolve(kase: Case | undefined, { at, by, what }: Happening): Case {
  if (what.type === 'opened') {
    if (kase) throw new Error(`case ${kase.id} was opened twice`);
    return opened(what, at, by);
  }
  if (!kase) throw new Error(`${what.type} came before the case was opened`);
  switch (what.type) {
    case 'accepted':
      return {
        ...inStage(kase, (stage) => ({ ...stage, acceptedBy: by })),
        firstReceiver: kase.firstReceiver ?? { by, at },
      };
    case 'resolved':
      return what.check
        ? { ...handOver(kase, what.check, 'check', at), status: 'checking', resolvedAt: at }
        : { ...end(kase, at), status: 'closed', resolvedAt: at };
    case 'escalated':
      return { ...handOver(kase, what.holding, 'handle', at), emergency: kase.emergency || what.emergency };
    case 'dispatched':
      return { ...handOver(kase, what.holding, 'handle', at), status: 'open', resolvedAt: null };
    case 'closed':
      return { ...end(kase, at), status: 'closed' };
    case 'cancelled':
      return { ...end(kase, at), status: 'cancelled' };
    case 'rung':
      return inStage(kase, (stage) => ({ ...stage, rungs: [...stage.rungs, { rung: what.rung, due: what.due }] }));
    case 'rescheduled':
      return withClaimsUntil(at, {
        ...inStage(kase, (stage) => ({ ...stage, clock: what.stageClock })),
        clock: what.clock,
      });
    case 'notified':
    case 'restarted':
      return kase;
    default:
      return what satisfies never;
  }
}

/** A light that a moved deadline takes back will be told again when it comes. */
function withClaimsUntil(at: Instant, kase: Case): Case {
  const { warnAt, dueAt } = instantsOf(kase);
  const stands = (rung: Rung): boolean =>
    (rung === 'yellow' ? warnAt : rung === 'case-red' ? kase.clock.dueAt : dueAt) <= at;
  return inStage(kase, (stage) => ({ ...stage, rungs: stage.rungs.filter(({ rung }) => stands(rung)) }));
}

/** The case that a history tells. A history has at least its opening. */
export function fold(history: readonly Recorded[]): Case {
  const kase = history.reduce<Case | undefined>(evolve, undefined);
  if (!kase) throw new Error('an empty history tells no case');
  return kase;
}

function opened(what: WhatOf<'opened'>, at: Instant, by: By): Case {
  return {
    id: what.id,
    category: what.category,
    origin: what.origin,
    emergency: what.emergency,
    status: 'open',
    openedAt: at,
    openedBy: by,
    capturedAt: what.capturedAt ?? null,
    firstReceiver: null,
    clock: what.clock,
    resolvedAt: null,
    endedAt: null,
    stages: [stageOf(1, what.holding, 'handle')],
  };
}

const stageOf = (number: number, holding: Holding, purpose: Stage['purpose']): Stage => ({
  number,
  ...holding,
  purpose,
  acceptedBy: null,
  endedAt: null,
  rungs: [],
});

const inStage = (kase: Case, change: (stage: Stage) => Stage): Case => withStage(kase, change(currentStage(kase)));

const end = (kase: Case, at: Instant): Case => ({
  ...inStage(kase, (stage) => ({ ...stage, endedAt: at })),
  endedAt: at,
});

function handOver(kase: Case, holding: Holding, purpose: Stage['purpose'], at: Instant): Case {
  const left = inStage(kase, (stage) => ({ ...stage, endedAt: at }));
  return { ...left, stages: [...left.stages, stageOf(left.stages.length + 1, holding, purpose)] };
}
