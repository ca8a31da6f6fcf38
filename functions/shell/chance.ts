import { createHash, randomBytes } from 'node:crypto';
import type { Hash } from '../../domain/history.ts';
import type { Instant } from '../../domain/primitives.ts';

/** The one place where functions look at the clock. */
export const now = (): Instant => new Date().toISOString();

/** 128 random bits in hexadecimal. */
export const salt = (): string => randomBytes(16).toString('hex');

export const sha256: Hash = (text) => createHash('sha256').update(text).digest('hex');
