import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { currentStage } from '../../../domain/case/case.ts';
import type { Command } from '../../../domain/case/command.ts';
import { MOVES, type Move, type Relation } from '../../../domain/case/moves.ts';
import { isRefusal } from '../../../domain/case/refusal.ts';
import { caseOf } from '../../../domain/case-file/case-file.ts';
import { aDirectory, of } from '../../support/a-district.ts';
import { aCase, climbedTo, MONDAY, move, tryMove } from '../../support/casework.ts';

const LATER = new Date(Date.parse(MONDAY) + 2 * 3_600_000).toISOString();
const COMMANDS: Record<Move, Command> = {
  accept: { type: 'accept' },
  resolve: { type: 'resolve', result: '已办' },
  escalate: { type: 'escalate', reason: '办不了' },
  dispatch: { type: 'dispatch', department: 'dept-water', instruction: '请办' },
  close: { type: 'close' },
  cancel: { type: 'cancel', reason: 'mistaken', note: '误报' },
};
const opened = aCase({ by: of('niushi-v1') });
const STATES = {
  grid: opened,
  village: climbedTo('village', opened),
  township: climbedTo('township', opened),
  district: climbedTo('district', opened),
  department: climbedTo('department', opened),
  check: climbedTo('check', opened),
  closed: move(climbedTo('check', opened), of('shawan'), COMMANDS.close, LATER),
  cancelled: move(opened, of('niushi-v1-g1'), COMMANDS.cancel, LATER),
} as const;
const PEOPLE = ['niushi-v1-g1', 'niushi-v1-g2', 'niushi-v1', 'niushi', 'fulu', 'shawan', 'dept-housing', 'dept-water'];

/** How a unit stands to the holder, told independently of the code under test. */
function relations(unit: string, holder: string): Relation[] {
  const above: Record<string, string[]> = {
    'niushi-v1-g1': ['niushi-v1', 'niushi', 'shawan'],
    'niushi-v1': ['niushi', 'shawan'],
    niushi: ['shawan'],
    'dept-housing': ['shawan'],
    shawan: [],
  };
  const found: Relation[] = [];
  if (unit === holder) found.push('holder');
  if (above[holder]?.includes(unit)) found.push('above');
  if (unit === 'shawan') found.push('centre');
  return found;
}

describe('every move from every state by everybody, allowed and forbidden', () => {
  for (const [state, file] of Object.entries(STATES)) {
    const kase = caseOf(file);
    const stage = currentStage(kase);
    for (const name of Object.keys(MOVES) as Move[]) {
      const rule = MOVES[name];
      for (const unit of PEOPLE) {
        const related = relations(unit, stage.unit).some((relation) => rule.who.includes(relation));
        const placed = rule.from.includes(kase.status) && rule.held.includes(stage.level);
        const ended = kase.endedAt !== null;
        const wanted = ended ? 'refused' : !related ? 'not-yours' : placed ? 'allowed' : 'refused';
        test(`${name} of a case at ${state} by ${unit}: ${wanted}`, () => {
          const result = tryMove(file, of(unit), COMMANDS[name], LATER);
          const got = !isRefusal(result) ? 'allowed' : result.refused === 'not-yours' ? 'not-yours' : 'refused';
          expect(got).toBe(wanted);
          if (isRefusal(result)) expect(result.rule).toBe(rule.rule);
        });
      }
    }
  }
});

test('the table in the docs is this table', () => {
  const row = (move: Move): string => {
    const { who, from, held } = MOVES[move];
    return `| \`${move}\` | ${who.join(', ')} | ${from.join(', ')} | ${held.length === 5 ? 'any' : held.join(', ')} |`;
  };
  const told = readFileSync('docs/architecture.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(told.filter((line) => Object.keys(MOVES).some((move) => line.startsWith(`| \`${move}\` |`)))).toEqual(
    (Object.keys(MOVES) as Move[]).map(row),
  );
});

describe('rules', () => {
  test('an administrator touches no case', () => {
    const admin = { officer: 'admin', posts: [{ unit: 'shawan', role: 'administrator' as const }] };
    expect(tryMove(STATES.district, admin, COMMANDS.dispatch, LATER)).toMatchObject({ refused: 'not-yours' });
  });

  test('skipping a level is refused and names what is skipped', () => {
    const result = tryMove(STATES.grid, of('niushi-v1-g1'), { type: 'escalate', reason: '急', to: 'district' }, LATER);
    expect(result).toMatchObject({ refused: 'level-skipped', message: expect.stringContaining('niushi-v1, niushi') });
  });

  test('in an emergency, with a reason, a level is skipped and the case is marked', () => {
    const result = move(
      STATES.grid,
      of('niushi-v1-g1'),
      { type: 'escalate', reason: '山体滑坡', to: 'district', emergency: true },
      LATER,
    );
    expect(caseOf(result)).toMatchObject({ emergency: true });
    expect(currentStage(caseOf(result)).unit).toBe('shawan');
    expect(result.history.at(-1)?.what).toMatchObject({ type: 'escalated', skipped: ['niushi-v1', 'niushi'] });
  });

  test('a level that is not above is refused', () => {
    expect(
      tryMove(STATES.township, of('niushi'), { type: 'escalate', reason: '?', to: 'village' }, LATER),
    ).toMatchObject({
      refused: 'not-upwards',
    });
  });

  test('dispatching to what is no department is refused', () => {
    expect(
      tryMove(STATES.district, of('shawan'), { type: 'dispatch', department: 'fulu', instruction: '请办' }, LATER),
    ).toMatchObject({
      refused: 'not-a-department',
    });
  });

  test('first contact is fixed at the first acceptance and stays through the climb', () => {
    const own = climbedTo('check');
    expect(caseOf(own).firstReceiver).toMatchObject({ by: { officer: 'of-niushi-v1-g1' }, at: MONDAY });
    expect(caseOf(move(own, of('shawan'), { type: 'accept' }, LATER)).firstReceiver?.by).toMatchObject({
      officer: 'of-niushi-v1-g1',
    });
  });

  test('a station that files for the grid leaves it to the grid to accept', () => {
    expect(caseOf(opened).firstReceiver).toBeNull();
    const taken = move(opened, of('niushi-v1-g1'), { type: 'accept' }, LATER);
    expect(tryMove(taken, of('niushi-v1-g1'), { type: 'accept' }, LATER)).toMatchObject({
      refused: 'already-accepted',
    });
  });

  test('the centre sends an unsatisfying result out again, and the case clock goes on', () => {
    const again = move(STATES.check, of('shawan'), COMMANDS.dispatch, LATER);
    expect(caseOf(again)).toMatchObject({ status: 'open', resolvedAt: null });
    expect(currentStage(caseOf(again))).toMatchObject({ unit: 'dept-water', purpose: 'handle' });
  });

  test('every unit of a directory has a calendar and a roster', () => {
    const directory = aDirectory();
    for (const { id } of directory.documents.units) {
      expect(directory.calendar(id).zone).toBe('Asia/Shanghai');
      expect(directory.roster(id).duty.length).toBeGreaterThan(0);
    }
  });
});
