/** A choice among items by weight: give it a draw in [0, 1). Throws if all weights are nothing. */
export function weighted<T>(items: readonly T[], weight: (item: T) => number): (draw: number) => T {
  let total = 0;
  const steps = items.flatMap((item) => {
    const own = weight(item);
    total += own;
    return own > 0 ? [{ item, until: total }] : [];
  });
  const last = steps.at(-1);
  if (last === undefined) throw new Error('nothing to choose from: give some item a weight above 0');

  return (draw) => {
    const at = draw * total;
    let low = 0;
    let high = steps.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((steps[middle]?.until ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    return (steps[low] ?? last).item;
  };
}
