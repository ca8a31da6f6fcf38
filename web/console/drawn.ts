/** Rows from one, up to another. */
export interface Span {
  from: number;
  to: number;
}

/**
 * The rows to draw next on the way to those that are wanted: at most so many new ones at a time, so that no frame waits
 * for a whole window of rows, however fast somebody scrolls.
 */
export function towards(drawn: Span, wanted: Span, most: number): Span {
  const from = Math.max(drawn.from, wanted.from);
  const to = Math.min(drawn.to, wanted.to);
  if (from >= to) return { from: wanted.from, to: Math.min(wanted.to, wanted.from + most) };
  const below = Math.min(most, wanted.to - to);
  const above = Math.min(most - below, from - wanted.from);
  return { from: from - above, to: to + below };
}

export const sameSpan = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to;
