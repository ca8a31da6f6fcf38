import { type Shown, worse } from '../../domain/case/light.ts';
import type { Instant } from '../../domain/primitives.ts';
import type { CaseView } from '../../functions/shell/case-view.ts';
import { lightAt } from '../parts/light-at.ts';

/** A clock as the API tells it: its instants are null while it stands still. */
export type ClockTold = CaseView['clock'];

/** The light of a case at an instant: the worse of its own clock and its holder's, as long as both can still change. */
export function caseLightAt(view: Pick<CaseView, 'clock' | 'stages' | 'status'> & Shown, now: Instant): Shown {
  const stage = view.stages.at(-1);
  if (view.settled || view.status === 'feedback' || !stage) return { light: view.light, settled: view.settled };
  return { light: worse(lightAt(view.clock, now).light, lightAt(stage.clock, now).light), settled: false };
}

/** How much of the time between start and due is over, from 0 to 1. */
export function usedOf({ startedAt }: Pick<ClockTold, 'startedAt'>, dueAt: Instant, now: number): number {
  const [from, to] = [Date.parse(startedAt), Date.parse(dueAt)];
  return Math.min(1, Math.max(0, (now - from) / (to - from)));
}
