import { describe, expect, test } from 'vitest';
import { currentStage } from '../../../domain/case/case.ts';
import { caseOf, versionOf } from '../../../domain/case-file/case-file.ts';
import { lockOutFaults, moveFaults, removalFaults } from '../../../domain/directory/continuity.ts';
import { plusSeconds } from '../../../domain/primitives.ts';
import { aDirectory, documents, of } from '../../support/a-district.ts';
import { aCase, MONDAY, move, ticked, tryMove } from '../../support/casework.ts';

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
