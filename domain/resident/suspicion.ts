import * as z from 'zod/mini';
import type { Rates } from './rates.ts';

/** Why a report is held for a clerk, and is no case until they let it in. */
export const Suspicion = z.enum(['rate', 'links', 'same-words', 'listed-words']);
export type Suspicion = z.infer<typeof Suspicion>;

export interface Looked {
  words: string;
  /** How often these words came today from the same device and from the same address, this time counted. */
  sameWords: { device: number; address: number };
  /** It came over the hard limit, with a proof of work. */
  isOver: boolean;
}

/** All that looks like abuse in a report. `listed` are words of the district's list, as `alike` makes them. */
export function suspicionsOf(
  { words, sameWords, isOver }: Looked,
  rates: Rates,
  listed: readonly string[],
): Suspicion[] {
  const text = alike(words);
  const found: Record<Suspicion, boolean> = {
    rate: isOver,
    links: (words.match(LINK) ?? []).length > rates.links,
    'same-words': sameWords.device > rates['same-words-device'] || sameWords.address > rates['same-words-address'],
    'listed-words': listed.some((each) => text.includes(each)),
  };
  return Suspicion.options.filter((each) => found[each]);
}

const LINK = /https?:\/\/|\bwww\./gi;

/** Words as they are compared: full and half width, case, blanks and marks between them make no other words. */
export const alike = (words: string): string =>
  words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]+/gu, '');
