/** The clock of the embedded cloud. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Calls `run` once when `now() >= at` (epoch ms); returns a cancel. */
  at(at: number, run: () => void): () => void;
}

/** One pending deadline. Made by `set`, gone when it fired or was cancelled. */
export interface Timer {
  readonly at: number;
  readonly order: number;
  readonly seq: number;
  readonly run: () => void;
  index: number;
}

export interface Timers {
  /** Runs `run` at `at` (epoch ms); of equal deadlines the lower `order` first, then the one set first. */
  set(at: number, order: number, run: () => void): Timer;
  /** Does nothing to a timer that fired or was cancelled. */
  cancel(timer: Timer | undefined): void;
  readonly size: number;
  close(): void;
}

/** So many timers fire before the event loop gets its turn. */
const BATCH = 32;

/** All deadlines in one binary heap, and one `clock.at` for the earliest of them. */
export function createTimers(clock: Clock): Timers {
  const heap: Timer[] = [];
  let seq = 0;
  let armed: { at: number; cancel: () => void } | undefined;
  let draining: NodeJS.Immediate | 'now' | undefined;
  let closed = false;

  function put(timer: Timer, index: number): void {
    heap[index] = timer;
    timer.index = index;
  }

  function rise(timer: Timer, from: number): void {
    let index = from;
    while (index > 0) {
      const up = (index - 1) >> 1;
      const parent = heap[up];
      if (!parent || !before(timer, parent)) break;
      put(parent, index);
      index = up;
    }
    put(timer, index);
  }

  function sink(timer: Timer, from: number): void {
    let index = from;
    for (;;) {
      const left = 2 * index + 1;
      const [a, b] = [heap[left], heap[left + 1]];
      const least = a && b && before(b, a) ? b : a;
      if (!least || !before(least, timer)) break;
      const down = least.index;
      put(least, index);
      index = down;
    }
    put(timer, index);
  }

  function remove(timer: Timer): void {
    const { index } = timer;
    timer.index = -1;
    const last = heap.pop();
    if (!last || last === timer) return;
    sink(last, index);
    rise(last, last.index);
  }

  /** Keeps the one alarm at the earliest deadline. */
  function arm(): void {
    const [first] = heap;
    if (draining || closed || armed?.at === first?.at) return;
    armed?.cancel();
    armed = undefined;
    if (!first) return;
    const alarm = { at: first.at, cancel: () => {} };
    armed = alarm;
    alarm.cancel = clock.at(first.at, () => {
      if (armed === alarm) drain();
    });
  }

  function drain(): void {
    armed = undefined;
    draining = 'now';
    try {
      for (let fired = 0; fired < BATCH; fired++) if (!fireNext()) break;
    } finally {
      const more = !closed && isDue(heap[0]);
      draining = more ? setImmediate(drain) : undefined;
      arm();
    }
  }

  const isDue = (timer: Timer | undefined): boolean => timer !== undefined && timer.at <= clock.now();

  function fireNext(): boolean {
    const [first] = heap;
    if (closed || !first || !isDue(first)) return false;
    remove(first);
    first.run();
    return true;
  }

  return {
    set(at, order, run) {
      const timer = { at, order, seq: seq++, run, index: heap.length };
      rise(timer, heap.length);
      arm();
      return timer;
    },
    cancel(timer) {
      if (!timer || timer.index < 0) return;
      remove(timer);
      arm();
    },
    get size() {
      return heap.length;
    },
    close() {
      closed = true;
      armed?.cancel();
      if (typeof draining === 'object') clearImmediate(draining);
      heap.length = 0;
    },
  };
}

const before = (a: Timer, b: Timer): boolean => (a.at - b.at || a.order - b.order || a.seq - b.seq) < 0;
