import type { Recorded } from '../case/event.ts';
import type { Instant } from '../primitives.ts';
import type { CaseFile } from './case-file.ts';

/** A result as it was given out. */
export interface Answer {
  words: string;
  at: Instant;
}

/** The newest result that was given out, if its words are still there. */
export function answerIn({ history, contents }: Pick<CaseFile, 'history' | 'contents'>): Answer | null {
  const answers = history.flatMap((event) => {
    const at = givenAt(event, history);
    const words = contents[event.content ?? '']?.content.words;
    return at !== undefined && words !== undefined ? [{ words, at }] : [];
  });
  return answers.at(-1) ?? null;
}

/** When a result was given out: at once, or by the centre when it had checked it and did not dispatch it again. */
function givenAt({ seq, at, what }: Recorded, history: readonly Recorded[]): Instant | undefined {
  if (what.type !== 'resolved') return undefined;
  if (!what.check) return at;
  const checked = history.find((later) => later.seq > seq && CHECKED.has(later.what.type));
  return checked?.what.type === 'closed' ? checked.at : undefined;
}

const CHECKED: ReadonlySet<string> = new Set(['closed', 'dispatched']);
