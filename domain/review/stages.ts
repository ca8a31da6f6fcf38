import type { Limit } from '../time/limit.ts';

/** What a review goes through, in order; `proposed` only if nobody but the system asked for it. */
export const STAGE_NAMES = ['proposed', 'statements', 'findings', 'decision', 'appeal', 'ruling'] as const;
export type StageName = (typeof STAGE_NAMES)[number];

interface StageRule {
  limit: Limit;
  /**
   * It is the time of those concerned, and ends by itself when that is over 逾期視為放棄; it has no red. In the others
   * the centre has work to do, and is overdue when it has not.
   */
  lapses: boolean;
}

const workingDays = (count: number): Limit => ({ measure: 'working-days', count });

/** How long each stage takes at most, by the calendar of the district centre. */
export const STAGES: Record<StageName, StageRule> = {
  proposed: { limit: workingDays(5), lapses: false },
  statements: { limit: workingDays(5), lapses: true },
  findings: { limit: workingDays(10), lapses: false },
  decision: { limit: workingDays(5), lapses: false },
  appeal: { limit: { measure: 'calendar-days', count: 15 }, lapses: true },
  ruling: { limit: workingDays(10), lapses: false },
};
