import * as z from 'zod/mini';
import { Recorded } from '../case/event.ts';
import { fold } from '../case/evolve.ts';
import { CaseFile } from '../case-file/case-file.ts';
import { canonical, type Hash } from '../case-file/history.ts';
import { NoticeView, noticeView } from '../case-file/notice.ts';
import type { Directory } from '../directory/directory.ts';
import { Digest, Instant, Key, Ulid } from '../primitives.ts';
import { Policy, policyOf, revisionsOf } from './policy.ts';
import { tell } from './telling.ts';

export const FORMAT = 'gridlight-evidence/1';

/** Whose signature is on a bundle: a key on the curve P-256, its public half as PEM. */
export const Signing = z.strictObject({ algorithm: z.literal('ECDSA_SHA_256'), publicKey: z.string() });
export type Signing = z.infer<typeof Signing>;

/**
 * A case as it stood when a review froze it. The words that people wrote are in it, each bound to its event by a salted
 * digest, and with them the photos by the SHA-256 of their bytes; the pictures stay in the bucket where they were put.
 * `told` is what the rest tells, worked out for people to read; its form is that of the release that made it.
 */
export const Content = z.strictObject({
  district: Key,
  case: Ulid,
  review: Ulid,
  at: Instant,
  signing: Signing,
  history: z.array(Recorded).check(z.minLength(1)),
  contents: CaseFile.shape.contents,
  /** Notices that had not gone out yet. */
  waiting: z.array(NoticeView),
  policies: z.array(Policy),
  told: z.strictObject({
    case: z.unknown(),
    attempts: z.array(z.unknown()),
    explanation: z.unknown(),
  }),
});
export type Content = z.infer<typeof Content>;

/** Base 64 in the one form that encodes its bytes: padded, and no bit left over. */
export const Base64 = z
  .string()
  .check(
    z.regex(
      /^(?:[A-Za-z0-9+/]{4})+$|^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)$/,
    ),
  );

/**
 * The document: content, its address, and the signature over it. The address is the SHA-256 of the content as canonical
 * JSON; the signature is ECDSA over that same digest, in DER, in base 64.
 */
export const Bundle = z.strictObject({
  format: z.literal(FORMAT),
  id: Digest,
  content: Content,
  signature: Base64,
});
export type Bundle = z.infer<typeof Bundle>;

export interface Frozen {
  file: CaseFile;
  review: string;
  at: Instant;
  district: string;
  signing: Signing;
  /** The directory as it was at each revision that `revisionsOf` names. */
  directoryAt: (revision: number) => Directory;
}

/** What a bundle of a case says. The same case at the same instant gives the same content, and so the same id. */
export function contentOf({ file, review, at, district, signing, directoryAt }: Frozen): Content {
  const { history, contents, outbox } = file;
  return {
    district,
    case: fold(history).id,
    review,
    at,
    signing,
    history,
    contents,
    waiting: outbox.map(noticeView),
    policies: revisionsOf(history).map((revision) => policyOf(history, directoryAt(revision))),
    told: tell(history, at, directoryAt),
  };
}

/** The address of a content, and what is signed. */
export const idOf = (content: Content, hash: Hash): Digest => hash(canonical(content));

/** The one text that a bundle has: canonical JSON and a line end. */
export const textOf = (content: Content, id: Digest, signature: string): string =>
  `${canonical({ format: FORMAT, id, content, signature } satisfies Bundle)}\n`;
