import type { Instant } from '../primitives.ts';
import type { Clock } from '../time/clock.ts';
import type { Case } from './case.ts';
import { currentStage, isOpen, runningAt } from './case.ts';
import type { Light } from './colours.ts';

/** A light, and whether it can still change. Open and in time is green but not settled: shown hollow. */
export interface Shown {
  light: Light;
  settled: boolean;
}

/**
 * The light of one clock at an instant (綠燈／黃燈／紅燈). Finished at or before `dueAt` is green for ever, later is
 * red for ever. Open: yellow from `warnAt`, red after `dueAt`; at `dueAt` itself it is still yellow.
 */
export function lightOf(clock: Pick<Clock, 'warnAt' | 'dueAt'>, endedAt: Instant | null, now: Instant): Shown {
  if (endedAt !== null) return { light: endedAt <= clock.dueAt ? 'green' : 'red', settled: true };
  if (now > clock.dueAt) return { light: 'red', settled: false };
  return { light: now >= clock.warnAt ? 'yellow' : 'green', settled: false };
}

const RANK: Record<Light, number> = { green: 0, yellow: 1, red: 2 };
export const worse = (a: Light, b: Light): Light => (RANK[a] > RANK[b] ? a : b);

/**
 * The light of a case: while open the worse of its own clock and its holder's; once ended, or answered and waiting for
 * the resident's word, its own clock by the resolution that stood. A case that ends unresolved settles at that instant.
 * While it is paused, the light stands still with the clocks.
 */
export function lightOfCase(kase: Case, now: Instant): Shown {
  const at = runningAt(kase, now);
  const own = lightOf(kase.clock, kase.resolvedAt ?? kase.endedAt, at);
  if (!isOpen(kase)) return own;
  const stage = currentStage(kase);
  const held = stage.purpose === 'feedback' ? 'green' : lightOf(stage.clock, null, at).light;
  return { light: worse(own.light, held), settled: false };
}

/** Later than anything: an instant that does not come by itself. */
export const NEVER: Instant = '9999-12-31T23:59:59.999Z';

/**
 * The two instants at which the light of an open case changes, whichever clock brings them: lists and walls compute
 * the light from these alone. A clock that a resolution has stopped no longer counts, unless it already is red; what a
 * pause or the wait for the resident's word has stopped never comes.
 */
export const instantsOf = (kase: Case): Instants => standing(runningInstants(kase), kase.paused);

interface Instants {
  warnAt: Instant;
  dueAt: Instant;
}

/** Instants as a pause leaves them: what had come when it began stands, the rest does not come while it lasts. */
export function standing({ warnAt, dueAt }: Instants, paused: Case['paused']): Instants {
  if (!paused) return { warnAt, dueAt };
  return { warnAt: warnAt <= paused.since ? warnAt : NEVER, dueAt: dueAt < paused.since ? dueAt : NEVER };
}

function runningInstants(kase: Case): Instants {
  const { clock, purpose } = currentStage(kase);
  const stage = purpose === 'feedback' ? { warnAt: NEVER, dueAt: NEVER } : clock;
  const stopped = kase.resolvedAt !== null && kase.resolvedAt <= kase.clock.dueAt;
  if (stopped) return { warnAt: stage.warnAt, dueAt: stage.dueAt };
  return { warnAt: earlier(stage.warnAt, kase.clock.warnAt), dueAt: earlier(stage.dueAt, kase.clock.dueAt) };
}

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
