/** Runs `work` over the items in their order, so many at a time, until all are done or `enough` says to take no more. */
export async function eachOf<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
  enough: () => boolean = () => false,
): Promise<void> {
  const todo = items.values();
  const worker = async () => {
    while (!enough()) {
      const next = todo.next();
      if (next.done) return;
      await work(next.value);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
