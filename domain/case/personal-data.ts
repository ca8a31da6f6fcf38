/** What looks as if it told of a person, in words that everybody is to read. */
export interface Found {
  kind: 'telephone' | 'identity-number' | 'licence-plate' | 'e-mail';
  /** As it was written. */
  value: string;
}

const GAP = '[\\s.·-]?';
const digits = (count: number): string => Array.from({ length: count }, () => '\\d').join(GAP);
const alone = (pattern: string): RegExp => new RegExp(`(?<!\\d)(?:${pattern})(?!\\d)`, 'gi');
const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领滬遼魯蘇贛陝閩貴粵';

/** In this order: an identity number is not told as the telephone number that may stand in it. */
const LOOKS: readonly (readonly [Found['kind'], RegExp])[] = [
  ['e-mail', /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu],
  // Seventeen digits and a check, or the fifteen of before 1999: six of the place, then the date of birth.
  [
    'identity-number',
    alone(`${digits(6)}${GAP}(?:1[89]|20)${digits(2)}${GAP}[01]\\d${GAP}[0-3]\\d${GAP}${digits(3)}${GAP}[\\dX]`),
  ],
  ['identity-number', alone('[1-9]\\d{7}[01]\\d[0-3]\\d{4}')],
  ['telephone', /\+\d(?:[\s().-]?\d){6,14}(?!\d)/g],
  ['telephone', alone(`(?:86${GAP})?1[3-9]${GAP}${digits(9)}`)],
  ['telephone', alone('\\(?0\\d{2,3}\\)?[\\s-]?[2-9]\\d{6,7}')],
  ['telephone', /(?<=(?:电话|電話|手机|手機|座机|座機|tel|phone)\D{0,4})\d(?:[\s-]?\d){6,10}(?!\d)/gi],
  [
    'licence-plate',
    new RegExp(`[${PROVINCES}]\\s?[A-Z]\\s?[·•.-]?\\s?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳學]`, 'gi'),
  ],
];

const FIGURES = '〇一二三四五六七八九';
const SPOKEN: Record<string, string> = {
  零: '0',
  幺: '1',
  ...Object.fromEntries([...FIGURES].map((sign, n) => [sign, String(n)])),
};

/**
 * Telephone numbers, Chinese identity numbers, licence plates and e-mail addresses in a text, each once, also in full width
 * and in figures as 一三八. What looks like one counts, whether or not there is such a number; names are for people to find.
 * 110, 12345 and numbers with 400 are nobody's own.
 */
export function personalDataIn(words: string): Found[] {
  const signs = [...words];
  const from = offsetsOf(signs);
  let left = signs.map(plain).join('');
  const found: Found[] = [];
  for (const [kind, look] of LOOKS) {
    for (const { 0: match, index } of left.matchAll(look)) {
      found.push({ kind, value: words.slice(from[index], from[index + match.length]) });
      left = left.slice(0, index) + ' '.repeat(match.length) + left.slice(index + match.length);
    }
  }
  return found.filter(({ value }, index) => found.findIndex((other) => other.value === value) === index);
}

/** Each sign as one sign of its plain form, so that places stay. */
function plain(sign: string): string {
  const [first = ' ', ...more] = sign.normalize('NFKC');
  return more.length > 0 || first.length > 1 ? '□' : (SPOKEN[first] ?? first);
}

/** Where each sign begins in the text, and where the text ends. */
function offsetsOf(signs: readonly string[]): number[] {
  const offsets = [0];
  for (const sign of signs) offsets.push((offsets.at(-1) ?? 0) + sign.length);
  return offsets;
}
