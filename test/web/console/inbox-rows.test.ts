import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InboxRow } from '../../../functions/shell/list-messages.ts';
import { besidesLight, countsOf, ofLight } from '../../../web/console/inbox-filter.ts';
import { merged, placed, type Row, sameRows } from '../../../web/console/inbox-rows.ts';
import { aRow, aServer } from './an-inbox.ts';

describe('rows in their places', () => {
  it('stand where they are due, those that stand still before the next one', () => {
    const rows = placed([aRow('A', '08:00'), aRow('B', null), aRow('C', '10:00'), aRow('D', null)]);
    expect(rows.map(({ place }) => place.slice(0, 4) + place.slice(11, 16))).toEqual([
      '202608:00',
      '202610:00',
      '202610:00',
      '999923:59',
    ]);
  });

  it('keep a part that a department helps with apart from its case', () => {
    const [own, part] = placed([aRow('A', '08:00'), { ...aRow('A', '08:00'), status: 'helping' }]);
    expect(own?.key).not.toBe(part?.key);
  });
});

describe('a stretch told anew', () => {
  const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 40 });

  it('leaves what the server has in it, and what was known outside of it', () => {
    fc.assert(
      fc.property(minutes, minutes, fc.integer({ min: 1, max: 20 }), (before, now, size) => {
        const known = placed(aServer(before).all());
        const { cases, next } = aServer(now).page(null, size);
        const result = merged(known, { from: null, to: next, rows: cases });
        const end = next ?? '~';
        expect(result.filter(({ place }) => place <= end)).toEqual(placed(cases));
        const told = new Set(cases.map(({ id }) => id));
        expect(result.filter(({ place }) => place > end)).toEqual(
          known.filter(({ place, id }) => place > end && !told.has(id)),
        );
      }),
    );
  });

  it('is the same when nothing has changed', () => {
    const rows = placed(aServer([1, 2, 3]).all());
    expect(sameRows(rows, placed(aServer([1, 2, 3]).all()))).toBe(true);
    expect(sameRows(rows, placed(aServer([1, 2, 4]).all()))).toBe(false);
    expect(
      sameRows(
        rows,
        rows.map((row): Row => ({ ...row, presses: 1 })),
      ),
    ).toBe(false);
  });
});

describe('what narrows the list', () => {
  const row = (id: string, due: string | null, more: Partial<InboxRow> = {}): InboxRow => ({
    ...aRow(id, due),
    ...more,
  });
  const rows = placed([
    row('AAA', '08:00'),
    row('BBB', '10:00', { emergency: true }),
    row('CCC', null, { light: 'red' }),
    row('DDD', '20:00', { status: 'checking', category: 'fire' }),
  ]);
  const now = '2026-02-13T09:30:00.000Z';
  const none = { light: '', category: '', status: '', emergency: false, text: '' };
  const ids = (found: readonly Row[]): string[] => found.map(({ id }) => id.slice(-3));

  it('counts lights as they are now, and as they were told where a clock stands still', () =>
    expect(countsOf(rows, now)).toEqual({ green: 1, yellow: 1, red: 2 }));
  it('is a light', () => expect(ids(ofLight(rows, 'red', now))).toEqual(['AAA', 'CCC']));
  it.each([
    [{ category: 'fire' }, ['DDD']],
    [{ status: 'checking' }, ['DDD']],
    [{ emergency: true }, ['BBB']],
    [{ text: ' ccc ' }, ['CCC']],
    [{}, ['AAA', 'BBB', 'CCC', 'DDD']],
  ])('is %o', (filter, found) => expect(ids(besidesLight(rows, { ...none, ...filter }))).toEqual(found));
});
