import type { Instant } from '../primitives.ts';
import { after, plusSeconds } from '../primitives.ts';
import type { Urgency } from './letter.ts';

/**
 * How many messages one telephone gets in so many seconds at most. Carriers take a sender that exceeds such figures for spam
 * and block its number; on-call services hold the same ones. What is not urgent leaves room, so that an emergency need not
 * wait for it.
 */
export const WINDOWS: readonly { seconds: number; most: number; routine: number }[] = [
  { seconds: 60, most: 1, routine: 1 },
  { seconds: 15 * 60, most: 5, routine: 3 },
  { seconds: 60 * 60, most: 11, routine: 7 },
  { seconds: 3 * 60 * 60, most: 21, routine: 14 },
];

const LONGEST = 3 * 60 * 60;

/** The sends that still count, oldest first, with one more at an instant. */
export const withSend = (sent: readonly Instant[], at: Instant): Instant[] => [
  ...sent.filter((before) => before > plusSeconds(at, -LONGEST)),
  at,
];

/** The earliest instant, `now` or later, at which one more message may go to a telephone that got those of `sent`. */
export function freeAt(sent: readonly Instant[], urgency: Urgency, now: Instant): Instant {
  return WINDOWS.reduce<Instant>((free, { seconds, most, routine }) => {
    const allowed = urgency === 'urgent' ? most : routine;
    const blocking = sent.at(-allowed);
    return blocking === undefined ? free : after(free, plusSeconds(blocking, seconds));
  }, now);
}
