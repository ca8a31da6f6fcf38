import type { Place } from './io.ts';

export interface Retrier {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number;
  readonly jitter: boolean;
}

export interface Catcher {
  readonly errors: readonly string[];
  readonly next: string;
  readonly place: Place;
}

const TIMEOUTS = ['States.Timeout', 'States.HeartbeatTimeout'];
const BEYOND_ALL = ['States.DataLimitExceeded'];

/**
 * Whether a list of ErrorEquals names `error`. States.Runtime is matched by nothing, States.ALL by all the rest but
 * States.DataLimitExceeded; States.TaskFailed stands for every failure that is not a timeout, and States.Timeout for a
 * missed heartbeat too.
 */
export function matchesError(errors: readonly string[], error: string): boolean {
  if (error === 'States.Runtime') return false;
  const timeout = TIMEOUTS.includes(error);
  return errors.some(
    (name) =>
      name === error ||
      (name === 'States.ALL' && !BEYOND_ALL.includes(error)) ||
      (name === 'States.TaskFailed' && !timeout) ||
      (name === 'States.Timeout' && timeout),
  );
}

/** Milliseconds to the retry after `attempts` earlier ones; `random` in [0, 1) is used with full jitter only. */
export function retryDelay(retrier: Retrier, attempts: number, random: () => number): number {
  const seconds = Math.min(retrier.intervalSeconds * retrier.backoffRate ** attempts, retrier.maxDelaySeconds);
  return Math.round(seconds * 1000 * (retrier.jitter ? random() : 1));
}
