import type { Level } from '../directory/documents.ts';
import type { Instant } from '../primitives.ts';
import type { Clock } from '../time/clock.ts';
import type { By, Rung } from './event.ts';

export type Status = 'open' | 'checking' | 'closed' | 'cancelled';

/** One holder's time with the case. A stage ends at the hand-over and settles by its own clock. */
export interface Stage {
  number: number;
  unit: string;
  level: Level;
  purpose: 'handle' | 'check';
  clock: Clock;
  acceptedBy: By | null;
  endedAt: Instant | null;
  /** Rungs claimed in this stage, with the instant each was due. */
  rungs: { rung: Rung; due: Instant }[];
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
  capturedAt: Instant | null;
  /** 首問負責: who first took it on stays answerable. */
  firstReceiver: { by: By; at: Instant } | null;
  clock: Clock;
  /** The resolution that stands so far: it settles the case clock. */
  resolvedAt: Instant | null;
  endedAt: Instant | null;
  stages: [Stage, ...Stage[]];
}

/** The stage that holds the case now, or held it last. */
export const currentStage = (kase: Case): Stage => kase.stages.at(-1) ?? kase.stages[0];

/** The case with another last stage. */
export const withStage = (kase: Case, stage: Stage): Case => {
  const [first, ...rest] = kase.stages;
  return { ...kase, stages: rest.length === 0 ? [stage] : [first, ...rest.slice(0, -1), stage] };
};

export const isOpen = (kase: Case): boolean => kase.status === 'open' || kase.status === 'checking';
