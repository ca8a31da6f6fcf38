import { hash, randomBytes } from 'node:crypto';
import type { Hash } from '../../domain/history.ts';
import type { Instant } from '../../domain/primitives.ts';

/** The one place where functions look at the clock. */
export const now = (): Instant => new Date().toISOString();

/**
 * Seconds that a step of the machinery may take before it counts as failed: twice what the slowest function may run. A
 * clock that runs fast leaves less real time in a second, so whoever sets one up allows for more of them.
 */
export const patience = Number(process.env.PATIENCE_SECONDS ?? 120);

/** 128 random bits in hexadecimal. */
export const salt = (): string => randomBytes(16).toString('hex');

export const sha256: Hash = (text) => hash('sha256', text);
