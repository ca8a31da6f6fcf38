import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { openDirectory } from '../../domain/directory/directory.ts';
import { Ulid } from '../../domain/primitives.ts';
import { addLimit } from '../../domain/time/due.ts';
import { sampleDocuments } from '../../sample/directory.ts';
import { type Matter, matters, type Wish } from '../../sample/matters.ts';
import { stories } from '../../sample/stories/index.ts';

const documents = sampleDocuments();
const directory = openDirectory(documents, 'shawan', 0);
const halfYear: Wish = {
  seed: 1,
  from: '2025-12-31T16:00:00.000Z',
  to: '2026-06-30T16:00:00.000Z',
  count: 3800,
  documents,
};
const made = [...matters(halfYear)];

const share = (list: readonly Matter[]) => list.length / made.length;
const moves = (matter: Matter) => matter.steps.map((step) => `${step.by} ${step.do}`).join(', ');
const ending = (end: string) => made.filter((matter) => moves(matter).endsWith(end));
const inShanghai = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000);
const unitOf = ({ grid }: Matter, by: string, department: string | undefined) =>
  by === 'department' ? department : directory.lineage(grid).find((unit) => unit.level === by)?.id;

describe('half a year of matters', () => {
  test('is 3,800, in order, inside the period, each with an id of its own and of its time', () => {
    expect(made.length).toBe(3800);
    expect(new Set(made.map((matter) => matter.id)).size).toBe(3800);
    expect(made.filter((matter) => !z.safeParse(Ulid, matter.id).success)).toEqual([]);
    expect(made.map((matter) => matter.at)).toEqual(made.map((matter) => matter.at).toSorted());
    expect(made.filter(({ at }) => at < halfYear.from || at >= halfYear.to)).toEqual([]);
    const times = made.map(({ id }) => id.slice(0, 10));
    expect(times).toEqual(times.toSorted());
  });

  test('is mostly recorded at the grid; of the rest most end at the village, few reach a department', () => {
    expect(share(ending('grid record'))).toBeCloseTo(0.85, 1);
    expect(share(ending('grid record'))).toBeGreaterThan(0.82);
    expect(share(ending('grid record'))).toBeLessThan(0.88);
    const [grid, village, township, district] = [
      ending('grid resolve').length,
      ending('village resolve').length,
      ending('township resolve').length,
      ending('district close').length,
    ];
    expect(village).toBeGreaterThan(grid + township);
    expect(township).toBeGreaterThan(district);
    expect(district / made.length).toBeGreaterThan(0.02);
    expect(district / made.length).toBeLessThan(0.04);
  });

  test('climbs no other way than the ladder', () => {
    const ladder = [
      'grid record',
      'grid resolve',
      'grid escalate, village accept, village resolve',
      'grid escalate, village accept, village escalate, township accept, township resolve',
      'grid escalate, village accept, village escalate, township accept, township escalate, district accept, ' +
        'district dispatch, department accept, department resolve, district close',
    ];
    expect([...new Set(made.map(moves))].toSorted()).toEqual(ladder.toSorted());
  });

  test('goes forward in time, and a dispatch names a department', () => {
    for (const { id, steps } of made) {
      expect(
        steps.map(({ after }) => after),
        id,
      ).toEqual(steps.map(({ after }) => after).toSorted((a, b) => a - b));
      for (const step of steps)
        expect(step.do === 'dispatch', id).toBe(directory.findUnit(step.department ?? '')?.level === 'department');
    }
  });

  test('is late now and then: between 3 and 12 in a hundred of the stages of matters that climb', () => {
    const stages = made
      .filter((matter) => !moves(matter).startsWith('grid record'))
      .flatMap((matter) => {
        const department = matter.steps.find((step) => step.department)?.department;
        let start = Date.parse(matter.at);
        return matter.steps
          .filter((step) => step.do !== 'accept')
          .map((step) => {
            const unit = unitOf(matter, step.by, department) ?? '';
            const limit = directory.category(matter.category).limits[step.by];
            const due = addLimit(new Date(start).toISOString(), limit, directory.calendar(unit));
            start = Date.parse(matter.at) + step.after * 60_000;
            return start > Date.parse(due);
          });
      });
    const late = stages.filter(Boolean).length / stages.length;
    expect(late).toBeGreaterThan(0.03);
    expect(late).toBeLessThan(0.12);
  });

  test('keeps working hours, and evenings and week-ends are quieter', () => {
    const hours = made.map(({ at }) => inShanghai(at).getUTCHours());
    const between = (from: number, to: number) => hours.filter((hour) => hour >= from && hour < to).length / 3800;
    expect(between(8, 18)).toBeGreaterThan(0.75);
    expect(between(22, 24) + between(0, 6)).toBeLessThan(0.06);
    expect(between(22, 24) + between(0, 6)).toBeGreaterThan(0.005);
    const onDay = (...days: number[]) => made.filter(({ at }) => days.includes(inShanghai(at).getUTCDay())).length;
    expect(onDay(0, 6) / 2).toBeLessThan((onDay(1, 2, 3, 4, 5) / 5) * 0.7);
  });

  test('comes more from communities than from villages, and more on market days', () => {
    const fromTown = made.filter(({ grid }) => /-c\d\d-/.test(grid)).length / 63;
    const fromVillages = made.filter(({ grid }) => /-v\d\d-/.test(grid)).length / 141;
    expect(fromTown).toBeGreaterThan(1.4 * fromVillages);
    const first = made.filter(({ grid }) => grid.startsWith('shawan-town-'));
    const onDates = (digits: string) =>
      first.filter(({ at }) => digits.includes(inShanghai(at).toISOString().slice(9, 10))).length;
    expect(onDates('147')).toBeGreaterThan(1.2 * onDates('258'));
  });

  test('has every category, errands and disputes before others, and a handful of emergencies', () => {
    const counts = new Map([...Map.groupBy(made, (matter) => matter.category)].map(([id, list]) => [id, list.length]));
    expect([...counts.keys()].toSorted()).toEqual(documents.categories.map(({ id }) => id).toSorted());
    const busiest = [...counts].toSorted(([, a], [, b]) => b - a).map(([id]) => id);
    expect(busiest.slice(0, 3).toSorted()).toEqual(['agency', 'dispute', 'inquiry']);
    const emergencies = made.filter((matter) => matter.emergency);
    expect(new Set(emergencies.map(({ category }) => category))).toEqual(new Set(['fire', 'geology']));
    expect(emergencies.length).toBeGreaterThan(5);
    expect(emergencies.length).toBeLessThan(40);
  });

  test('is told in 20 to 120 characters, rarely twice the same, with no placeholder left', () => {
    const words = made.map((matter) => matter.words);
    expect(words.filter((text) => text.length < 20 || text.length > 120)).toEqual([]);
    expect(words.filter((text) => /[{}]|undefined/.test(text))).toEqual([]);
    expect(new Set(words).size).toBeGreaterThan(3600);
    const steps = made.flatMap((matter) => matter.steps.map((step) => step.words));
    expect(steps.filter((text) => text.length < 8 || text.length > 120)).toEqual([]);
  });

  test("is taken in by the grid's officer, at a place of the grid", () => {
    for (const { grid, officer, place, id } of made) {
      expect(officer, id).toBe(`${grid}-officer`);
      const boundary = directory.unit(grid).boundary ?? [];
      const [x, y] = [boundary.map((at) => at[0]), boundary.map((at) => at[1])];
      expect(place.longitude >= Math.min(...x) && place.longitude <= Math.max(...x), id).toBe(true);
      expect(place.latitude >= Math.min(...y) && place.latitude <= Math.max(...y), id).toBe(true);
    }
  });
});

test('there is one story for every category, and its departments exist', () => {
  expect(stories.map(({ category }) => category).toSorted()).toEqual(
    documents.categories.map(({ id }) => id).toSorted(),
  );
  for (const { departments } of stories)
    expect(departments.map((id) => directory.findUnit(id)?.level)).toEqual(departments.map(() => 'department'));
});

test('the same wish makes the same matters, another seed makes others', () => {
  expect([...matters(halfYear)]).toEqual(made);
  const other = [...matters({ ...halfYear, seed: 2 })];
  expect(other.length).toBe(3800);
  expect(other.map((matter) => matter.id).filter((id) => made.some((matter) => matter.id === id))).toEqual([]);
});

test('any count in any period keeps inside it', () => {
  const start = Date.parse('2025-01-01T00:00:00.000Z');
  const seconds = fc.integer({ min: 1, max: 400 * 86_400 });
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 30 }), seconds, seconds, (seed, count, skip, length) => {
      const from = new Date(start + skip * 1000).toISOString();
      const to = new Date(start + (skip + length) * 1000).toISOString();
      const list = [...matters({ seed, from, to, count, documents })];
      expect(list.length).toBe(count);
      expect(list.filter(({ at }) => at < from || at >= to)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('a period that ends before it begins is refused', () => {
  expect(() => [...matters({ ...halfYear, to: halfYear.from })]).toThrow('let the period end after it begins');
});
