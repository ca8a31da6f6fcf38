import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RESIDENT } from '../../domain/case/decision.ts';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { csvOf } from '../../functions/shell/csv.ts';
import { publicCase } from '../../functions/shell/public-case.ts';
import { faceOf } from '../../functions/shell/public-face.ts';
import { COLUMNS, formatOf, inFormat } from '../../functions/shell/public-formats.ts';
import { PublicCase } from '../../functions/shell/public-messages.ts';
import { aDirectory, documents, of } from '../support/a-district.ts';
import { aReport, climbedTo, district, MONDAY, move } from '../support/casework.ts';

const at = (hours: number) => plusSeconds(MONDAY, hours * 3600);
const place = { longitude: 103.51234567, latitude: 29.40987654, address: '李某某家门口' };
const answered = move(
  climbedTo('village', aReport({ place, words: '李某某家门口塌陷' })),
  of('niushi-v1'),
  { type: 'resolve', result: '已给李某某13800138000修好' },
  at(2),
);
const shown = (file: CaseFile, directory = district) => {
  const face = faceOf(file, caseOf(file), directory);
  if (!face) throw new Error('no face');
  return PublicCase.parse(publicCase({ id: caseOf(file).id, face }, face.answer, directory, at(24 * 20)));
};
const bodyOf = (format: 'csv' | 'geojson' | 'json', ...cases: PublicCase[]) => inFormat(format, cases, { cases });

describe('what everybody reads', () => {
  test('of an answer that is being checked is that, and no word of it', () => {
    const waiting = shown(answered);
    expect(waiting.answer).toEqual({ at: at(2), check: null });
    expect(JSON.stringify(waiting)).not.toMatch(/李|13800138000/);
  });

  test('is the words that were published, not those that were given', () => {
    const published = shown(move(answered, of('niushi'), { type: 'publish', words: '路面已修复' }, at(3)));
    expect(published.answer?.check).toEqual({ outcome: 'published', at: at(3), words: '路面已修复' });
    expect(published).toMatchObject({ at: { lat: 29.41, long: 103.512 }, origin: { name: expect.any(String) } });
    expect(JSON.stringify(published)).not.toMatch(/李|13800138000/);
  });

  test('names the place in English as far as the directory does', () => {
    const english: Record<string, string> = { 'niushi-v1-g1': 'Shuanghe Village Grid 1', niushi: 'Niushi Town' };
    const units = documents().units.map((unit) => ({ ...unit, nameEn: english[unit.id] }));
    const named = shown(aReport(), aDirectory({ units }));
    expect(named.origin).toEqual({
      id: 'niushi-v1-g1',
      name: '双河村第一网格，双河村，牛石镇',
      nameEn: 'Shuanghe Village Grid 1, 双河村, Niushi Town',
    });
    expect(shown(aReport()).origin).not.toHaveProperty('nameEn');
  });

  test('is why it is withheld, with the note of another reason alone', () => {
    const legal = { type: 'withhold', reason: 'legal', note: '李某某要求' } as const;
    const other = { type: 'withhold', reason: 'other', note: '正在诉讼' } as const;
    expect(shown(move(answered, of('niushi'), legal, at(3))).answer?.check).toMatchObject({
      reason: 'legal',
      note: null,
    });
    expect(shown(move(answered, of('niushi'), other, at(3))).answer?.check).toMatchObject({ note: '正在诉讼' });
  });

  test('says that it was late, also after it was done again in time', () => {
    // It has gone up by itself meanwhile.
    const late = move(aReport(), of('niushi-v1'), { type: 'resolve', result: '已修' }, at(24 * 15 + 1));
    expect(shown(late)).toMatchObject({ light: 'red', status: 'feedback' });
    const asked = move(late, RESIDENT, { type: 'reopen', reason: '又塌了' }, at(24 * 15 + 2));
    const grant = { type: 'rule', wish: 'reopening', grant: true, reason: '同意' } as const;
    const again = move(asked, of('niushi'), { ...grant, unit: 'niushi-v1' }, at(24 * 15 + 3));
    expect(shown(again)).toMatchObject({ light: 'red', answer: null });
    const done = move(again, of('niushi-v1'), { type: 'resolve', result: '重修' }, at(24 * 15 + 4));
    expect(shown(done)).toMatchObject({ light: 'red', answer: { check: null } });
  });
});

describe('formats', () => {
  test('are asked for by name or by what is accepted', () => {
    const accept = (text?: string) => formatOf(undefined, { headers: text === undefined ? {} : { accept: text } });
    expect([accept(), accept('*/*'), accept('text/html,application/json;q=0.9')]).toEqual(['json', 'json', 'json']);
    expect(accept('text/csv')).toBe('csv');
    expect(accept('application/geo+json;q=0.8, */*')).toBe('geojson');
    expect(formatOf('csv', { headers: { accept: 'application/geo+json' } })).toBe('csv');
  });

  test('a table has a mark for spreadsheets, a line of names, a line each, CRLF', () => {
    const { body, headers } = bodyOf('csv', shown(answered));
    const text = String(body);
    expect(headers?.['content-type']).toBe('text/csv; charset=utf-8');
    expect(text.startsWith(`\uFEFF${COLUMNS.join(',')}\r\n`)).toBe(true);
    expect(parse(text, { bom: true, columns: true })).toMatchObject([
      { status: 'feedback', light: 'green', answer: 'checking', settled: 'false', latitude: '29.41', ended_at: '' },
    ]);
    expect(String(bodyOf('csv').body)).toBe(`\uFEFF${COLUMNS.join(',')}\r\n`);
  });

  test('features have longitude before latitude, and none where there is no place', () => {
    const { body, headers } = bodyOf('geojson', shown(answered), shown(aReport()));
    expect(headers?.['content-type']).toBe('application/geo+json; charset=utf-8');
    expect(body).toMatchObject({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [103.512, 29.41] },
          properties: { answer: 'checking', settled: false },
        },
        { type: 'Feature', geometry: null },
      ],
    });
  });
});

describe('a cell', () => {
  test.each(['=1+1', '+86', '-2', '@SUM(A1)', '\tx', '\r=1', '＝1', '＋1', '－1', '＠a'])(
    'is never run as a formula: %j',
    (text) => {
      const [, line = ''] = csvOf(['a'], [[text]]).split(/(?<=^\uFEFFa\r\n)/);
      expect(line.replace(/^"/, '')).toMatch(/^'/);
    },
  );

  test('that is a number stays one', () => {
    expect(csvOf(['a', 'b'], [[-1.5, 0]])).toBe('\uFEFFa,b\r\n-1.5,0\r\n');
  });

  test('holds any text, and another reader reads the same', () => {
    const text = fc
      .string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ', '修', '😀') })
      .map((own) => `x${own}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
        const read = parse(csvOf(['p', 'q'], rows), { bom: true, record_delimiter: '\r\n' });
        expect(read).toEqual([['p', 'q'], ...rows]);
      }),
    );
  });
});
