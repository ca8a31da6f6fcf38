import { randomInt } from 'node:crypto';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import * as z from 'zod/mini';
import { type Instant, ms } from '../../domain/primitives.ts';
import { Challenge } from './challenge-message.ts';
import type { DayKeys } from './day-keys.ts';
import type { LimitRows } from './limit-rows.ts';

/** What a device does, or a person, before more is taken from them. A district may put another one in its place. */
export interface Proofs {
  /** What is to be solved, as the page gets it. */
  challenge(now: Instant): Promise<Challenge>;
  /** Whether this solves a challenge of ours that was never used before. Using it is what this does. */
  spend(solution: string, now: Instant): Promise<boolean>;
}

const Solved = z.strictObject({
  challenge: Challenge,
  solution: z.object({ counter: z.int(), derivedKey: z.string() }),
});

/** Seconds within which a challenge is to be solved. */
const LASTS = 900;
/** A try takes a cheap telephone about ten milliseconds: one to three seconds until the counter is found. */
const COST = 5000;
const FEWEST_TRIES = 100;
const MOST_TRIES = 250;
const LONGEST = 2000;

/**
 * Proofs of work. Challenges are kept nowhere: a signature with the key of the day says that they are ours. A solved one is
 * kept until it is over, so that it counts once.
 */
export const workProofs = (keys: Pick<DayKeys, 'of' | 'today'>, rows: Pick<LimitRows, 'put'>): Proofs => ({
  async challenge(now) {
    const key = await keys.today(now);
    const made = await createChallenge({
      algorithm: 'PBKDF2/SHA-256',
      cost: COST,
      counter: randomInt(FEWEST_TRIES, MOST_TRIES),
      deriveKey,
      data: { day: now.slice(0, 10) },
      expiresAt: Math.floor(ms(now) / 1000) + LASTS,
      hmacSignatureSecret: key,
      hmacKeySignatureSecret: `${key}-found`,
    });
    return Challenge.parse(JSON.parse(JSON.stringify(made)));
  },
  async spend(text, now) {
    const solved = solvedIn(text);
    if (!solved || solved.challenge.parameters.expiresAt * 1000 < ms(now)) return false;
    const key = await keys.of(solved.challenge.parameters.data.day, now);
    if (key === undefined) return false;
    const { verified } = await verifySolution({
      ...solved,
      deriveKey,
      hmacSignatureSecret: key,
      hmacKeySignatureSecret: `${key}-found`,
    });
    return verified && rows.put(`spent#${solved.challenge.signature}`, 'spent', 2 * LASTS, now);
  },
});

/** A solution as it comes in the header `x-proof`: JSON in base64. */
function solvedIn(text: string): z.infer<typeof Solved> | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    return Solved.safeParse(JSON.parse(Buffer.from(text, 'base64').toString('utf8'))).data;
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    return undefined;
  }
}
