import * as z from 'zod/mini';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { Instant, Words } from '../../domain/primitives.ts';

/** Words between a resident and the unit that holds the case, whichever officer wrote them. */
export const Message = z.object({
  at: Instant,
  from: z.enum(['resident', 'holder']),
  /** Of the holder. */
  unit: z.nullable(z.object({ name: z.string(), nameEn: z.optional(z.string()) })),
  words: Words,
});
export type Message = z.infer<typeof Message>;

/**
 * The messages of a case that whoever has the receipt of a report may read: those of this very report, and what the holder
 * wrote to all residents from `since` on, when this one came in. Erased ones are left out.
 */
export function messagesIn(
  { history, contents }: CaseFile,
  report: string,
  directory: Directory,
  since: Instant = '',
): Message[] {
  return history.flatMap<Message>(({ at, by, what, content }) => {
    const words = contents[content ?? '']?.content.words;
    if (what.type !== 'messaged' || words === undefined) return [];
    if (what.report === undefined ? at < since : what.report !== report) return [];
    if (!('unit' in by)) return [{ at, from: 'resident', unit: null, words }];
    const { name, nameEn } = directory.unit(by.unit);
    return [{ at, from: 'holder', unit: { name, ...(nameEn && { nameEn }) }, words }];
  });
}
