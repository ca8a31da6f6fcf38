import * as z from 'zod/mini';
import type { Directory } from '../directory/directory.ts';
import type { Category, Officer, Unit } from '../directory/documents.ts';
import { Words } from '../primitives.ts';
import { working } from './moves.ts';
import { exampleOf, type SmsRefusal, type SmsRefusalCode } from './sms-texts.ts';

/** A matter as an officer reports it by SMS, ready to be opened at their grid. */
export interface SmsReport {
  category: string;
  grid: string;
  words: string;
  emergency?: true;
}

/** What an SMS is that somebody sends to the district: a reply code, a report, or neither. */
export type Inbound = { kind: 'code'; code: number } | { kind: 'report' } | { kind: 'unclear' };

const SEPARATORS = /[\s,，、;；:：]+/;
const REPORT = /^(急?)[报報][\s,，、;；:：]/;
const CODE =
  /^(?:(?:回[复覆]?|收到|已[阅閱]|ok)\s*)?([1-9]\d{0,8})[\s。.,，!！]*(?:收到|知道了|好的|[谢謝]{1,2})?[。.!！]*$/i;
const LEAST = 2;
const MOST = 500;

/** Tells a reply code, and nothing but one, from a report; a full-width digit is a digit. Total: answers for any text. */
export function readInbound(text: string): Inbound {
  const code = CODE.exec(withPlainDigits(text).trim())?.[1];
  if (code !== undefined) return { kind: 'code', code: Number(code) };
  return REPORT.test(`${text.trim()} `) ? { kind: 'report' } : { kind: 'unclear' };
}

/**
 * Reads `报 <类别> [网格] <内容>`, or `急报 …` for an emergency, from an officer whose telephone is known. The grid may be
 * left out by who has one alone. What is not clear is refused, and opens no case. Total: answers for any text.
 */
export function readSmsReport(text: string, officer: Officer, directory: Directory): SmsReport | SmsRefusal {
  const grids = gridsOf(officer, directory);
  const refuse = (refused: SmsRefusalCode, value = ''): SmsRefusal => ({
    refused,
    value,
    example: exampleOf(grids, directory),
  });
  const keyword = REPORT.exec(`${text.trim()} `);
  if (!keyword) return refuse('no-keyword');
  if (grids.length === 0) return refuse('no-grid');

  const [named, afterCategory] = cut(text.trim().slice(keyword[0].length));
  if (named === '') return refuse('no-category');
  const categories = categoriesFor(named, directory);
  const [category, another] = categories;
  if (!category) return refuse('unknown-category', named);
  if (another) return refuse('many-categories', named);

  const [place, afterGrid] = cut(afterCategory);
  const here = grids.filter((grid) => isCalled(grid, place));
  const [grid, secondGrid] = here.length > 0 ? here : grids;
  if (here.length === 0 && isAnotherGrid(place, directory)) return refuse('not-your-grid', place);
  if (!grid || secondGrid) return refuse('which-grid', place);

  const told = here.length > 0 ? afterGrid : afterCategory;
  const { length } = [...told];
  if (length > MOST) return refuse('long-words', String(length));
  const words = z.safeParse(Words, told);
  if (!words.success || length < LEAST) return refuse('no-words');
  return { category: category.id, grid: grid.id, words: words.data, ...(keyword[1] && { emergency: true }) };
}

const withPlainDigits = (text: string): string =>
  text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

/** As one compares what people type: full-width letters are letters, and case is nothing. */
const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** The first word of a text, and the rest as it was written. */
function cut(text: string): [first: string, rest: string] {
  const begun = text.replace(/^[\s,，、;；:：]+/, '');
  const at = begun.search(SEPARATORS);
  return at === -1 ? [begun, ''] : [begun.slice(0, at), begun.slice(at).replace(/^[\s,，、;；:：]+/, '')];
}

const isCalled = ({ id, name }: Pick<Unit, 'id' | 'name'>, text: string): boolean =>
  text !== '' && (id === folded(text) || folded(name) === folded(text));

function gridsOf({ posts }: Officer, directory: Directory): Unit[] {
  const units = new Set(working(posts).map(({ unit }) => directory.findUnit(unit)));
  return [...units].flatMap((unit) => (unit?.level === 'grid' && !unit.retired ? [unit] : []));
}

const isAnotherGrid = (text: string, { documents }: Directory): boolean =>
  documents.units.some((unit) => unit.level === 'grid' && isCalled(unit, text));

/** The categories meant by a word: of that name or id; else whose name begins with it; else in whose name it stands. */
function categoriesFor(text: string, { documents }: Directory): Category[] {
  const wanted = folded(text);
  const inUse = documents.categories.filter(({ retired }) => !retired);
  const named = inUse.filter((category) => isCalled(category, text));
  if (named.length > 0 || [...wanted].length < LEAST) return named;
  const begun = inUse.filter(({ id, name }) => folded(name).startsWith(wanted) || id.startsWith(wanted));
  return begun.length > 0 ? begun : inUse.filter(({ name }) => folded(name).includes(wanted));
}
