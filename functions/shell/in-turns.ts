export interface Turns {
  atOnce?: number;
  /** Says when to take no more. */
  enough?: () => boolean;
}

/** Enough once so many milliseconds have passed since an instant of `performance.now()`. */
export const outOfTime = (began: number, milliseconds: number) => (): boolean =>
  performance.now() - began >= milliseconds;

/** Does something for each that a source has, in its order, so many at a time; answers whether it came to the end. Throws what the first to fail throws. */
export async function eachOf<T>(
  source: Iterator<T> | AsyncIterator<T>,
  work: (one: T) => Promise<void>,
  { atOnce = 8, enough = () => false }: Turns = {},
): Promise<boolean> {
  let isAtEnd = false;
  const worker = async () => {
    while (!enough()) {
      const next = await source.next();
      if (next.done) {
        isAtEnd = true;
        return;
      }
      await work(next.value);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return isAtEnd;
}

/** Does something for each of many, so many at a time, and answers in their order. Throws what the first to fail throws. */
export async function inTurns<T, R>(all: readonly T[], atOnce: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const keep = async ([index, one]: [number, T]) => {
    results[index] = await work(one);
  };
  await eachOf(all.entries(), keep, { atOnce });
  return results;
}
