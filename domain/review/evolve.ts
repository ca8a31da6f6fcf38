import type { Instant } from '../primitives.ts';
import type { Clock } from '../time/clock.ts';
import type { By, Recorded, Responsible, Subject, What } from './event.ts';
import { currentStage, type Ending, type Finding, type Review, type Stage, same } from './review.ts';
import type { StageName } from './stages.ts';

/** What folding needs of an event; a recorded one has more. */
export interface Happening {
  at: Instant;
  by: By;
  what: What;
}

/** The review after one more event. Pure; throws a fault when the event cannot follow, since then the record is damaged. */
export function evolve(review: Review | undefined, { at, by, what }: Happening): Review {
  if (what.type === 'opened' || what.type === 'proposed') {
    if (review) throw new Error(`review ${review.id} was opened twice`);
    return begun(what, at, by);
  }
  if (!review) throw new Error(`${what.type} came before the review was opened`);
  switch (what.type) {
    case 'taken-up': {
      const { type: _, clock, ...frozen } = what;
      return { ...next(review, 'statements', clock, at), ...frozen };
    }
    case 'set-aside':
      return ended(review, 'set-aside', at);
    case 'stated':
      return { ...review, statements: [...review.statements, { unit: what.unit, by, at }] };
    case 'statements-ended':
      return next(review, 'findings', what.clock, at);
    case 'found': {
      const { about, responsible, events } = what;
      return { ...review, findings: withFinding(review.findings, { about, responsible, events, at }) };
    }
    case 'findings-ended':
      return next(review, 'decision', what.clock, at);
    case 'decided':
      return {
        ...(what.clock ? next(review, 'appeal', what.clock, at) : ended(review, 'closed', at)),
        decidedBy: 'officer' in by ? by.officer : null,
      };
    case 'appealed':
      return { ...review, appeals: [...review.appeals, { about: what.about, by, at }] };
    case 'appeals-ended':
      return what.clock ? next(review, 'ruling', what.clock, at) : ended(review, 'closed', at);
    case 'ruled': {
      const findings = what.changes.reduce(ruledOn, review.findings);
      return { ...ended(review, 'closed', at), findings };
    }
    case 'withdrawn':
      return ended(review, 'withdrawn', at);
    case 'rung':
      return inStage(review, (stage) => ({
        ...stage,
        rungs: [...stage.rungs, { rung: what.rung, due: what.due }],
      }));
    case 'rescheduled':
      return inStage(review, (stage) => withClaimsUntil(at, { ...stage, clock: what.clock }));
    case 'notified':
    case 'restarted':
      return review;
    default:
      return what satisfies never;
  }
}

/** The review that a history tells. A history has at least its opening. */
export function fold(history: readonly Recorded[]): Review {
  const review = history.reduce<Review | undefined>(evolve, undefined);
  if (!review) throw new Error('an empty history tells no review');
  return review;
}

function begun(what: Extract<What, { type: 'opened' | 'proposed' }>, at: Instant, by: By): Review {
  const own = what.type === 'opened' ? what : undefined;
  return {
    id: what.id,
    case: what.case,
    status: own ? 'statements' : 'proposed',
    openedAt: at,
    openedBy: by,
    consequence: own?.consequence ?? 'long-red',
    since: what.type === 'proposed' ? what.since : null,
    evidence: own?.evidence ?? null,
    units: own?.units ?? [],
    officers: own?.officers ?? [],
    statements: [],
    findings: [],
    decidedBy: null,
    appeals: [],
    stages: [stageOf(own ? 'statements' : 'proposed', what.clock)],
    endedAt: null,
  };
}

const stageOf = (name: StageName, clock: Clock): Stage => ({ name, clock, endedAt: null, rungs: [] });

function inStage(review: Review, change: (stage: Stage) => Stage): Review {
  const [first, ...rest] = review.stages;
  const changed = change(currentStage(review));
  return { ...review, stages: rest.length === 0 ? [changed] : [first, ...rest.slice(0, -1), changed] };
}

const left = (review: Review, at: Instant): Review => inStage(review, (stage) => ({ ...stage, endedAt: at }));

function next(review: Review, name: StageName, clock: Clock, at: Instant): Review {
  const { stages, ...rest } = left(review, at);
  return { ...rest, status: name, stages: [...stages, stageOf(name, clock)] };
}

const ended = (review: Review, status: Ending, at: Instant): Review => ({
  ...left(review, at),
  status,
  endedAt: at,
});

const withFinding = (findings: readonly Finding[], finding: Finding): Finding[] => [
  ...findings.filter(({ about }) => !same(about, finding.about)),
  finding,
];

const ruledOn = (findings: Finding[], change: { about: Subject; responsible: Responsible }): Finding[] =>
  findings.map((finding) =>
    same(finding.about, change.about) ? { ...finding, responsible: change.responsible } : finding,
  );

/** A light that a moved deadline takes back will be told again when it comes. */
const withClaimsUntil = (at: Instant, stage: Stage): Stage => ({
  ...stage,
  rungs: stage.rungs.filter(({ rung }) => (rung === 'yellow' ? stage.clock.warnAt : stage.clock.dueAt) <= at),
});
