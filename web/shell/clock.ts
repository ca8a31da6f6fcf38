import { computed, signal } from '@preact/signals';
import type { Instant } from '../../domain/primitives.ts';

/*
 * What time it is for the casework: the server's, as its answers told it last, going on at its speed. A device whose own
 * clock is wrong shows the same lights as all others.
 */
interface Known {
  /** What the server said, in epoch milliseconds, and what this device's clock said then. */
  server: number;
  device: number;
  speed: number;
}

let known: Known = { server: Date.now(), device: Date.now(), speed: 1 };

/** The time now, in epoch milliseconds. Components that read it are drawn again each second. */
export const now = signal(known.server);
export const instant = computed((): Instant => new Date(now.value).toISOString());

export const timeNow = (): number => known.server + (Date.now() - known.device) * known.speed;
export const instantNow = (): Instant => new Date(timeNow()).toISOString();
export const clockKnown = (): Known => ({ ...known });

/** Sets the clock by an answer of the server, or by what was known when the page was last open. */
export function setClock(at: Instant | Known, speed = known.speed): void {
  known = typeof at === 'string' ? { server: Date.parse(at), device: Date.now(), speed } : at;
  now.value = timeNow();
}

/** How fast the server's clock runs; what time it is stays known as it is. */
export function setSpeed(speed: number): void {
  known = { server: timeNow(), device: Date.now(), speed };
}

const beat = (): void => {
  now.value = timeNow();
};
setInterval(beat, 1000);
document.addEventListener('visibilitychange', beat);
