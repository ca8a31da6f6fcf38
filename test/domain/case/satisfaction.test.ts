import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RESIDENT } from '../../../domain/case/decision.ts';
import { type Counted, counting, isTold, NONE, pooled, ratesOf, sumOf } from '../../../domain/case/satisfaction.ts';
import { voicesOf } from '../../../domain/case/voices.ts';
import { plusSeconds } from '../../../domain/primitives.ts';
import { of } from '../../support/a-district.ts';
import { aCase, aReport, climbedTo, district, MONDAY, move } from '../../support/casework.ts';
import { everyHistory } from '../../support/histories.ts';

const at = (hours: number) => plusSeconds(MONDAY, hours * 3600);
const GRID = 'niushi-v1-g1';

describe('what residents thought', () => {
  const answered = move(aReport(), of(GRID), { type: 'resolve', result: '已修' }, at(1));

  test('is told of each answer, with who gave it', () => {
    expect(voicesOf(aReport().history)).toEqual([]);
    expect(voicesOf(answered.history)).toEqual([{ unit: GRID, at: at(1), asked: true, satisfied: null }]);
    const rated = move(answered, RESIDENT, { type: 'rate', satisfied: true }, at(2));
    expect(voicesOf(rated.history)).toMatchObject([{ satisfied: true }]);
    const department = move(climbedTo('check', aReport()), of('shawan'), { type: 'close' }, at(3));
    expect(voicesOf(department.history)).toEqual([{ unit: 'dept-housing', at: at(3), asked: true, satisfied: null }]);
  });

  test('stays said when a reopening undid the answer', () => {
    const no = move(answered, RESIDENT, { type: 'rate', satisfied: false }, at(2));
    const asked = move(no, RESIDENT, { type: 'reopen', reason: '又塌了' }, at(3));
    const grant = { type: 'rule', wish: 'reopening', grant: true, reason: '同意' } as const;
    const again = move(
      move(asked, of('niushi-v1'), grant, at(4)),
      of(GRID),
      { type: 'resolve', result: '重修' },
      at(5),
    );
    const yes = move(again, RESIDENT, { type: 'rate', satisfied: true }, at(6));
    expect(voicesOf(yes.history).map(({ satisfied }) => satisfied)).toEqual([false, true]);
  });

  test('is nothing where no resident waits', () => {
    expect(voicesOf(aCase({ record: { result: '已修' } }).history)).toEqual([]);
  });

  test('of every history: no word without an answer, none that was not asked for', () => {
    everyHistory((played) => {
      const { kase, file } = played.at(-1) ?? {};
      if (!kase || !file) return;
      const voices = voicesOf(file.history);
      expect(voices.length).toBe(kase.cycles.length + (kase.answer ? 1 : 0) - (kase.resident ? 0 : kase.cycles.length));
      const counted = voices.reduce(counting, NONE);
      expect(counted.answered >= counted.asked && counted.asked >= counted.rated).toBe(true);
      expect(counted.rated >= counted.satisfied).toBe(true);
      if (kase.rating) expect(voices.at(-1)?.satisfied).toBe(kase.rating.satisfied);
    }, 100);
  });
});

const size = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 }));
const counted = fc.tuple(size, size, size, size).map(([a, b, c, d]): Counted => {
  const [satisfied = 0, rated = 0, asked = 0, answered = 0] = [a, b, c, d].toSorted((x, y) => x - y);
  return { answered, asked, rated, satisfied };
});
const units = district.documents.units.map(({ id }) => id);
const tree = {
  above: (unit: string) => district.unit(unit).parent ?? undefined,
  depth: (unit: string) => district.lineage(unit).length,
};
const counts = fc
  .uniqueArray(fc.constantFrom(...units))
  .chain((some) => fc.tuple(...some.map((unit) => counted.map((own) => [unit, own] as const))))
  .map((rows) => new Map(rows));
const all = (rows: Iterable<Counted | null>): Counted =>
  [...rows].reduce<Counted>((sum, own) => sumOf(sum, own ?? NONE), NONE);

describe('what everybody may read', () => {
  test('has no number from one to four, whatever is counted', () => {
    fc.assert(
      fc.property(counts, (own) => {
        for (const row of pooled(own, tree).values()) {
          if (!row) continue;
          expect(isTold(row)).toBe(true);
          for (const number of [row.answered, row.asked, row.rated, row.satisfied, row.rated - row.satisfied])
            expect(number === 0 || number >= 5).toBe(true);
        }
      }),
    );
  });

  test('loses nothing: what is too few is counted above, and only the top can be silent', () => {
    fc.assert(
      fc.property(counts, (own) => {
        const told = pooled(own, tree);
        const silent = [...told].filter(([, row]) => row === null).map(([unit]) => unit);
        expect(['', district.root.id]).toContain(silent.join());
        if (silent.length === 0) expect(all(told.values())).toEqual(all(own.values()));
        else expect(all(told.values()).answered).toBeLessThanOrEqual(all(own.values()).answered);
      }),
    );
  });

  test('leaves alone what is enough by itself', () => {
    const enough = { answered: 20, asked: 20, rated: 12, satisfied: 7 };
    const few = { answered: 4, asked: 4, rated: 2, satisfied: 2 };
    expect(
      pooled(
        new Map([
          ['niushi-v1', enough],
          ['fulu-v1', few],
        ]),
        tree,
      ),
    ).toEqual(
      new Map([
        ['niushi-v1', enough],
        ['shawan', null],
      ]),
    );
    expect(
      pooled(
        new Map([
          ['niushi-v1', enough],
          ['niushi-v1-g1', few],
        ]),
        tree,
      ).get('niushi-v1'),
    ).toEqual(sumOf(enough, few));
  });

  test('has shares of those asked and of those who spoke, and none of nobody', () => {
    expect(ratesOf({ answered: 20, asked: 20, rated: 10, satisfied: 7 })).toEqual({
      responseRate: 0.5,
      satisfactionRate: 0.7,
    });
    expect(ratesOf(NONE)).toEqual({ responseRate: null, satisfactionRate: null });
  });
});
