import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';

const longestTimer = 2 ** 30;
const heartbeatMs = 1000;
const leaseMs = 5000;

/** Stops a pending timer; a second call does nothing. */
export type Cancel = () => void;

/** The one clock of the embedded cloud. All instants are engine time in epoch milliseconds. */
export interface Clock {
  now(): number;
  /** Runs `run` once, at or after the engine instant `at`, however far away; a past instant runs in the next turn. */
  at(at: number, run: () => void): Cancel;
  /** Engine milliseconds per real millisecond; 0 for a clock moved by hand. */
  readonly speed: number;
  /** Three doubles (engine origin, real origin, speed) from which another thread reads the same time. */
  readonly shared: SharedArrayBuffer;
  close(): void;
}

/** Moved by hand: `advanceTo` runs what falls due on the way, in order, each at its own instant. */
export interface ManualClock extends Clock {
  advanceTo(at: number): void;
}

const Saved = z.object({ engine: z.number(), real: z.number(), speed: z.number(), lease: z.number() });
type Saved = z.infer<typeof Saved>;

/**
 * A clock whose time is its origin plus the real time elapsed × `speed`.
 * With `file` it carries on over restarts and never goes back: it resumes where it was plus the real time away, and never
 * behind wall time. So at speed 1 on data that never ran faster it is wall time. After a crash up to 5 s since the last
 * heartbeat are taken as having run at the old speed.
 */
export function createClock({
  speed,
  now = Date.now,
  file,
}: {
  speed: number;
  now?: () => number;
  file?: string;
}): Clock {
  if (!(speed > 0)) throw new RangeError(`speed must be a number above 0, received ${speed}`);
  const real = now();
  const engine = file ? resume(readSaved(file), real) : real;
  const shared = share(engine, real, speed);
  const engineNow = readClock(shared, now);
  const stopSaving = file === undefined ? () => {} : keep(file, () => ({ engine: engineNow(), real: now(), speed }));

  return {
    now: engineNow,
    speed,
    shared,
    at(at, run) {
      let timer: NodeJS.Timeout;
      const arm = () => {
        timer = setTimeout(check, Math.min(Math.max(0, Math.ceil((at - engineNow()) / speed)), longestTimer));
      };
      const check = () => (engineNow() >= at ? run() : arm());
      arm();
      return () => clearTimeout(timer);
    },
    close: stopSaving,
  };
}

/** A clock for tests that stands still until it is moved. */
export function createManualClock(start: number): ManualClock {
  const shared = share(start, 0, 0);
  const view = new Float64Array(shared);
  const now = () => view[0] ?? start;
  const pending = new Set<{ at: number; run: () => void }>();
  const nextDue = (until: number) => {
    let next: { at: number; run: () => void } | undefined;
    for (const timer of pending) if (timer.at <= until && timer.at < (next?.at ?? Infinity)) next = timer;
    return next;
  };

  return {
    now,
    speed: 0,
    shared,
    at(at, run) {
      const timer = { at, run };
      pending.add(timer);
      if (at <= now()) setImmediate(() => pending.delete(timer) && run());
      return () => pending.delete(timer);
    },
    advanceTo(until) {
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        pending.delete(timer);
        view[0] = Math.max(now(), timer.at);
        timer.run();
      }
      view[0] = Math.max(now(), until);
    },
    close: () => pending.clear(),
  };
}

/** Reads engine time from a clock's shared doubles; works in any thread. */
export function readClock(shared: SharedArrayBuffer, realNow: () => number): () => number {
  const view = new Float64Array(shared);
  return () => Math.floor((view[0] ?? 0) + (realNow() - (view[1] ?? 0)) * (view[2] ?? 0));
}

/** Saves the state now and every second, and a last time when it is stopped. */
function keep(file: string, state: () => Omit<Saved, 'lease'>): () => void {
  const save = (lease: number) => replaceFile(file, JSON.stringify({ ...state(), lease } satisfies Saved));
  save(leaseMs);
  const heartbeat = setInterval(save, heartbeatMs, leaseMs).unref();
  return () => {
    clearInterval(heartbeat);
    save(0);
  };
}

function share(engine: number, real: number, speed: number): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT);
  new Float64Array(shared).set([engine, real, speed]);
  return shared;
}

function resume(saved: Saved | undefined, real: number): number {
  if (!saved) return real;
  const away = Math.max(0, real - saved.real);
  const leased = Math.min(away, saved.lease);
  return Math.max(real, saved.engine + leased * saved.speed + (away - leased));
}

function readSaved(file: string): Saved | undefined {
  try {
    return Saved.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return undefined;
    throw new Error(`${file} does not hold a clock state; restore it or delete the data directory`, { cause: fault });
  }
}

function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
