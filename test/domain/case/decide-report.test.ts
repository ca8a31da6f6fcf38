import { describe, expect, test } from 'vitest';
import { decideReport } from '../../../domain/case/decide-report.ts';
import { isRefusal } from '../../../domain/case/refusal.ts';
import { openDirectory } from '../../../domain/directory/directory.ts';
import { documents } from '../../support/a-district.ts';
import { withBorders } from '../../support/a-report.ts';
import { MONDAY } from '../../support/casework.ts';
import { ulid } from '../../support/ulids.ts';

const directory = openDirectory({ ...documents(), units: withBorders() }, 'shawan', 1);
const borderless = openDirectory(documents(), 'shawan', 1);
const elsewhere = { longitude: 0, latitude: 0 };

/** What is kept of where a matter is said to lie. */
function placeOf(where: object, known = directory) {
  const report = { id: ulid(1), category: 'roads', words: '路灯不亮', ...where };
  const decision = decideReport(report, MONDAY, known);
  return isRefusal(decision) ? decision.refused : decision[0]?.content?.place;
}

describe('a place outside the district', () => {
  test('counts for nothing beside a grid or an address that is here', () => {
    expect(placeOf({ grid: 'niushi-v1-g1', place: elsewhere })).toBeUndefined();
    expect(placeOf({ address: '双河村三组', place: elsewhere })).toBeUndefined();
  });

  test('is kept where nobody knows the borders', () => {
    expect(placeOf({ grid: 'niushi-v1-g1', place: elsewhere }, borderless)).toEqual(elsewhere);
  });

  test('is refused alone', () => {
    expect(placeOf({ place: elsewhere })).toBe('outside-district');
  });
});
