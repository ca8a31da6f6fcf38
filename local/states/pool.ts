import { setTimeout as delay } from 'node:timers/promises';

/** Runs jobs first come, first served, so many at a time; the event loop gets its turn between any two. */
export interface Pool {
  add(job: () => Promise<void>): void;
  /** Takes no job any more and drops what has not begun; settles when what runs has ended, or after `patience` ms. */
  close(patience: number): Promise<void>;
}

export function createPool(limit: number): Pool {
  const running = new Set<Promise<void>>();
  let waiting: (() => Promise<void>)[] = [];
  let next = 0;
  let closed = false;

  function fill(): void {
    while (!closed && running.size < limit) {
      const job = waiting[next];
      if (!job) break;
      next++;
      begin(job);
    }
    if (next === waiting.length || next > 1024) {
      waiting = waiting.slice(next);
      next = 0;
    }
  }

  function begin(job: () => Promise<void>): void {
    const run = job().finally(() => {
      running.delete(run);
      setImmediate(fill);
    });
    running.add(run);
  }

  return {
    add(job) {
      waiting.push(job);
      fill();
    },
    async close(patience) {
      closed = true;
      waiting = [];
      await Promise.race([Promise.allSettled(running), delay(patience, undefined, { ref: false })]);
    },
  };
}
