/** One figure of a run; with a target it passes or misses. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  target?: { atLeast: number } | { atMost: number };
  /** What it was made of. */
  of?: string;
}

/** A part of the benchmark: measures what is in a cloud assembly, telling how far it is. */
export type Section = (assembly: string, progress: (text: string) => void) => Promise<Figure[]>;

export const passes = ({ value, target }: Figure): boolean => {
  if (!target) return true;
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
};

export function line(figure: Figure): string {
  const { what, value, unit, target, of } = figure;
  const wanted = target && ('atLeast' in target ? `at least ${target.atLeast}` : `at most ${target.atMost}`);
  const verdict = target ? `, target ${wanted}: ${passes(figure) ? 'pass' : 'MISSED'}` : '';
  return `  ${what}: ${short(value)} ${unit}${verdict}${of === undefined ? '' : ` (${of})`}`;
}

/** Three digits that count. */
export const short = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which the given share of the values lies, between neighbours by proportion. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (low === undefined || high === undefined) throw new Error('no values to take a quantile of');
  return low + (high - low) * (at - Math.floor(at));
}

/** The median of the ratios of values measured right after each other: what disturbs a pair disturbs both. */
export const medianRatio = (values: readonly number[], references: readonly number[]): number =>
  median(values.map((value, round) => value / (references[round] ?? Number.NaN)));
