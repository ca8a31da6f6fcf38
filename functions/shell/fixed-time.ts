import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds; more than looking for a receipt takes. */
const FLOOR = 100;

export interface Timer {
  /** Milliseconds since whenever. */
  now(): number;
  pause(ms: number): Promise<unknown>;
}

const ofMachine: Timer = { now: () => performance.now(), pause };

/** Fails no sooner than the floor after it began, so that how long it took tells nothing of why. What succeeds does so at once. */
export async function failingInFixedTime<T>(work: () => Promise<T>, timer = ofMachine, floor = FLOOR): Promise<T> {
  const begun = timer.now();
  try {
    return await work();
  } catch (fault) {
    await timer.pause(Math.max(0, floor - (timer.now() - begun)));
    throw fault;
  }
}
