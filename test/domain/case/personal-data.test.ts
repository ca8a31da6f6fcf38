import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { personalDataIn } from '../../../domain/case/personal-data.ts';

const kinds = (words: string) => personalDataIn(words).map(({ kind }) => kind);

describe('what looks like personal data is found as it was written', () => {
  test.each([
    ['telephone', '请联系13800138000。', '13800138000'],
    ['telephone', '电话138-0013-8000办理', '138-0013-8000'],
    ['telephone', '手机 138 0013 8000', '138 0013 8000'],
    ['telephone', '打+86 13800138000', '+86 13800138000'],
    ['telephone', '全角１３８００１３８０００', '１３８００１３８０００'],
    ['telephone', '一三八〇〇一三八〇〇〇', '一三八〇〇一三八〇〇〇'],
    ['telephone', '幺三八零零幺三八零零零', '幺三八零零幺三八零零零'],
    ['telephone', '座机0833-2123456', '0833-2123456'],
    ['telephone', '(0833)2123456', '(0833)2123456'],
    ['telephone', 'call +44 20 7946 0958 now', '+44 20 7946 0958'],
    ['telephone', '电话：2123456', '2123456'],
    ['identity-number', '身份证11010519491231002X', '11010519491231002X'],
    ['identity-number', '证号 110105 19491231 002x，', '110105 19491231 002x'],
    ['identity-number', '旧证511112870102123', '511112870102123'],
    ['licence-plate', '车牌川L12345已移走', '川L12345'],
    ['licence-plate', '川L·D1234学', '川L·D1234学'],
    ['licence-plate', '新能源川AD12345', '川AD12345'],
    ['e-mail', '写信到 li.si+a@example.com 即可', 'li.si+a@example.com'],
    ['e-mail', '李四＠example．com', '李四＠example．com'],
  ])('%s in %s', (kind, words, value) => {
    expect(personalDataIn(words)).toEqual([{ kind, value }]);
  });

  test('all of them, each once', () => {
    const words = '张某13800138000，又13800138000，川L12345，zhang@example.com';
    expect(kinds(words).toSorted()).toEqual(['e-mail', 'licence-plate', 'telephone']);
  });
});

test.each([
  '2026-03-02 18:00 至 19:30 停水，3月5日恢复',
  '已修复路面120平方米，投资1380013元，工期15天',
  '请拨打110、119或12345，或400-820-8820',
  '编号01KJP3AB5S8M6W3T9V2XQ4RD7C',
  '文件川府发〔2025〕12号，第20260302000123456789号',
  '合同金额13800138000000元',
  '坐标103.51234567，29.40987654',
  '📞已换新灯12盏😀',
])('nobody is told of in %s', (words) => {
  expect(personalDataIn(words)).toEqual([]);
});

test('a number is found wherever it stands in other text, and the rest of the text is left alone', () => {
  const mobile = fc.tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }));
  const around = fc.string({ unit: fc.constantFrom('路', '修', '。', ' ', '😀', '\n') });
  fc.assert(
    fc.property(around, mobile, around, (before, [second, rest], after) => {
      const number = `1${second}${String(rest).padStart(9, '0')}`;
      expect(personalDataIn(before + number + after)).toEqual([{ kind: 'telephone', value: number }]);
      expect(personalDataIn(before + after)).toEqual([]);
    }),
  );
});

test('long words of any kind are read in no time', () => {
  const began = performance.now();
  for (const words of [
    '1'.repeat(8000),
    '1-'.repeat(4000),
    'a@'.repeat(4000),
    '川A'.repeat(4000),
    '电话 '.repeat(2000),
    '(0'.repeat(4000),
  ])
    personalDataIn(words);
  expect(performance.now() - began).toBeLessThan(2000);
});
