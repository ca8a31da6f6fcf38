import { describe, expect, test } from 'vitest';
import { currentStage } from '../../../domain/case/case.ts';
import type { CaseFile } from '../../../domain/case-file/case-file.ts';
import { append, caseOf, hasRoomFor, MOST_EVENTS, versionOf } from '../../../domain/case-file/case-file.ts';
import { lockOutFaults, moveFaults, removalFaults } from '../../../domain/directory/continuity.ts';
import { plusSeconds } from '../../../domain/primitives.ts';
import { aDirectory, documents, of } from '../../support/a-district.ts';
import { aCase, MONDAY, means, move, ticked, tryMove } from '../../support/casework.ts';

describe('a case holds only so much', () => {
  const by = { officer: 'of-niushi-v1-g1', unit: 'niushi-v1-g1', role: 'officer' } as const;
  const filled = (events: number): CaseFile =>
    Array.from({ length: events }).reduce<CaseFile>(
      (file, _, index) =>
        append(file, [{ by, what: { type: 'accepted', unit: 'niushi-v1-g1' } }], means(plusSeconds(MONDAY, index))),
      aCase(),
    );
  const full = filled(MOST_EVENTS + 1);

  test('what does not end it is refused at the cap, what ends it never is', () => {
    expect(hasRoomFor(aCase(), { type: 'escalate' })).toBe(true);
    expect((['escalate', 'dispatch', 'accept'] as const).map((type) => hasRoomFor(full, { type }))).toEqual([
      false,
      false,
      false,
    ]);
    expect((['resolve', 'close', 'cancel'] as const).map((type) => hasRoomFor(full, { type }))).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('the machinery does not use the room up', () => {
    const notified = { type: 'restarted', restart: 2, because: 'test' } as const;
    const noisy = Array.from({ length: 200 }).reduce<CaseFile>(
      (file) => append(file, [{ by: { system: 'reconciler' }, what: notified }], means(MONDAY)),
      aCase(),
    );
    expect(hasRoomFor(noisy, { type: 'escalate' })).toBe(true);
  });

  test('long words fill it sooner, counted in bytes of Chinese', () => {
    const words = '长'.repeat(2000);
    const long = Array.from({ length: 50 }).reduce<CaseFile>(
      (file, _, index) =>
        append(
          file,
          [{ by, what: { type: 'accepted', unit: 'niushi-v1-g1' }, content: { words } }],
          means(plusSeconds(MONDAY, index)),
        ),
      aCase(),
    );
    expect(hasRoomFor(long, { type: 'escalate' })).toBe(false);
    expect(Buffer.byteLength(JSON.stringify(long))).toBeLessThan(400_000);
  });
});

test('the version people see moves with people and hand-overs, not with lights and notices', () => {
  const file = aCase();
  const lit = ticked(file, plusSeconds(MONDAY, 7 * 3600));
  expect(lit.history.length).toBeGreaterThan(file.history.length);
  expect(versionOf(lit)).toBe(versionOf(file));
  const moved = move(lit, of('niushi-v1-g1'), { type: 'escalate', reason: '无设备' }, plusSeconds(MONDAY, 7 * 3600));
  expect(versionOf(moved)).toBeGreaterThan(versionOf(file));
});

describe('what a new directory must keep', () => {
  const before = documents();
  const change = (id: string, over: object) =>
    documents({ units: before.units.map((unit) => (unit.id === id ? { ...unit, ...over } : unit)) });

  test('units and categories that cases may name', () => {
    const after = documents({ units: before.units.slice(0, -1), categories: [] });
    expect(removalFaults(before, after).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'units dept-power',
      'categories roads',
      'categories fire',
    ]);
    expect(removalFaults(undefined, after)).toEqual([]);
  });

  test('units where they are', () => {
    expect(moveFaults(before, change('niushi-v1', { parent: 'fulu' }))).toMatchObject([
      { id: 'niushi-v1', path: 'parent', row: 3 },
    ]);
    expect(moveFaults(before, change('niushi-v1', { name: '双江村' }))).toEqual([]);
  });

  test('somebody who administers it', () => {
    expect(lockOutFaults(documents({ officers: before.officers.filter(({ id }) => id !== 'admin') }))).toHaveLength(1);
    expect(lockOutFaults(before)).toEqual([]);
  });

  test('a retired unit is passed over on the way up, and takes nothing new', () => {
    const directory = aDirectory({ units: change('niushi-v1', { retired: true }).units });
    const up = move(aCase(), of('niushi-v1-g1'), { type: 'escalate', reason: '无设备' }, MONDAY, directory);
    expect(currentStage(caseOf(up)).unit).toBe('niushi');
    const gone = aDirectory({ units: change('dept-water', { retired: true }).units });
    const atCentre = move(
      aCase(),
      of('niushi-v1-g1'),
      { type: 'escalate', reason: '急', to: 'district', emergency: true },
      MONDAY,
      gone,
    );
    expect(
      tryMove(
        atCentre,
        of('shawan'),
        { type: 'dispatch', department: 'dept-water', instruction: '请办' },
        MONDAY,
        gone,
      ),
    ).toMatchObject({ refused: 'not-a-department' });
  });
});
