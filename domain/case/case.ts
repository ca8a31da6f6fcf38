import type { Level } from '../directory/documents.ts';
import type { Instant } from '../primitives.ts';
import type { Clock } from '../time/clock.ts';
import type { Link, Rung, WithholdReason } from './event.ts';
import type { Status } from './status.ts';
import type { By, PauseReason, Wish } from './wish.ts';

export type { Status };

/** What was told of one clock: which light or reminder, and when it was due. */
export type Claimed = { rung: Rung; due: Instant };

/** A department that helps the one in the lead 協辦, with clock, lights and telephone of its own. */
export interface Part {
  unit: string;
  level: Level;
  mandatory: boolean;
  clock: Clock;
  acceptedBy: By | null;
  endedAt: Instant | null;
  /** `lapsed`: the stage ended before it did. */
  outcome: 'done' | 'released' | 'lapsed' | null;
  rungs: Claimed[];
}

/** One holder's time with the case. A stage ends at the hand-over and settles by its own clock. */
export interface Stage {
  number: number;
  unit: string;
  level: Level;
  purpose: 'handle' | 'check' | 'feedback';
  /** Who held it before, to whom it can be returned. */
  from: string | null;
  /** The centre ruled that it belongs here. */
  bound: boolean;
  clock: Clock;
  acceptedBy: By | null;
  endedAt: Instant | null;
  rungs: Claimed[];
  parts: Part[];
}

/** What was asked for and not yet ruled on. */
export interface Request {
  wish: Wish;
  by: By;
  at: Instant;
  to: string;
  clock: Clock;
}

/** What was decided about an answer 答復公開; until then it waits for the check. */
export type AnswerCheck =
  | { outcome: 'published'; at: Instant }
  | { outcome: 'withheld'; at: Instant; reason: WithholdReason };
/** That something was written, not what. `report` is null in what the holder wrote to all residents of the case. */
export interface Message {
  at: Instant;
  from: 'resident' | 'holder';
  report: string | null;
}

/** A case as the fold of its events; never stored, always folded. */
export interface Case {
  id: string;
  category: string;
  origin: string;
  emergency: boolean;
  status: Status;
  openedAt: Instant;
  openedBy: By;
  /** 上報人: who is credited with it; who filed it, unless that was for somebody else. */
  reporter: By;
  capturedAt: Instant | null;
  /** A resident waits for the answer. */
  resident: boolean;
  /** 首問負責: who first took it on stays answerable, until the case ends or somebody else takes that over. */
  firstReceiver: { by: By; at: Instant } | null;
  clock: Clock;
  /** The resolution that stands so far, the unit that made it, and for it whom: it settles the case clock. */
  resolvedAt: Instant | null;
  resolvedBy: string | null;
  resolver: By | null;
  endedAt: Instant | null;
  stages: [Stage, ...Stage[]];
  /** While it stands still, both clocks do. */
  paused: { since: Instant; until: Instant; reason: PauseReason } | null;
  /** At most one of each kind. */
  requests: Request[];
  /** Counted within the cycle: what the rules cap. */
  counts: { pauses: number; extensions: number; returns: number };
  presses: number;
  /** Cycles that a reopening has ended, each with its clock as it settled. */
  cycles: { clock: Clock; resolvedAt: Instant | null }[];
  rating: { at: Instant; satisfied: boolean } | null;
  /** What a resident was answered, since when, and what was said about the public; null until then, and once it was reopened. */
  answer: { at: Instant; check: AnswerCheck | null } | null;
  messages: readonly Message[];
  mergedInto: string | null;
  links: Link[];
  reviews: { id: string; endedAt: Instant | null }[];
  /** Reviews to propose for a long red, by when that was due; null until one was put to the centre. */
  proposals: { due: Instant; review: string | null }[];
  /** The grid that it was placed in before it went on from another case. */
  ground?: string | undefined;
}

/** The stage that holds the case now, or held it last. */
export const currentStage = (kase: Case): Stage => kase.stages.at(-1) ?? kase.stages[0];

/** The case with another last stage. */
export const withStage = (kase: Case, stage: Stage): Case => {
  const [first, ...rest] = kase.stages;
  return { ...kase, stages: rest.length === 0 ? [stage] : [first, ...rest.slice(0, -1), stage] };
};

const OPEN: ReadonlySet<Status> = new Set(['open', 'checking', 'feedback']);
export const isOpen = ({ status }: Pick<Case, 'status'>): boolean => OPEN.has(status);

/** Its clock runs: somebody works on it. */
export const runs = (kase: Case): boolean => isOpen(kase) && kase.status !== 'feedback' && !kase.paused;

/** The parts that somebody still works on. */
export const openParts = (kase: Case): Part[] => currentStage(kase).parts.filter((part) => part.endedAt === null);

/** The instant that counts for what runs: while the case is paused, the one at which its clocks stopped. */
export const runningAt = (kase: Case, now: Instant): Instant => kase.paused?.since ?? now;

/** Nothing of it may be erased while a review runs. */
export const isHeldByLaw = (kase: Case): boolean => kase.reviews.some((review) => review.endedAt === null);
