import type { Directory } from '../directory/directory.ts';
import type { Unit } from '../directory/documents.ts';
import type { Says } from '../line/templates.ts';
import { countsWorkingTime } from '../time/due.ts';

export type SmsRefusalCode = keyof typeof REASONS | 'no-grid';

/** Why an SMS opened no case: what was wrong, the word it stumbled on, and how it would be right. */
export interface SmsRefusal {
  refused: SmsRefusalCode;
  value: string;
  example: string;
}

/** What was wrong, in at most 26 characters with a word of at most 8. */
const REASONS = {
  'no-keyword': () => '没看懂，未受理',
  'no-category': () => '没写类别',
  'unknown-category': (word: string) => `没有类别“${word}”`,
  'many-categories': (word: string) => `类别“${word}”不止一种，请写全`,
  'which-grid': () => '您有几个网格，请写明是哪个',
  'not-your-grid': (word: string) => `“${word}”不是您的网格`,
  'no-words': () => '没写清内容，至少两个字',
  'long-words': (length: string) => `内容${length}字，最多500字`,
};

/** What is answered to a report that was not understood: one SMS, which repeats no more of it than a word. */
export function saysRefused({ refused, value, example }: SmsRefusal): Says {
  if (refused === 'no-grid') return { template: 'report-no-grid', parameters: {} };
  return {
    template: 'report-refused',
    parameters: { reason: REASONS[refused](shortened(value, 8)), example },
  } as const;
}

/** What is answered to a report that opened a case. */
export const saysTaken = (number: string): Says => ({ template: 'report-taken', parameters: { number } });

/** A report that an officer of these grids could write in this district, in at most 36 characters. */
export function exampleOf(grids: readonly Unit[], { documents }: Directory): string {
  const inUse = documents.categories.filter(({ retired }) => !retired);
  // Who sends the example as it is should wake nobody.
  const names = inUse.filter(({ limits }) => countsWorkingTime(limits.case)).map(({ name }) => name);
  const [grid, another] = grids;
  const place = grid && another ? [shortest([grid.name, grid.id], 19, '网格')] : [];
  return ['报', shortest(names, 8, '类别'), ...place, '村口有情况'].join(' ');
}

/** The first of the shortest texts without a gap in it; a word for it, if none is short enough. */
function shortest(texts: readonly string[], most: number, word: string): string {
  const [found] = texts.filter((text) => !/[\s,，、;；]/.test(text)).toSorted((a, b) => a.length - b.length);
  return found !== undefined && found.length <= most ? found : word;
}

/** Letters, digits and hyphens only, the first few: what somebody else made is not sent on as it was. */
function shortened(text: string, most: number): string {
  const plain = text.replace(/[^\p{L}\p{N}-]/gu, '').replace(/[^\0-\uffff]/gu, '');
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}
