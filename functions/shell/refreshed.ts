/** A value that is loaded when first asked for and again when it grows old. */
export interface Refreshed<T> {
  get(): Promise<T>;
  /** Makes the next `get` wait for a load that begins after this; one under way is not kept. */
  expire(): void;
}

export interface Ages {
  /** Milliseconds for which a value is answered as it is. */
  fresh: number;
  /** Milliseconds for which it is still answered while the next one loads; then `get` waits. */
  usable: number;
}

/**
 * Callers at the same time share one load. When a load in the background fails, the next call waits for its own and
 * throws what that throws. `monotonic` counts real milliseconds from anywhere.
 */
export function refreshed<T>(load: () => Promise<T>, { fresh, usable }: Ages, monotonic: () => number): Refreshed<T> {
  let held: { value: T; at: number } | undefined;
  let running: Promise<T> | undefined;
  let failed = false;
  let generation = 0;

  async function run(at: number, begun: number): Promise<T> {
    try {
      const value = await load();
      if (begun === generation) held = { value, at };
      failed = false;
      return value;
    } catch (fault) {
      failed = true;
      throw fault;
    } finally {
      if (begun === generation) running = undefined;
    }
  }

  return {
    async get() {
      const age = held ? monotonic() - held.at : Number.POSITIVE_INFINITY;
      if (held && age <= fresh) return held.value;
      running ??= run(monotonic(), generation);
      if (!held || failed || age > usable) return running;
      // The failure is remembered above, for the next caller to meet.
      running.catch(() => undefined);
      return held.value;
    },
    expire() {
      generation++;
      running = undefined;
      held = undefined;
    },
  };
}
