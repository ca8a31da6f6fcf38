import type { Light } from '../../domain/case/colours.ts';
import { lightOf, type Shown } from '../../domain/case/light.ts';
import type { Instant } from '../../domain/primitives.ts';
import type { CaseView } from '../../functions/shell/case-view.ts';

/** A clock as the API tells it: its instants are null while it stands still. */
export type ClockTold = CaseView['clock'];

/** The light of a clock at an instant, from what was told of it: what is settled or stands still stays as it was told. */
export function lightAt({ light, settled, warnAt, dueAt }: Shown & LightInstants, now: Instant): Shown {
  return settled || warnAt === null || dueAt === null ? { light, settled } : lightOf({ warnAt, dueAt }, null, now);
}

interface LightInstants {
  warnAt: Instant | null;
  dueAt: Instant | null;
}

const RANK: Record<Light, number> = { green: 0, yellow: 1, red: 2 };

/** The light of a case at an instant: the worse of its own clock and its holder's, as long as both can still change. */
export function caseLightAt(view: Pick<CaseView, 'clock' | 'stages' | 'status'> & Shown, now: Instant): Shown {
  const stage = view.stages.at(-1);
  if (view.settled || view.status === 'feedback' || !stage) return { light: view.light, settled: view.settled };
  const own = lightAt(view.clock, now).light;
  const held = lightAt(stage.clock, now).light;
  return { light: RANK[own] > RANK[held] ? own : held, settled: false };
}

/** How much of the time between start and due is over, from 0 to 1. */
export function usedOf({ startedAt }: Pick<ClockTold, 'startedAt'>, dueAt: Instant, now: number): number {
  const [from, to] = [Date.parse(startedAt), Date.parse(dueAt)];
  return Math.min(1, Math.max(0, (now - from) / (to - from)));
}
