import { expect, test } from 'vitest';
import { RATES } from '../../../domain/resident/rates.ts';
import { alike, type Looked, suspicionsOf } from '../../../domain/resident/suspicion.ts';

const once = { device: 1, address: 1 };
const looked = (over: Partial<Looked> = {}): Looked => ({ words: '路灯不亮', sameWords: once, isOver: false, ...over });

test.each<[string, Partial<Looked>, string[]]>([
  ['an ordinary report', {}, []],
  ['two links', { words: '见 https://a.example 和 http://b.example' }, []],
  ['three links', { words: 'https://a.example www.b.example HTTP://c.example' }, ['links']],
  ['over the hard limit', { isOver: true }, ['rate']],
  ['three times the same from one device', { sameWords: { device: 3, address: 3 } }, []],
  ['a fourth time', { sameWords: { device: 4, address: 4 } }, ['same-words']],
  ['a village that reports the same', { sameWords: { device: 1, address: 200 } }, []],
  ['a word of the list, with marks and in full width', { words: '低价 代·开 发 票，ＡＢＣ' }, ['listed-words']],
])('%s', (_what, over, why) => {
  expect(suspicionsOf(looked(over), RATES, [alike('代开发票')])).toEqual(why);
});

test('words are alike whatever stands between them', () => {
  expect(alike('水管 爆了！！')).toBe(alike('水管，爆了'));
  expect(alike('ＡＢＣ１')).toBe('abc1');
  expect(alike(' …！ ')).toBe('');
});
