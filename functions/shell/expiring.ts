import { type Instant, ms } from '../../domain/primitives.ts';

/** The attribute by which an item goes by itself, so many seconds after an instant. */
export const expiring = (at: Instant, seconds: number) => ({
  expires: { N: String(Math.floor(ms(at) / 1000) + seconds) },
});
