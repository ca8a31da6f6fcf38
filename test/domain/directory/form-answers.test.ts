import { expect, test } from 'vitest';
import type { Attribute } from '../../../domain/directory/attribute.ts';
import { tellAnswers } from '../../../domain/directory/form-answers.ts';

const size: Attribute = { code: 'size', datatype: 'number', required: true, description: '面积（平方米）' };
const seen: Attribute = { code: 'seen', datatype: 'datetime', required: false, description: '何时发现' };
const kinds: Attribute = {
  code: 'kinds',
  datatype: 'multivaluelist',
  required: false,
  description: '哪些车不能走',
  values: [
    { key: 'cars', name: '汽车' },
    { key: 'carts', name: '农用车' },
  ],
};
const kind: Attribute = { ...kinds, code: 'kind', datatype: 'singlevaluelist' };
const line: Attribute = { code: 'line', datatype: 'string', required: false, description: '旁边是什么' };
const all = [size, seen, kinds, kind, line];
const told = (answers: Record<string, string[]>) => tellAnswers(all, new Map(Object.entries(answers)));

test('answers are told in the order of the questions, by the names of what was chosen', () => {
  expect(
    told({ kinds: ['carts', 'cars'], size: ['2.5'], line: [' 小学 '], seen: ['2026-03-01T08:00:00+08:00'] }),
  ).toEqual({
    lines: [
      '面积（平方米）：2.5',
      '何时发现：2026-03-01T08:00:00+08:00',
      '哪些车不能走：农用车、汽车',
      '旁边是什么：小学',
    ],
  });
});

test('nothing but blanks is no answer', () => {
  expect(told({ size: ['1'], line: ['', ' '] })).toEqual({ lines: ['面积（平方米）：1'] });
  expect(told({ size: [''] })).toEqual({ faults: ['attribute[size] is required: 面积（平方米）'] });
});

test.each([
  ['size', ['about 3'], 'a number'],
  ['seen', ['yesterday'], 'ISO 8601'],
  ['seen', ['2026-13-45'], 'ISO 8601'],
  ['kind', ['bikes'], 'one of cars, carts'],
  ['kind', ['cars', 'carts'], 'give it once'],
  ['line', ['a\nb'], 'one line'],
  ['colour', ['red'], 'it asks size, seen, kinds, kind, line'],
])('%s %j is refused with what is wanted', (code, values, wanted) => {
  const answers = { size: ['1'], [code]: values };
  expect(told(answers)).toEqual({ faults: [expect.stringContaining(wanted)] });
});
