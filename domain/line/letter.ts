import * as z from 'zod/mini';
import { Instant, Key } from '../primitives.ts';

/** How it is sent: `urgent` before all else and to be acknowledged, `prompt` as soon as may be, `digest` gathered first. */
export const Urgency = z.enum(['urgent', 'prompt', 'digest']);
export type Urgency = z.infer<typeof Urgency>;

/**
 * One notice of a case or of a review on its way to a telephone, or news for the resident of a report. It names the notice and the attempt; what the message
 * says is read from the case when it is sent, so that nobody is told what is over.
 */
export const Letter = z.strictObject({
  of: z.enum(['case', 'review', 'report']),
  id: z.string(),
  notice: z.string(),
  attempt: z.int(),
  news: z.string(),
  unit: Key,
  as: z.enum(['duty', 'leader', 'resident']),
  urgency: Urgency,
  /** From when on it may be sent. */
  at: Instant,
});
export type Letter = z.infer<typeof Letter>;

/** What is urgent goes first. */
export const RANK: Record<Urgency, number> = { urgent: 0, prompt: 1, digest: 2 };

/** Tells letters of a line apart, and sorts the urgent ones first; posting the same attempt again makes no second one. */
export const letterKey = ({
  urgency,
  of,
  id,
  notice,
  attempt,
}: Pick<Letter, 'urgency' | 'of' | 'id' | 'notice' | 'attempt'>): string =>
  `${RANK[urgency]}#${of}#${id}#${notice}#${attempt}`;
