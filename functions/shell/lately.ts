/** Counts what happened lately under each key, as far as this instance of a function remembers. */
export interface Lately {
  /** Whether there was as much as may be. */
  isMuch(key: string, now: number): boolean;
  note(key: string, now: number): void;
}

const MOST_KEYS = 1000;

/** `most` within `milliseconds`. */
export function lately(most: number, milliseconds: number): Lately {
  const noted = new Map<string, number[]>();
  const recent = (key: string, now: number): number[] => (noted.get(key) ?? []).filter((at) => now - at < milliseconds);
  return {
    isMuch: (key, now) => recent(key, now).length >= most,
    note(key, now) {
      if (noted.size >= MOST_KEYS) noted.clear();
      noted.set(key, [...recent(key, now), now]);
    },
  };
}
