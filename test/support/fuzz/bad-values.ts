import * as fc from 'fast-check';

/** A piece of JSON as text: what no value of JavaScript could be written as. */
export class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** An object of JSON whose fields may come twice. */
export class Pairs {
  readonly pairs: readonly (readonly [string, unknown])[];
  constructor(pairs: readonly (readonly [string, unknown])[]) {
    this.pairs = pairs;
  }
}

/** JSON of a value that may hold `Raw` and `Pairs`. */
export function written(value: unknown): string {
  if (value instanceof Raw) return value.text;
  if (value instanceof Pairs) return objectOf(value.pairs);
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  if (typeof value === 'object' && value !== null) return objectOf(Object.entries(value));
  return JSON.stringify(value) ?? 'null';
}

const objectOf = (pairs: readonly (readonly [string, unknown])[]): string =>
  `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${written(value)}`).join(',')}}`;

const NUMBERS = [
  '0',
  '-0',
  '-1',
  '1.5',
  '1e308',
  '1e999',
  '-1e999',
  '5e-324',
  '1e-999',
  '9007199254740993',
  '123456789012345678901234567890',
  `1${'0'.repeat(400)}`,
  '00',
  '+1',
  '.5',
  '0x10',
  'NaN',
  'Infinity',
];

const nest = (depth: number): string[] => [
  '['.repeat(depth) + ']'.repeat(depth),
  '{"a":'.repeat(depth) + '1'.concat('}'.repeat(depth)),
  `"${'a'.repeat(depth)}"`,
];

/** What breaks whoever takes a text for ASCII, for sixteen bits a character, for a key, a path, a query or a format. */
export const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00\ud800',
  '\ufeff',
  '\uffff',
  '\u202etxt.exe',
  '\u2028\u2029',
  '\u200b\u200d\u2060',
  '👩‍👩‍👧‍👦',
  '𠮷𠮷',
  'é',
  'İıſK',
  'Z̸̡̢͇̫̰̀́͝a̷l̵g̶o̴',
  '０１２３',
  '\u0007\u001b[31m',
  '\r\nx-injected: 1',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'true',
  '1e5',
  '../../../../etc/passwd',
  '..%2f..%2f',
  '%00',
  '%',
  '%E0%A4%A',
  '\\',
  '"',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  ']]>',
  '&xxe;',
  '{{7*7}}',
  '$' + '{7*7}',
  '%s%n%x',
  'D#shawan#C#01KJP3AB5S8M6W3T9V2XQ4RD7C',
  '{"S":"x"}',
  'attribute_exists(pk)',
  '2026-02-30T25:61:61Z',
  '+275760-09-13T00:00:00.001Z',
  '-000001-01-01T00:00:00Z',
  '0000-00-00T00:00:00+99:99',
  '+8613800138000',
  'https://evil.invalid/',
  'javascript:alert(1)',
  'data:text/html,x',
];

/** Texts of any size and script. */
export const badText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('a', '长', '𠮷', '\u0301', '\u0000'), fc.constantFrom(100, 501, 2001, 4001, 8001))
      .map(([text, times]) => text.repeat(times)),
  },
);

/** Values of any type, size and depth. */
export const badValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], '') },
  { weight: 4, arbitrary: fc.constantFrom(...NUMBERS).map((text) => new Raw(text)) },
  { weight: 6, arbitrary: badText },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(...[20, 51, 200, 3000].flatMap(nest)).map((text) => new Raw(text)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      new Raw('"\\ud800"'),
      new Raw('"\\u0000"'),
      new Raw('"\\x"'),
      new Raw('{"__proto__":{"a":1}}'),
      new Raw('{"constructor":{"prototype":{"a":1}}}'),
    ),
  },
);
