import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../domain/case/refusal.ts';
import { readInbound, readSmsReport } from '../../../domain/case/sms-report.ts';
import { type SmsRefusal, saysRefused, saysTaken } from '../../../domain/case/sms-texts.ts';
import { openDirectory } from '../../../domain/directory/directory.ts';
import type { Officer } from '../../../domain/directory/documents.ts';
import { ONE_MESSAGE, textOf } from '../../../domain/line/templates.ts';
import { sampleDocuments } from '../../../sample/directory.ts';
import { aDirectory, documents, fire, roads } from '../../support/a-district.ts';

const lamps = { ...roads, id: 'lamps', name: '路灯' };
const slides = { ...fire, id: 'slides', name: '山体滑坡' };
const old = { ...roads, id: 'old-roads', name: '旧路', retired: true };
const directory = aDirectory({ categories: [roads, fire, lamps, slides, old] });
const officerOf = (...units: string[]): Officer => ({
  id: 'wang',
  name: '王',
  subject: 'local|wang',
  posts: units.map((unit) => ({ unit, role: 'officer' })),
});
const one = officerOf('niushi-v1-g1');
const two = officerOf('niushi-v1-g1', 'niushi-v1-g2');
const grid = 'niushi-v1-g1';
const refusalText = (refusal: SmsRefusal): string => textOf(saysRefused(refusal));

describe('a report in the short form is read', () => {
  test.each([
    ['as it is stated', '报 路灯 村口路灯不亮三天了', { category: 'lamps', words: '村口路灯不亮三天了' }],
    ['an emergency', '急报 山体滑坡 后山有落石', { category: 'slides', words: '后山有落石', emergency: true }],
    ['in 繁體', '急報 火情 後山起火', { category: 'fire', words: '後山起火', emergency: true }],
    ['with full-width spaces', '报　路灯　不亮了', { category: 'lamps', words: '不亮了' }],
    ['with commas', '报，路灯,不亮了，三天', { category: 'lamps', words: '不亮了，三天' }],
    ['with 、 and ；', '报、路灯；不亮了', { category: 'lamps', words: '不亮了' }],
    ['with several of them', '  报 ， 路灯 ,, 不亮 了。 ', { category: 'lamps', words: '不亮 了。' }],
    ['over several lines', '报\n路灯\n不亮了\n三天', { category: 'lamps', words: '不亮了\n三天' }],
    ['by the id of the category', '报 LAMPS 不亮了', { category: 'lamps', words: '不亮了' }],
    ['by an id in full-width letters', '报 ｌａｍｐｓ 不亮了', { category: 'lamps', words: '不亮了' }],
    ['by the beginning of its name', '报 道路 塌了', { category: 'roads', words: '塌了' }],
    ['by the beginning of its id', '报 slid 有落石', { category: 'slides', words: '有落石' }],
    ['by a part of its name', '报 滑坡 有落石', { category: 'slides', words: '有落石' }],
    ['with the grid by its name', '报 路灯 双河村第一网格 不亮了', { category: 'lamps', words: '不亮了' }],
    ['with the grid by its id', '报 路灯 niushi-v1-g1 不亮了', { category: 'lamps', words: '不亮了' }],
    [
      'with words that begin like a grid',
      '报 路灯 双河村第一网格口不亮',
      { category: 'lamps', words: '双河村第一网格口不亮' },
    ],
    ['with the fewest words', '报 路灯 坏了', { category: 'lamps', words: '坏了' }],
  ])('%s', (_, text, read) => {
    expect(readInbound(text)).toEqual({ kind: 'report' });
    expect(readSmsReport(text, one, directory)).toEqual({ grid, ...read });
  });

  test('by an officer of several grids, who names one', () => {
    expect(readSmsReport('报 路灯 双河村第二网格 不亮了', two, directory)).toEqual({
      category: 'lamps',
      grid: 'niushi-v1-g2',
      words: '不亮了',
    });
  });
});

describe('what is not clear is refused, with what was wrong and an example', () => {
  test.each([
    ['no keyword', '路灯不亮了', one, 'no-keyword', ''],
    ['a keyword that goes on', '报警 有人打架', one, 'no-keyword', ''],
    ['nothing at all', '', one, 'no-keyword', ''],
    ['the keyword alone', '报', one, 'no-category', ''],
    ['a category of nobody', '报 水管 漏水了', one, 'unknown-category', '水管'],
    ['a category that is retired', '报 旧路 坏了', one, 'unknown-category', '旧路'],
    ['a single character of a category', '报 火 起火了', one, 'unknown-category', '火'],
    ['two categories at once', '报 路灯道路 坏了', one, 'unknown-category', '路灯道路'],
    ['no words', '报 路灯', one, 'no-words', ''],
    ['no words after the grid', '报 路灯 双河村第一网格', one, 'no-words', ''],
    ['one character', '报 路灯 坏', one, 'no-words', ''],
    ['words that cannot be read', '报 路灯 \u0007\u0007\u0007', one, 'no-words', ''],
    ['too many words', `报 路灯 ${'坏'.repeat(501)}`, one, 'long-words', '501'],
    ['far too many words', `报 路灯 ${'坏'.repeat(9_000)}`, one, 'long-words', '9000'],
    ['a grid of somebody else', '报 路灯 双河村第二网格 坏了', one, 'not-your-grid', '双河村第二网格'],
    ['no grid, of two', '报 路灯 不亮了 三天', two, 'which-grid', '不亮了'],
    ['somebody at a village', '报 路灯 不亮了', officerOf('niushi-v1'), 'no-grid', ''],
  ])('%s', (_, text, officer, refused, value) => {
    expect(readSmsReport(text, officer, directory)).toMatchObject({ refused, value });
  });

  test('several categories that a word may mean', () => {
    const similar = aDirectory({ categories: [lamps, { ...lamps, id: 'lamp-posts', name: '路灯杆' }, roads] });
    expect(readSmsReport('报 路灯 坏了', one, similar)).toMatchObject({ category: 'lamps' });
    expect(readSmsReport('报 lamp 坏了', one, similar)).toMatchObject({ refused: 'many-categories', value: 'lamp' });
  });

  test('a grid that is retired is none', () => {
    const units = documents().units.map((unit) => (unit.id === grid ? { ...unit, retired: true } : unit));
    expect(readSmsReport('报 路灯 坏了', one, aDirectory({ units, categories: [lamps] }))).toMatchObject({
      refused: 'no-grid',
    });
    expect(readSmsReport('报 路灯 坏了', two, aDirectory({ units, categories: [lamps] }))).toMatchObject({
      grid: 'niushi-v1-g2',
    });
  });

  test.each([
    [one, '【网格灯】没有类别“水管”。例：报 路灯 村口有情况'],
    [two, '【网格灯】没有类别“水管”。例：报 路灯 双河村第一网格 村口有情况'],
  ])('in words', (officer, text) => {
    const refusal = readSmsReport('报 水管 漏水了', officer, directory);
    expect('refused' in refusal && refusalText(refusal)).toBe(text);
  });

  test('the example is a report that would be taken, also in the sample district', () => {
    const sample = openDirectory(sampleDocuments(), 'shawan', 1);
    const rural = sample.documents.officers.find(({ phone }) => phone);
    if (!rural) throw new Error('no officer has a telephone');
    for (const [officer, place] of [
      [one, directory],
      [two, directory],
      [rural, sample],
    ] as const) {
      const refusal = readSmsReport('', officer, place);
      const again = 'refused' in refusal ? readSmsReport(refusal.example, officer, place) : refusal;
      expect(isRefusal(again)).toBe(false);
    }
  });
});

describe('a reply code is told from all else', () => {
  test.each([
    ['12', 12],
    [' 12 ', 12],
    ['１２', 12],
    ['回12', 12],
    ['回 12', 12],
    ['回复12', 12],
    ['回覆 12', 12],
    ['收到12', 12],
    ['12 收到', 12],
    ['已阅12', 12],
    ['已閱 １２', 12],
    ['OK 12', 12],
    ['ok12', 12],
    ['12收到。', 12],
    ['12。谢谢', 12],
    ['１２。謝謝！', 12],
    ['12　好的', 12],
    ['999999999', 999_999_999],
  ])('%s', (text, code) => {
    expect(readInbound(text)).toEqual({ kind: 'code', code });
  });

  test.each(['0', '012', '-1', '1.5', '1 2', '①', '13800138000', '12号楼着火', '收到', '报12', '好', '', '回'])(
    '%s is none',
    (text) => {
      expect(readInbound(text)).toEqual({ kind: 'unclear' });
    },
  );
});

describe('whatever is sent', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
    fc
      .array(fc.oneof(fc.constantFrom('报', '急报', '路灯', 'lamps', grid, ' ', '，', '双河村第二网格'), fc.string()))
      .map((parts) => parts.join(' ')),
  );
  const anyOfficer = fc.constantFrom(one, two, officerOf('shawan'), officerOf('no-such-unit'));

  test('it is answered, and in one SMS', () => {
    fc.assert(
      fc.property(anyText, anyOfficer, (text, officer) => {
        const { kind } = readInbound(text);
        const read = readSmsReport(text, officer, directory);
        expect(kind === 'report').toBe('category' in read || read.refused !== 'no-keyword');
        const answer = 'refused' in read ? refusalText(read) : '';
        expect(answer.length).toBeLessThanOrEqual(ONE_MESSAGE.zh);
        expect(answer.isWellFormed()).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  test('in a district of long names too', () => {
    const long = '长'.repeat(80);
    const longest = aDirectory({
      categories: [{ ...roads, name: long }],
      units: documents().units.map((unit) => ({ ...unit, name: `${long.slice(0, 70)}${unit.id.slice(-2)}` })),
    });
    fc.assert(
      fc.property(anyText, anyOfficer, (text, officer) => {
        const read = readSmsReport(text, officer, longest);
        if ('refused' in read) expect(refusalText(read).length).toBeLessThanOrEqual(ONE_MESSAGE.zh);
      }),
    );
  });

  test('a text made of parts reads back as them', () => {
    const gap = fc.constantFrom(' ', '　', '，', ',', '、', ';', '；', '\n', ' ， ');
    const words = fc
      .string({ unit: fc.constantFrom(...'村口路灯不亮三天了 ，。ab1𠮷'), minLength: 2, maxLength: 500 })
      .map((text) => text.replace(/^[\s，]+/, '').trimEnd())
      .filter((text) => [...text].length >= 2 && [...text].length <= 500);
    const category = fc.constantFrom(roads, fire, lamps, slides);
    const place = fc.constantFrom(...directory.documents.units.filter(({ id }) => id.startsWith('niushi-v1-g')));
    fc.assert(
      fc.property(
        fc.record({ category, place, words, gap, urgent: fc.boolean(), byName: fc.boolean(), named: fc.boolean() }),
        ({ category, place, words, gap, urgent, byName, named }) => {
          const called = (row: { id: string; name: string }) => (byName ? row.name : row.id);
          const parts = [urgent ? '急报' : '报', called(category), ...(named ? [called(place)] : []), words];
          const read = readSmsReport(parts.join(gap), named ? two : officerOf(place.id), directory);
          expect(read).toEqual({ category: category.id, grid: place.id, words, ...(urgent && { emergency: true }) });
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('the confirmation is one SMS', () => {
    const text = textOf(saysTaken('01KJP3AB5S8M6W3T9V2XQ4RD7C'));
    expect(text).toBe('【网格灯】已受理，编号01KJP3AB5S8M6W3T9V2XQ4RD7C，由您首问负责。');
    expect(text.length).toBeLessThanOrEqual(ONE_MESSAGE.zh);
  });
});
