import * as z from 'zod/mini';
import { Role } from '../directory/documents.ts';
import { Instant, Key } from '../primitives.ts';
import { Limit } from '../time/limit.ts';

/** Who did it: an officer in one of their posts, the resident who reported it (of whom nothing is known), or a part of the system. */
export const By = z.union([
  z.strictObject({ officer: Key, unit: Key, role: Role }),
  z.strictObject({ resident: z.literal(true) }),
  z.strictObject({ system: z.enum(['timer', 'reconciler', 'notices', 'privacy']) }),
]);
export type By = z.infer<typeof By>;

/** Why a clock may stand still: the resident, a third party, the weather, a procedure that the law sets, materials. */
export const PauseReason = z.enum([
  'waiting-for-resident',
  'waiting-for-third-party',
  'weather',
  'legal-procedure',
  'materials',
]);
export type PauseReason = z.infer<typeof PauseReason>;

export const WishKind = z.enum([
  'pause',
  'extension',
  'recategorise',
  'transfer',
  'placement',
  'lead',
  'first-contact',
  'reopening',
]);
export type WishKind = z.infer<typeof WishKind>;

/** What can be asked for, of a unit that rules on it 請示. */
export const Wish = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pause'), reason: PauseReason, until: Instant }),
  z.strictObject({ kind: z.literal('extension'), limit: Limit }),
  z.strictObject({ kind: z.literal('recategorise'), category: Key }),
  z.strictObject({ kind: z.literal('transfer'), to: Key }),
  /** Returned for the third time: the centre says where the case belongs. */
  z.strictObject({ kind: z.literal('placement'), back: Key }),
  z.strictObject({ kind: z.literal('lead') }),
  z.strictObject({ kind: z.literal('first-contact'), officer: Key, unit: Key, role: Role }),
  z.strictObject({ kind: z.literal('reopening') }),
]);
export type Wish = z.infer<typeof Wish>;
export type WishOf<K extends WishKind> = Extract<Wish, { kind: K }>;
