import { hash, randomBytes, randomUUID } from 'node:crypto';
import type { Hash } from '../../domain/case-file/history.ts';
import type { Secret } from '../../domain/case-file/receipt.ts';
import type { Instant } from '../../domain/primitives.ts';
import { base32 } from './ulid-for.ts';

/** The one place where functions look at the clock. */
export const now = (): Instant => new Date().toISOString();

/**
 * Seconds that a step of the machinery may take before it counts as failed: twice what the slowest function may run. A
 * clock that runs fast leaves less real time in a second, so whoever sets one up allows for more of them.
 */
export const patience = Number(process.env.PATIENCE_SECONDS ?? 120);

/** 122 random bits as a UUID: drawn in advance for many, so that one costs no system call. */
export const salt = (): string => randomUUID();

/** 128 random bits, as a device of a resident would draw them for a receipt. */
export const secret = (): Secret => base32(BigInt(`0x${randomBytes(16).toString('hex')}`), 26);

export const sha256: Hash = (text) => hash('sha256', text);
