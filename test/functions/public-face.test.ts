import { describe, expect, test } from 'vitest';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { type Face, faceOf, isDone, lightOfFace } from '../../functions/shell/public-face.ts';
import { monthsBack } from '../../functions/shell/public-index.ts';
import { of } from '../support/a-district.ts';
import { aCase, aReport, district, MONDAY, move, shanghai } from '../support/casework.ts';

const GRID = of('niushi-v1-g1');
const LATER = plusSeconds(MONDAY, 3600);
const place = { longitude: 103.51234567, latitude: 29.40987654, address: '李某某家门口' };
const face = (file: Parameters<typeof faceOf>[0]): Face => {
  const made = faceOf(file, caseOf(file), district);
  if (!made) throw new Error('no face');
  return made;
};

describe('the face of a report', () => {
  test('has no words, no address, no person, and the place to some 100 m', () => {
    const made = face(aReport({ place }));
    expect(made).toEqual({
      category: 'roads',
      origin: 'niushi-v1-g1',
      unit: 'niushi-v1-g1',
      level: 'grid',
      status: 'open',
      openedAt: MONDAY,
      updatedAt: MONDAY,
      expectedAt: shanghai('2026-03-16 18:00'),
      turns: { warnAt: expect.any(String), dueAt: shanghai('2026-03-02 18:00') },
      settled: null,
      at: { lat: 29.41, long: 103.512 },
      updates: [{ at: MONDAY, key: 'received' }],
      next: null,
      dueAt: shanghai('2026-03-16 18:00'),
      endedAt: null,
      answer: null,
      before: null,
      into: null,
    });
    expect(JSON.stringify(made)).not.toMatch(/李|塌陷/);
  });

  test('turns its light by itself, and settles', () => {
    const open = face(aReport());
    expect(lightOfFace(open, MONDAY)).toEqual({ light: 'green', settled: false });
    expect(lightOfFace(open, shanghai('2026-03-02 18:01'))).toEqual({ light: 'red', settled: false });
    const cancelled = move(aReport(), GRID, { type: 'cancel', reason: 'mistaken', note: '误报' }, LATER);
    expect(lightOfFace(face(cancelled), shanghai('2027-01-01 00:00'))).toEqual({ light: 'green', settled: true });
    expect(face(cancelled)).toMatchObject({ status: 'cancelled', expectedAt: null, updatedAt: LATER });
  });

  test('is done once it was answered, at that instant', () => {
    const answered = face(move(aReport(), GRID, { type: 'resolve', result: '李某某家门口已修' }, LATER));
    expect(answered).toMatchObject({ status: 'feedback', expectedAt: null, updatedAt: LATER });
    expect([isDone(answered), isDone({ status: 'checking' })]).toEqual([true, false]);
    expect(JSON.stringify(answered)).not.toContain('李');
  });

  test('is not made of what officers took in', () => {
    const file = aCase();
    expect(faceOf(file, caseOf(file), district)).toBeUndefined();
  });
});

test('months are walked back, over the turn of a year', () => {
  const months = monthsBack('2025-11-30T23:59:59.999Z', '2026-02-01T00:00:00.000Z').map((at) => at.slice(0, 7));
  expect(months).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
});
