import type { Light } from '../case/colours.ts';
import type { Shown } from '../case/light.ts';
import { lightOf } from '../case/light.ts';
import type { Instant } from '../primitives.ts';
import type { Clock } from '../time/clock.ts';
import type { By, Consequence, Responsible, Subject, WhatOf } from './event.ts';
import { STAGES, type StageName } from './stages.ts';

export type Ending = 'closed' | 'withdrawn' | 'set-aside';

/** One stage of a review with its own limit. */
export interface Stage {
  name: StageName;
  clock: Clock;
  endedAt: Instant | null;
  rungs: { rung: 'yellow' | 'red'; due: Instant }[];
}

export interface Finding {
  about: Subject;
  responsible: Responsible;
  /** Events of the case on which it rests. */
  events: number[];
  at: Instant;
}

/** A review 責任倒查 of one case, as the fold of its events; never stored, always folded. */
export interface Review {
  id: string;
  case: string;
  status: StageName | Ending;
  openedAt: Instant;
  openedBy: By;
  consequence: Consequence;
  /** Since when the case is red, if the system proposed the review. */
  since: Instant | null;
  /** None while it is only proposed. */
  evidence: WhatOf<'opened'>['evidence'] | null;
  /** Who held the case or did something with it. */
  units: string[];
  officers: Subject[];
  /** In whose name a statement was made, and who made it. */
  statements: { unit: string; by: By; at: Instant }[];
  findings: Finding[];
  /** The officer who decided. */
  decidedBy: string | null;
  appeals: { about: Subject; by: By; at: Instant }[];
  stages: [Stage, ...Stage[]];
  endedAt: Instant | null;
}

export const currentStage = ({ stages }: Review): Stage => stages.at(-1) ?? stages[0];
export const isOpen = ({ endedAt }: Review): boolean => endedAt === null;

export const same = (a: Subject, b: Subject): boolean => a.unit === b.unit && a.officer === b.officer;
const blamed = ({ responsible }: Finding): boolean => responsible !== 'no';
/** Who was found responsible, wholly or in part. */
export const responsibleIn = ({ findings }: Review): Subject[] => findings.filter(blamed).map(({ about }) => about);

/** Units that have not stated anything yet, nor anybody in them. */
export const unheard = ({ units, statements }: Review): string[] =>
  units.filter((unit) => !statements.some((statement) => statement.unit === unit));
/** Units and officers about whom nothing was found yet; a finding about a unit leaves its officers open. */
export const unfound = ({ units, officers, findings }: Review): Subject[] =>
  [...units.map((unit): Subject => ({ unit })), ...officers].filter(
    (subject) => !findings.some(({ about }) => same(about, subject)),
  );
/** Who was found responsible and has not appealed. */
export const unappealed = (review: Review): Subject[] =>
  responsibleIn(review).filter((subject) => !review.appeals.some(({ about }) => same(about, subject)));

/** The light of a stage. Time that lapses by itself is nobody's delay: it settles green. */
export function lightOfStage({ name, clock, endedAt }: Stage, now: Instant): Shown {
  return STAGES[name].lapses && endedAt !== null ? { light: 'green', settled: true } : lightOf(clock, endedAt, now);
}

/** The light of a review: of its stage while it is open; then red for ever if any stage was, else green for ever. */
export function lightOfReview(review: Review, now: Instant): Shown {
  if (isOpen(review)) return lightOfStage(currentStage(review), now);
  const lights = review.stages.map((stage): Light => lightOfStage(stage, now).light);
  return { light: lights.includes('red') ? 'red' : 'green', settled: true };
}
