import { beforeEach, describe, expect, test } from 'vitest';
import { RESIDENT } from '../../domain/case/decision.ts';
import { append, type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { KEPT } from '../../domain/case-file/erasure.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { anonymise } from '../../functions/shell/anonymising.ts';
import { of } from '../support/a-district.ts';
import { aReport, district, MONDAY, means, move } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';
import { someCases } from './sending.ts';

/* A case forgets people when its time has come: its own, and that of whatever it goes on in. */

const GRID = 'niushi-v1-g1';
const [A, B] = [ulid(1), ulid(2)];
const YEAR = KEPT;
const at = (seconds: number) => plusSeconds(MONDAY, seconds);
const by = { officer: 'of-shawan', unit: 'shawan', role: 'clerk' } as const;
const review = ulid(9);
const reviewed = (file: CaseFile) => append(file, [{ by, what: { type: 'review-opened', review } }], means(at(YEAR)));
const ended = (id: string, seconds: number): CaseFile => {
  const answered = move(aReport({ id, at: at(seconds) }), of(GRID), { type: 'resolve', result: '已修' }, at(seconds));
  return move(answered, RESIDENT, { type: 'rate', satisfied: true }, at(seconds));
};
const merged = move(aReport({ id: A }), of(GRID), { type: 'merge', into: B, reason: '同一处' }, MONDAY);

let cases: ReturnType<typeof someCases>;
let removed: string[];
let inBetween: () => void;
beforeEach(() => {
  cases = someCases();
  removed = [];
  inBetween = () => {};
});
const put = (...files: CaseFile[]) => {
  for (const file of files) cases.files.set(caseOf(file).id, { ...file, version: 1 });
};
const erasing = (id: string, now: string) =>
  anonymise(
    {
      desk: { cases: cases.store, directory: async () => district, now: () => now },
      rows: {
        async *ofCase() {
          inBetween();
          yield [];
        },
        erase: async () => {},
      },
      removePhotos: async (of) => removed.push(of),
      now: () => now,
    },
    id,
  );
const isErased = (id: string): boolean => Object.keys(cases.files.get(id)?.contents ?? {}).length === 0;

describe('a case that was merged', () => {
  test('waits for the one that it went into', async () => {
    put(merged, ended(B, 86_400));
    expect(await erasing(A, at(YEAR + 3600))).toBeUndefined();
    expect(removed).toEqual([]);
    expect(await erasing(A, at(YEAR + 86_400))).toBeDefined();
    expect([isErased(A), isErased(B), removed]).toEqual([true, false, [A, A]]);
  });

  test.each([
    ['ended ten days ago', YEAR - 10 * 86_400],
    ['ended a year ago', 0],
  ])('keeps all while that one, which %s, is under review', async (_, seconds) => {
    put(merged, reviewed(ended(B, seconds)));
    expect(await erasing(A, at(YEAR))).toBeUndefined();
    expect([isErased(A), removed]).toEqual([false, []]);
  });

  test('does not wait for one that never came', async () => {
    put(merged);
    expect(await erasing(A, at(YEAR))).toBeDefined();
    expect(isErased(A)).toBe(true);
  });
});

test('a case that is under review itself keeps all', async () => {
  put(reviewed(ended(A, 0)));
  expect(await erasing(A, at(YEAR))).toBeUndefined();
  expect([isErased(A), removed]).toEqual([false, []]);
});

test('a number that no case has is nothing to do', async () => {
  expect(await erasing(A, at(YEAR))).toBeUndefined();
  expect(removed).toEqual([]);
});

test('a review that is opened in that moment keeps the words, and whoever looks after it hears of it', async () => {
  put(ended(A, 0));
  inBetween = () => put(reviewed(ended(A, 0)));
  await expect(erasing(A, at(YEAR))).rejects.toThrow(/under review.*gone already/);
  expect(isErased(A)).toBe(false);
  expect(await erasing(A, at(YEAR))).toBeUndefined();
});
