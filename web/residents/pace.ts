const SHORTEST = 5_000;
const LONGEST = 300_000;
/** So long a server that is asked too much is left alone, if it does not say how long. */
const TOO_MANY = 60_000;

/**
 * How many milliseconds to wait after so many failures in a row: 5 to 10 s after the first, twice as long after each, 2½ to
 * 5 minutes at most; by chance, so that pages that failed together do not come back together. What the server told comes
 * on top, up to an hour.
 */
export function pauseAfter(failures: number, told = 0, chance = Math.random()): number {
  const longest = Math.min(LONGEST, SHORTEST * 2 ** failures);
  return Math.min(told, 3_600_000) + (longest * (1 + chance)) / 2;
}

/** What a refusal says of how long to wait, in milliseconds: `Retry-After` in seconds, or a minute where it is too many. */
export function toldBy(status: number, retryAfter: string | null = null): number {
  const seconds = Number(retryAfter ?? '');
  if (seconds > 0) return seconds * 1000;
  return status === 429 ? TOO_MANY : 0;
}
