import type { Directory } from '../directory/directory.ts';
import { type Instant, type Phone, plusSeconds } from '../primitives.ts';
import type { Notice } from './notice.ts';

export const MOST_ATTEMPTS = 6;
/** Seconds after which what could not be delivered is tried again. */
const TRIED_AGAIN = 3600;

/** What makes a dead letter of a notice, since an instant: it is tried again each hour while it is news. */
export const dead = (now: Instant, since = now): Pick<Notice, 'notBefore' | 'deadSince'> => ({
  notBefore: plusSeconds(now, TRIED_AGAIN),
  deadSince: since,
});

/** What of a notice says whom to call; notices of reviews have the same. */
export type Tries = Pick<Notice, 'unit' | 'as' | 'attempt' | 'tried'> & {
  /** Telephones that know already, and are tried only if there are no others. */
  except?: readonly Phone[];
};

/** The telephones to try at an instant: those on duty then in their order; the leader has one. */
function phonesFor({ unit, as, except = [] }: Tries, now: Instant, directory: Directory): readonly Phone[] {
  const all = as === 'leader' ? [directory.roster(unit).leader] : directory.onDuty(unit, now);
  const others = all.filter((phone) => !except.includes(phone));
  return others.length > 0 ? others : all;
}

/** The telephone to try at an instant: the first on duty then that was not tried, else the one that was tried longest ago. */
export function phoneFor(tries: Tries, now: Instant, directory: Directory): Phone {
  const tried = (phone: Phone) => tries.tried.lastIndexOf(phone);
  const [next] = phonesFor(tries, now, directory).toSorted((a, b) => tried(a) - tried(b));
  return next ?? directory.roster(tries.unit).leader;
}

/**
 * What becomes of a notice whose attempt at a telephone failed: whoever is on duty and was not tried is tried at once, then
 * all of them again after 1, 2, 4 … minutes, at most 30, and up to a quarter more by `chance`, so that what failed together
 * does not come again together.
 */
export function nextTry(
  { tried: before, ...tries }: Tries,
  phone: Phone,
  now: Instant,
  directory: Directory,
  chance = 0,
): Pick<Notice, 'attempt' | 'tried' | 'notBefore'> {
  const tried = [...before, phone];
  const attempt = tries.attempt + 1;
  const phones = phonesFor({ ...tries, tried }, now, directory);
  if (phones.some((own) => !tried.includes(own))) return { attempt, tried, notBefore: now };
  const round = Math.max(1, Math.floor(attempt / phones.length));
  const seconds = Math.min(30, 2 ** (round - 1)) * 60;
  return { attempt, tried, notBefore: plusSeconds(now, seconds + Math.floor((seconds * chance) / 4)) };
}
