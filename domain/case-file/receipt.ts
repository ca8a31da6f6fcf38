import * as z from 'zod/mini';
import type { Digest } from '../primitives.ts';
import type { Hash } from './history.ts';

/** Made on the device of a resident for one report: with its number the receipt 回執, which alone opens the report again. */
export const Secret = z
  .string()
  .check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, '26 characters of Crockford base 32, upper case: 128 bits by chance'));
export type Secret = z.infer<typeof Secret>;

/** What a case keeps of its receipt. */
export const receiptOf = (id: string, secret: Secret, hash: Hash): Digest => hash(`${id}:${secret}`);
