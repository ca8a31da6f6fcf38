import type { Voice } from './voices.ts';

/** Answers to residents, counted: of how many a word was asked, was said, and said that the answer will do. */
export interface Counted {
  answered: number;
  asked: number;
  rated: number;
  satisfied: number;
}
export const NONE: Counted = { answered: 0, asked: 0, rated: 0, satisfied: 0 };

export const sumOf = (a: Counted, b: Counted): Counted => ({
  answered: a.answered + b.answered,
  asked: a.asked + b.asked,
  rated: a.rated + b.rated,
  satisfied: a.satisfied + b.satisfied,
});

/** The same with one more answer. */
export const counting = (sofar: Counted, { asked, satisfied }: Voice): Counted =>
  sumOf(sofar, {
    answered: 1,
    asked: asked ? 1 : 0,
    rated: satisfied === null ? 0 : 1,
    satisfied: satisfied === true ? 1 : 0,
  });

/** Shares from 0 to 1; null of nothing. */
export interface Rates {
  /** Of those asked, who said something 評價率. */
  responseRate: number | null;
  /** Of those who said something, who are satisfied 滿意率. */
  satisfactionRate: number | null;
}

export const ratesOf = ({ asked, rated, satisfied }: Counted): Rates => ({
  responseRate: asked === 0 ? null : rated / asked,
  satisfactionRate: rated === 0 ? null : satisfied / rated,
});

/** Fewer than so many could be known by name. */
export const FEWEST = 5;

const isTellable = (count: number): boolean => count === 0 || count >= FEWEST;

/** Whether everybody may read it: no number in it, nor that of the dissatisfied, is of so few that one could know who. */
export const isTold = (counted: Counted): boolean =>
  [...Object.values(counted), counted.rated - counted.satisfied].every(isTellable);

/**
 * What everybody may read by unit: what is too few to tell is counted with the unit above, and what is too few even at the
 * top is null. Nothing is lost, and there is no sum to subtract from. `depth` tells how far below the top a unit is.
 */
export function pooled(
  counts: ReadonlyMap<string, Counted>,
  { above, depth }: { above(unit: string): string | undefined; depth(unit: string): number },
): Map<string, Counted | null> {
  const left = new Map(counts);
  const told = new Map<string, Counted | null>();
  const deepest = (): string | undefined => [...left.keys()].toSorted((a, b) => depth(b) - depth(a))[0];
  for (let unit = deepest(); unit !== undefined; unit = deepest()) {
    const own = left.get(unit) ?? NONE;
    const parent = above(unit);
    left.delete(unit);
    if (isTold(own)) told.set(unit, own);
    else if (parent === undefined) told.set(unit, null);
    else left.set(parent, sumOf(left.get(parent) ?? NONE, own));
  }
  return told;
}
