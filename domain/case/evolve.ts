import type { Instant } from '../primitives.ts';
import type { AnswerCheck, Case, Part, Stage } from './case.ts';
import { currentStage, openParts, withStage } from './case.ts';
import { standingOf, standingOfHolder } from './claims.ts';
import type { Clocks } from './clocks.ts';
import type { Draft } from './decision.ts';
import type { Holding, PartHolding, Recorded, What, WhatOf } from './event.ts';
import type { By } from './wish.ts';
import { STAYS_ASKED } from './wishes.ts';

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
      return accepted(kase, what.unit, by, at);
    case 'resolved':
      return {
        ...(what.check
          ? { ...handOver(kase, what.check, 'check', at), status: 'checking' as const }
          : given(kase, what.feedback, at)),
        resolvedAt: at,
        resolvedBy: what.unit,
        resolver: by,
      };
    case 'escalated':
      return { ...handOver(kase, what.holding, 'handle', at), emergency: kase.emergency || what.emergency };
    case 'transferred':
    case 'assigned':
      return handOver(kase, what.holding, 'handle', at);
    case 'returned':
      return counting('returns', handOver(kase, what.holding, 'handle', at));
    case 'placed':
      return inStage(handOver(kase, what.holding, 'handle', at), (stage) => ({ ...stage, bound: true }));
    case 'dispatched':
      return withParts({ ...handOver(kase, what.holding, 'handle', at), ...UNRESOLVED }, what.parts ?? []);
    case 'lead-named':
      return inParts(withParts(handOver(kase, what.holding, 'handle', at), what.parts), (part) => goingOn(part, kase));
    case 'part-ended':
      return inPart(kase, what.unit, (part) => ({ ...part, endedAt: at, outcome: what.outcome }));
    case 'asked':
      return { ...kase, requests: [...kase.requests, { wish: what.wish, by, at, to: what.to, clock: what.clock }] };
    case 'ruled':
      return ruled(without(kase, what.wish), what);
    case 'request-withdrawn':
      return without(kase, what.wish);
    case 'paused':
      return counting('pauses', { ...kase, paused: { since: at, until: what.until, reason: what.reason } });
    case 'resumed':
      return withClaimsUntil(at, { ...withClocks(kase, what), paused: null });
    case 'extended':
      return counting('extensions', withClaimsUntil(at, withClocks(kase, what)));
    case 'recategorised':
      return withClaimsUntil(at, { ...withClocks(kase, what), category: what.category });
    case 'rescheduled':
      return withClaimsUntil(at, withClocks(kase, what));
    case 'pressed':
      return { ...kase, presses: kase.presses + 1 };
    case 'marked-emergency':
      return { ...kase, emergency: true };
    case 'duty-handed':
      return { ...kase, firstReceiver: { by: what.to, at } };
    case 'linked':
      return {
        ...kase,
        links: [...kase.links, what.link],
        resident: kase.resident || (what.link.resident ?? false),
      };
    case 'unlinked':
      return { ...kase, links: kase.links.filter((link) => link.case !== what.case || link.how !== 'absorbed') };
    case 'merged':
      return { ...end(kase, at), status: 'merged', mergedInto: what.into };
    case 'continued':
      return {
        ...end(kase, at),
        status: 'continued',
        links: [...kase.links, { case: what.as, how: 'continued-by' }],
      };
    case 'messaged': {
      const from = 'resident' in by ? 'resident' : 'holder';
      return { ...kase, messages: [...kase.messages, { at, from, report: what.report ?? null }] };
    }
    case 'rated':
      return { ...kase, rating: { at, satisfied: what.satisfied } };
    case 'reopened':
      return reopened(kase, what, at);
    case 'closed':
      return kase.status === 'checking' ? given(kase, what.feedback, at) : answered(kase, what.feedback, at);
    case 'cancelled':
      return { ...end(kase, at), status: 'cancelled' };
    case 'published':
      return checked(kase, { outcome: 'published', at });
    case 'withheld':
      return checked(kase, { outcome: 'withheld', at, reason: what.reason });
    case 'rung':
      return rung(kase, what);
    case 'review-proposed':
      return {
        ...kase,
        proposals: kase.proposals.map((own) => (own.due === what.due ? { ...own, review: what.review } : own)),
      };
    case 'review-opened':
      return { ...kase, reviews: [...kase.reviews, { id: what.review, endedAt: null }] };
    case 'review-ended':
      return {
        ...kase,
        reviews: kase.reviews.map((review) => (review.id === what.review ? { ...review, endedAt: at } : review)),
      };
    case 'notified':
    case 'acknowledged':
    case 'unanswered':
    case 'restarted':
    case 'anonymised':
      return kase;
    default:
      return what satisfies never;
  }
}

/** The case that a history tells. A history has at least its opening. */
export function fold(history: readonly Recorded[]): Case {
  const kase = history.reduce<Case | undefined>(evolve, undefined);
  if (!kase) throw new Error('an empty history tells no case');
  return kase;
}

/** The case after events that are decided for one instant. */
export const evolveAll = (kase: Case, drafts: readonly Draft[], at: Instant): Case =>
  drafts.reduce((sofar, { by, what }) => evolve(sofar, { at, by, what }), kase);

const UNRESOLVED = { status: 'open', resolvedAt: null, resolvedBy: null, resolver: null } as const;
const COUNTS = { pauses: 0, extensions: 0, returns: 0 };

function opened(what: WhatOf<'opened'>, at: Instant, by: By): Case {
  const kase = openedAnew(what, at, by);
  if (!what.continues) return kase;
  const { purpose, from, bound, rungs, ...rest } = what.continues.stands;
  const stage = { ...stageOf(1, what.holding, purpose, from), bound, rungs };
  return { ...kase, ...rest, status: purpose === 'check' ? 'checking' : 'open', stages: [stage] };
}

function openedAnew(what: WhatOf<'opened'>, at: Instant, by: By): Case {
  return {
    ...UNRESOLVED,
    id: what.id,
    category: what.category,
    origin: what.origin,
    emergency: what.emergency,
    openedAt: at,
    openedBy: by,
    reporter: what.reporter ?? by,
    capturedAt: what.capturedAt ?? null,
    resident: what.resident ?? false,
    firstReceiver: null,
    clock: what.clock,
    endedAt: null,
    stages: [stageOf(1, what.holding, 'handle', null)],
    paused: null,
    requests: [],
    counts: COUNTS,
    presses: 0,
    cycles: [],
    rating: null,
    answer: null,
    messages: [],
    mergedInto: null,
    links: [
      ...(what.link ? [what.link] : []),
      ...(what.continues ? [{ case: what.continues.case, how: 'continues' as const }] : []),
    ],
    reviews: [],
    proposals: [],
  };
}

const stageOf = (number: number, holding: Holding, purpose: Stage['purpose'], from: string | null): Stage => ({
  number,
  ...holding,
  purpose,
  from,
  bound: false,
  acceptedBy: null,
  endedAt: null,
  rungs: [],
  parts: [],
});

const inStage = (kase: Case, change: (stage: Stage) => Stage): Case => withStage(kase, change(currentStage(kase)));

const inParts = (kase: Case, change: (part: Part) => Part): Case =>
  inStage(kase, (stage) => ({ ...stage, parts: stage.parts.map(change) }));

const inPart = (kase: Case, unit: string, change: (part: Part) => Part): Case =>
  inParts(kase, (part) => (part.unit === unit ? change(part) : part));

/** Who holds it and accepts it first is its first contact; who helps is not. */
const accepted = (kase: Case, unit: string, by: By, at: Instant): Case =>
  currentStage(kase).unit === unit
    ? {
        ...inStage(kase, (stage) => ({ ...stage, acceptedBy: by })),
        firstReceiver: kase.firstReceiver ?? { by, at },
      }
    : inPart(kase, unit, (part) => ({ ...part, acceptedBy: by }));

/** The stage ends, and with it the parts that still were at work on it. */
const endStage = (kase: Case, at: Instant): Case =>
  inParts(
    inStage(kase, (stage) => ({ ...stage, endedAt: at })),
    (part) => (part.endedAt === null ? { ...part, endedAt: at, outcome: 'lapsed' } : part),
  );

const end = (kase: Case, at: Instant): Case => ({ ...endStage(kase, at), endedAt: at, paused: null, requests: [] });

/** Ended, or waiting for the resident's word on it. */
const answered = (kase: Case, feedback: Holding | undefined, at: Instant): Case =>
  feedback
    ? { ...handOver(kase, feedback, 'feedback', at), status: 'feedback' }
    : { ...end(kase, at), status: 'closed' };

/** The result is given out: to a resident it is the answer. */
const given = (kase: Case, feedback: Holding | undefined, at: Instant): Case => ({
  ...answered(kase, feedback, at),
  answer: kase.resident ? { at, check: null } : null,
});

function checked(kase: Case, check: AnswerCheck): Case {
  if (!kase.answer) throw new Error(`case ${kase.id} has no answer to ${check.outcome}`);
  return { ...kase, answer: { ...kase.answer, check } };
}

function handOver(kase: Case, holding: Holding, purpose: Stage['purpose'], at: Instant): Case {
  const left = endStage(kase, at);
  const stage = stageOf(left.stages.length + 1, holding, purpose, currentStage(kase).unit);
  const requests = left.requests.filter(({ wish }) => STAYS_ASKED.has(wish.kind));
  return { ...left, stages: [...left.stages, stage], requests };
}

const withParts = (kase: Case, parts: readonly PartHolding[]): Case =>
  inStage(kase, (stage) => ({
    ...stage,
    parts: parts.map((part) => ({
      ...part,
      level: 'department',
      acceptedBy: null,
      endedAt: null,
      outcome: null,
      rungs: [],
    })),
  }));

/** Who helps on after another lead was named has accepted it before, and was told of its lights. */
function goingOn(part: Part, before: Case): Part {
  const stage = currentStage(before);
  const { acceptedBy, rungs } = [stage, ...stage.parts].find(({ unit }) => unit === part.unit) ?? part;
  return { ...part, acceptedBy, rungs: rungs.filter(({ rung }) => rung !== 'case-red' && rung !== 'long-red') };
}

const counting = (what: keyof Case['counts'], kase: Case): Case => ({
  ...kase,
  counts: { ...kase.counts, [what]: kase.counts[what] + 1 },
});

const without = (kase: Case, wish: string): Case => ({
  ...kase,
  requests: kase.requests.filter((request) => request.wish.kind !== wish),
});

/** A refused placement binds too: it stays where it is. */
const ruled = (kase: Case, { wish, granted }: WhatOf<'ruled'>): Case =>
  wish === 'placement' && !granted ? inStage(kase, (stage) => ({ ...stage, bound: true })) : kase;

function reopened(kase: Case, { clock, holding }: WhatOf<'reopened'>, at: Instant): Case {
  return {
    ...handOver(kase, holding, 'handle', at),
    ...UNRESOLVED,
    cycles: [...kase.cycles, { clock: kase.clock, resolvedAt: kase.resolvedAt }],
    clock,
    rating: null,
    answer: null,
    counts: COUNTS,
  };
}

function rung(kase: Case, { rung: what, due, part }: WhatOf<'rung'>): Case {
  const claimed = { rung: what, due };
  if (what === 'long-red') return { ...kase, proposals: [...kase.proposals, { due, review: null }] };
  return part === undefined
    ? inStage(kase, (stage) => ({ ...stage, rungs: [...stage.rungs, claimed] }))
    : inPart(kase, part, (own) => ({ ...own, rungs: [...own.rungs, claimed] }));
}

const withClocks = (kase: Case, { clock, stageClock, parts = {} }: Clocks): Case => ({
  ...inParts(
    inStage(kase, (stage) => ({ ...stage, clock: stageClock })),
    (part) => ({ ...part, clock: parts[part.unit] ?? part.clock }),
  ),
  clock,
});

/** In a pause no more has passed than before it. */
function withClaimsUntil(now: Instant, kase: Case): Case {
  const at = kase.paused?.since ?? now;
  const open = new Set(openParts(kase));
  return inParts(
    inStage(kase, (stage) => ({ ...stage, rungs: standingOfHolder(kase, at) })),
    (part) => (open.has(part) ? { ...part, rungs: standingOf(part, at) } : part),
  );
}
