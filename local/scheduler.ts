import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { Cancel, Clock } from './clock.ts';
import { readSchedule } from './cron.ts';
import type { Invoke } from './functions.ts';
import type { ScheduleSpec } from './template.ts';

export type Scheduler = ReturnType<typeof startScheduler>;

const LastRuns = z.record(z.string(), z.number());
const shortestRealMs = 250;

/**
 * Runs the template's schedules on the engine clock. The last runs are kept in `file`: what came due while the process was
 * away runs once at the start. A tick is left out while the one before still runs, and when the clock is so fast that ticks
 * would come more often than every 250 ms of real time.
 */
export function startScheduler(options: {
  schedules: readonly ScheduleSpec[];
  clock: Clock;
  invoke: Invoke;
  file: string;
}) {
  const { clock, invoke, file } = options;
  const lastRuns = existsSync(file) ? LastRuns.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const cancels = new Map<string, Cancel>();
  const running = new Set<Promise<void>>();
  let closed = false;

  for (const schedule of options.schedules.filter(({ State }) => State === 'ENABLED')) {
    const next = readSchedule(schedule.ScheduleExpression, schedule.ScheduleExpressionTimezone);
    lastRuns[schedule.name] ??= clock.now();
    arm(schedule, next, next(lastRuns[schedule.name] ?? clock.now()));
  }
  save();

  function arm(schedule: ScheduleSpec, next: (after: number) => number, at: number): void {
    if (closed) return;
    cancels.set(
      schedule.name,
      clock.at(at, () => {
        const run = tick(schedule, at).then(() => {
          running.delete(run);
          arm(schedule, next, Math.max(firstAfter(next, at, clock.now()), at + shortestRealMs * clock.speed));
        });
        running.add(run);
      }),
    );
  }

  async function tick(schedule: ScheduleSpec, at: number): Promise<void> {
    lastRuns[schedule.name] = Math.max(at, clock.now());
    save();
    await invoke(schedule.Target.Arn, schedule.Target.Input ?? '{}');
  }

  function save(): void {
    writeFileSync(`${file}.new`, JSON.stringify(lastRuns));
    renameSync(`${file}.new`, file);
  }

  return {
    running: () => running.size,
    /** Resolves when no tick runs. */
    idle: async () => {
      await Promise.all(running);
    },
    close: async () => {
      closed = true;
      for (const cancel of cancels.values()) cancel();
      await Promise.all(running);
    },
  };
}

/** The first instant of a schedule's own rhythm after `now`. */
function firstAfter(next: (after: number) => number, last: number, now: number): number {
  let due = next(last);
  while (due <= now) due = next(due);
  return due;
}
