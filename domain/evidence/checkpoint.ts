import * as z from 'zod/mini';
import { canonical, type Hash } from '../case-file/history.ts';
import { CivilDate, Digest, Key, Ulid } from '../primitives.ts';
import { Base64, Signing } from './bundle.ts';

export const FORMAT = 'gridlight-checkpoint/1';

/** That the history of a case ended with this event and this hash when a day was over. */
export const DayHead = z.strictObject({ case: Ulid, seq: z.int().check(z.minimum(1)), head: Digest });
export type DayHead = z.infer<typeof DayHead>;

/**
 * The ends of all histories that a day added to, and the digest of the checkpoint before, so that checkpoints are a
 * chain too. A large day is several parts, of which the last one closes it; a day has a checkpoint once it is closed.
 */
const Content = z.strictObject({
  format: z.literal(FORMAT),
  district: Key,
  day: CivilDate,
  part: z.int().check(z.minimum(1)),
  closes: z.boolean(),
  heads: z.array(DayHead),
  /** Null where the chain begins. */
  previous: z.nullable(Digest),
  signing: Signing,
});
type Content = z.infer<typeof Content>;

/** The content, its SHA-256 as canonical JSON, and the signature over that same digest: ECDSA, DER, in base 64. */
export const Checkpoint = z.strictObject({ ...Content.shape, digest: Digest, signature: Base64 });
export type Checkpoint = z.infer<typeof Checkpoint>;

export type Unsigned = Omit<Checkpoint, 'signature'>;

/** A checkpoint but for its signature, which is over its digest. The same content has the same digest. */
export const unsigned = (content: Omit<Content, 'format'>, hash: Hash): Unsigned => {
  const own = { format: FORMAT, ...content } as const;
  return { ...own, digest: hash(canonical(own)) };
};

/** The text over which the digest and the signature are made. */
export function signedText({ digest: _, signature: __, ...content }: Checkpoint): string {
  return canonical(content);
}

/** The one text of a checkpoint. */
export const textOf = (checkpoint: Checkpoint): string => `${canonical(checkpoint)}\n`;

/** Where a checkpoint is kept: `checkpoints/shawan/2026-03-02.json`, parts before the last one as `…-part-1.json`. */
export const keyOf = ({ district, day, part, closes }: Pick<Content, 'district' | 'day' | 'part' | 'closes'>): string =>
  `checkpoints/${district}/${day}${closes ? '' : `-part-${part}`}.json`;
