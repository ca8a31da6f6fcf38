import { describe, expect, test } from 'vitest';
import type { Status } from '../../../domain/case/case.ts';
import { currentStage } from '../../../domain/case/case.ts';
import type { Command } from '../../../domain/case/command.ts';
import { RESIDENT } from '../../../domain/case/decision.ts';
import { MOVES, type Move, type Relation } from '../../../domain/case/moves.ts';
import { isRefusal, type RefusalCode } from '../../../domain/case/refusal.ts';
import type { WishKind } from '../../../domain/case/wish.ts';
import { type CaseFile, caseOf } from '../../../domain/case-file/case-file.ts';
import { plusSeconds } from '../../../domain/primitives.ts';
import { aDirectory, of, theLeader } from '../../support/a-district.ts';
import { aCase, aReport, climbedTo, MONDAY, move, OTHER_CASE, tryMove } from '../../support/casework.ts';

const LATER = plusSeconds(MONDAY, 2 * 3600);
const BESIDE: Record<string, string> = { grid: 'niushi-v1-g2', village: 'fulu-v1', township: 'fulu' };

/** What is asked for in a state, and where the ruling sends it. */
interface Asked {
  wish?: WishKind;
  unit?: string;
}

/** A command of each move that nothing but the rules of the table stands against, in a state whose holder is at a level. */
const commands = (
  level: string,
  { wish = 'transfer', unit }: Asked = {},
): { [M in Move]: Extract<Command, { type: M }> } => ({
  accept: { type: 'accept' },
  resolve: { type: 'resolve', result: '已办' },
  escalate: { type: 'escalate', reason: '办不了' },
  assign: { type: 'assign', grid: 'niushi-v1-g1' },
  return: { type: 'return', reason: '属本级职责' },
  transfer: { type: 'transfer', to: BESIDE[level] ?? 'dept-power', reason: '属地不同' },
  dispatch: { type: 'dispatch', department: 'dept-water', instruction: '请办' },
  contribute: { type: 'contribute', result: '管线已改' },
  release: { type: 'release', department: 'dept-water', reason: '不涉及管线' },
  'contest-lead': { type: 'contest-lead', reason: '主责不在我局' },
  pause: { type: 'pause', reason: 'weather', until: plusSeconds(LATER, 5 * 86_400), note: '暴雨' },
  resume: { type: 'resume', reason: '雨停' },
  extend: { type: 'extend', limit: { measure: 'working-minutes', count: 60 }, reason: '等料' },
  recategorise: { type: 'recategorise', category: 'fire', reason: '实为火情' },
  'hand-duty': { type: 'hand-duty', officer: 'of-niushi-v1', reason: '调岗' },
  rule: { type: 'rule', wish, grant: true, reason: '同意', ...(unit && { unit }) },
  withdraw: { type: 'withdraw', wish, reason: '不必' },
  press: { type: 'press', words: '请加紧' },
  'mark-emergency': { type: 'mark-emergency', reason: '危及通行' },
  link: { type: 'link', to: OTHER_CASE },
  merge: { type: 'merge', into: OTHER_CASE, reason: '同一处' },
  message: { type: 'message', words: '何时来修' },
  rate: { type: 'rate', satisfied: false },
  reopen: { type: 'reopen', reason: '又塌了' },
  close: { type: 'close' },
  cancel: { type: 'cancel', reason: 'mistaken', note: '误报' },
  publish: { type: 'publish', words: '已修复' },
  withhold: { type: 'withhold', reason: 'security' },
  continue: { type: 'continue', as: OTHER_CASE },
});

const opened = aCase({ by: of('niushi-v1') });
const village = climbedTo('village', opened);
const district = climbedTo('district', opened);
const soon = plusSeconds(MONDAY, 3600);
const department = climbedTo('department', opened);
const joint = move(
  district,
  of('shawan'),
  {
    type: 'dispatch',
    department: 'dept-housing',
    instruction: '请牵头',
    with: [
      { department: 'dept-water', mandatory: true },
      { department: 'dept-power', mandatory: false },
    ],
  },
  soon,
);
const feedback = move(
  climbedTo('village', aCase({ by: of('niushi-v1'), resident: true })),
  of('niushi-v1'),
  { type: 'resolve', result: '已办' },
  soon,
);
const paused = (file: CaseFile, unit: string, above: string): CaseFile =>
  move(
    move(file, of(unit), commands('village').pause, soon),
    of(above),
    { type: 'rule', wish: 'pause', grant: true, reason: '同意' },
    soon,
  );
const STATES = {
  grid: opened,
  village,
  unplaced: aReport({ address: '牛石镇双河村小桥边' }),
  township: climbedTo('township', opened),
  district,
  department,
  joint,
  paused: paused(village, 'niushi-v1', 'niushi'),
  departmentPaused: paused(department, 'dept-housing', 'shawan'),
  asked: move(village, of('niushi-v1'), commands('village').transfer, soon),
  check: climbedTo('check', opened),
  feedback,
  reopeningAsked: move(feedback, RESIDENT, { type: 'reopen', reason: '又塌了' }, soon),
  leadAsked: move(joint, of('dept-housing'), { type: 'contest-lead', reason: '主责不在我局' }, soon),
  closed: move(climbedTo('check', opened), of('shawan'), { type: 'close' }, LATER),
  answered: move(feedback, RESIDENT, { type: 'rate', satisfied: true }, soon),
  cancelled: move(opened, of('niushi-v1-g1'), commands('grid').cancel, LATER),
  merged: move(village, of('niushi-v1'), commands('village').merge, LATER),
  continued: move(village, of('niushi-v1'), commands('village').continue, LATER),
} as const;
type State = keyof typeof STATES;
const ASKED: Partial<Record<State, Asked>> = {
  reopeningAsked: { wish: 'reopening' },
  leadAsked: { wish: 'lead', unit: 'dept-water' },
};
/** A resident reported it. */
const REPORTED: ReadonlySet<string> = new Set(['unplaced', 'feedback', 'reopeningAsked', 'answered']);
const PEOPLE = [
  'niushi-v1-g1',
  'niushi-v1-g2',
  'niushi-v1',
  'niushi',
  'fulu',
  'fulu-v1',
  'shawan',
  'dept-housing',
  'dept-water',
  'dept-power',
  'resident',
];
const whoIs = (name: string) => (name === 'resident' ? RESIDENT : of(name));

/** How a unit, or the resident, stands to a case in a state, told independently of the code under test. */
function relations(state: State, unit: string, holder: string): Relation[] {
  const above: Record<string, string[]> = {
    'niushi-v1-g1': ['niushi-v1', 'niushi', 'shawan'],
    'niushi-v1': ['niushi', 'shawan'],
    niushi: ['shawan'],
    'dept-housing': ['shawan'],
    shawan: [],
  };
  const found: [Relation, boolean][] = [
    ['holder', unit === holder],
    ['above', above[holder]?.includes(unit) ?? false],
    ['centre', unit === 'shawan'],
    ['helping', (state === 'joint' || state === 'leadAsked') && ['dept-water', 'dept-power'].includes(unit)],
    ['asked', unit === { asked: 'fulu-v1', leadAsked: 'shawan', reopeningAsked: 'niushi' }[state as string]],
    ['asker', unit === { asked: 'niushi-v1', leadAsked: 'dept-housing' }[state as string]],
    ['first-contact', unit === (state === 'unplaced' ? 'niushi-v1' : 'niushi-v1-g1')],
    ['resident', REPORTED.has(state) && unit === 'resident'],
  ];
  return found.filter(([, stands]) => stands).map(([relation]) => relation);
}

type Finer = Partial<Record<State, RefusalCode | ((unit: string) => RefusalCode | 'allowed')>>;
/** A lead may not leave the mandatory parts behind; the centre may end what it dispatched. */
const leadWaits = (unit: string) => (unit === 'dept-housing' ? 'parts-open' : 'allowed');
/** To whom nobody was answered. */
const NO_ANSWER: Finer = { closed: 'no-answer' };
/** Who resolved it does not speak for the resident. */
const notTheResolver = (unit: string) => (unit === 'niushi-v1' ? 'not-for-you' : 'allowed');

/** What the table allows and a finer rule forbids in a state. */
const FINER: Partial<Record<Move, Finer>> = {
  resolve: { joint: 'parts-open', leadAsked: 'parts-open' },
  assign: Object.fromEntries(
    ['village', 'township', 'district', 'paused', 'asked'].map((state) => [state, 'not-to-be-placed']),
  ),
  return: { joint: 'parts-open', leadAsked: 'parts-open', unplaced: 'nowhere-to-return' },
  merge: { joint: leadWaits, leadAsked: leadWaits },
  cancel: { joint: leadWaits, leadAsked: leadWaits },
  transfer: { joint: 'parts-open', leadAsked: 'parts-open', asked: 'already-asked' },
  release: { department: 'no-such-part', departmentPaused: 'no-such-part' },
  'contest-lead': { department: 'not-joint', departmentPaused: 'not-joint', leadAsked: 'already-asked' },
  continue: {
    joint: 'parts-open',
    leadAsked: 'parts-open',
    paused: 'already-paused',
    departmentPaused: 'already-paused',
  },
  pause: { paused: 'already-paused', departmentPaused: 'already-paused' },
  'hand-duty': { unplaced: 'itself' },
  rate: { feedback: notTheResolver, reopeningAsked: notTheResolver },
  reopen: { reopeningAsked: 'already-asked' },
  publish: NO_ANSWER,
  withhold: NO_ANSWER,
  message: Object.fromEntries(
    Object.keys(STATES)
      .filter((state) => !REPORTED.has(state))
      .map((state) => [state, 'no-resident']),
  ),
  resume: Object.fromEntries(
    (['grid', 'village', 'unplaced', 'township', 'district', 'department', 'joint', 'asked', 'leadAsked'] as const).map(
      (state) => [state, 'not-paused'],
    ),
  ),
};

const LIVE: readonly Status[] = ['open', 'checking', 'feedback'];

describe('every move from every state by everybody, allowed and forbidden', () => {
  for (const state of Object.keys(STATES) as State[]) {
    const file = STATES[state];
    const kase = caseOf(file);
    const stage = currentStage(kase);
    for (const name of Object.keys(MOVES) as Move[]) {
      const rule = MOVES[name];
      for (const unit of PEOPLE) {
        const related = relations(state, unit, stage.unit).some((relation) => rule.who.includes(relation));
        const placed = rule.from.includes(kase.status) && rule.held.includes(stage.level);
        const finer = FINER[name]?.[state] ?? 'allowed';
        const allowed = typeof finer === 'string' ? finer : finer(unit);
        const wanted =
          !LIVE.includes(kase.status) && !rule.from.includes(kase.status)
            ? 'not-open'
            : !related
              ? 'not-yours'
              : placed
                ? allowed
                : rule.from.includes(kase.status)
                  ? 'not-held-there'
                  : 'not-open';
        test(`${name} of a case at ${state} by ${unit}: ${wanted}`, () => {
          const result = tryMove(file, whoIs(unit), commands(stage.level, ASKED[state])[name], LATER);
          expect(isRefusal(result) ? result.refused : 'allowed').toBe(wanted);
          if (isRefusal(result)) expect(result.rule).toBe(rule.rule);
        });
      }
    }
  }
});

test('the table in the docs is this table', async () => {
  const row = (name: Move): string => {
    const { who, from, held, rule } = MOVES[name];
    return `| \`${name}\` | ${who.join(', ')} | ${from.join(', ')} | ${held.length === 5 ? 'any' : held.join(', ')} | ${rule} |`;
  };
  const text = [
    '# Moves',
    '',
    'Made from `domain/case/moves.ts` by `npx vitest run --project parts test/domain/case/moves.test.ts -u`; the test fails when this page',
    'says anything else.',
    '',
    '`holder`: a post in the unit that holds the case; `above`: in a unit above it; `centre`: in the district centre; `helping`: in a department',
    'whose part is open; `asked`: in the unit that a request was put to; `asker`: in the unit that asked; `first-contact`: in the unit of whoever took',
    'the case on first (of its grid, until somebody has); `resident`: whoever holds the receipt of the report. What does not fit is refused: an',
    'ended case 422, no relation 403, state or level 422, with the rule. `POST /cases` is for anybody with a post in the grid or above it,',
    '`POST /public/reports` for anybody.',
    '',
    '| Move | Who | From | Held at | Rule |',
    '|---|---|---|---|---|',
    ...(Object.keys(MOVES) as Move[]).map(row),
    '',
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../../../docs/moves.md');
});

describe('rules', () => {
  test('an administrator touches no case', () => {
    const admin = { officer: 'admin', posts: [{ unit: 'shawan', role: 'administrator' as const }] };
    expect(tryMove(STATES.district, admin, commands('district').dispatch, LATER)).toMatchObject({
      refused: 'not-yours',
    });
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

  test('where an emergency was marked before, a level is skipped without saying so again', () => {
    const marked = move(STATES.grid, of('niushi-v1'), commands('grid')['mark-emergency'], LATER);
    const up = move(marked, of('niushi-v1-g1'), { type: 'escalate', reason: '山体滑坡', to: 'district' }, LATER);
    expect(currentStage(caseOf(up)).unit).toBe('shawan');
  });

  test('a matter without a grid goes down once, to a grid of its holder, on the clocks of each level', () => {
    const { unplaced } = STATES;
    const assign = (grid: string) => ({ type: 'assign', grid }) as const;
    expect(caseOf(unplaced)).toMatchObject({ origin: 'niushi-v1', stages: [{ unit: 'niushi-v1', level: 'village' }] });
    expect(unplaced.outbox).toMatchObject([{ news: 'handed-over', unit: 'niushi-v1' }]);
    for (const [grid, refused] of [
      ['fulu-v1-g1', 'not-below'],
      ['niushi-v1', 'unknown-grid'],
      ['nowhere', 'unknown-grid'],
    ] as const) {
      expect(tryMove(unplaced, of('niushi-v1'), assign(grid), LATER)).toMatchObject({ refused });
    }
    const placed = move(unplaced, of('niushi-v1'), assign('niushi-v1-g2'), LATER);
    expect(caseOf(placed)).toMatchObject({ origin: 'niushi-v1', firstReceiver: null });
    expect(caseOf(placed).clock).toEqual(caseOf(unplaced).clock);
    expect(currentStage(caseOf(placed))).toMatchObject({
      unit: 'niushi-v1-g2',
      from: 'niushi-v1',
      clock: { startedAt: LATER },
    });
    expect(placed.outbox.map(({ news, unit }) => [news, unit])).toEqual([['handed-over', 'niushi-v1-g2']]);
    const back = move(placed, of('niushi-v1-g2'), { type: 'escalate', reason: '不在本网格' }, LATER);
    expect(caseOf(back).firstReceiver).toMatchObject({ by: { unit: 'niushi-v1-g2' } });
    expect(tryMove(back, of('niushi-v1'), assign('niushi-v1-g1'), LATER)).toMatchObject({
      refused: 'not-to-be-placed',
      message: expect.stringContaining('niushi-v1-g2'),
    });
    const returned = move(back, of('niushi-v1'), { type: 'return', reason: '属本网格' }, LATER);
    expect(currentStage(caseOf(returned)).unit).toBe('niushi-v1-g2');
  });

  test('a matter without a grid may go up first, and down from there', () => {
    const up = move(STATES.unplaced, of('niushi-v1'), { type: 'escalate', reason: '不在本村' }, LATER);
    const down = move(up, of('niushi'), { type: 'assign', grid: 'niushi-v1-g1' }, LATER);
    expect(currentStage(caseOf(down))).toMatchObject({ unit: 'niushi-v1-g1', from: 'niushi' });
  });

  const returnedTwice = [
    ['niushi', 'return'],
    ['niushi-v1', 'escalate'],
    ['niushi', 'return'],
    ['niushi-v1', 'escalate'],
    ['niushi', 'return'],
  ] as const;
  const contested = returnedTwice.reduce<CaseFile>(
    (file, [unit, type]) => move(file, of(unit), { type, reason: '不属本级' }, LATER),
    STATES.township,
  );

  test('while the centre is asked where a case belongs, its holder cannot give it away', () => {
    expect(caseOf(contested).requests.map(({ wish }) => wish.kind)).toEqual(['placement']);
    for (const type of ['escalate', 'return', 'transfer'] as const)
      expect(tryMove(contested, of('niushi'), commands('township')[type], LATER)).toMatchObject({
        refused: 'already-asked',
      });
  });

  test.each([
    ['niushi', 'township'],
    ['niushi-v1', 'village'],
  ])('where the centre places it, %s, it stays until it is resolved', (unit, level) => {
    const ruling = { type: 'rule', wish: 'placement', grant: true, unit, reason: '属地' } as const;
    const placed = move(contested, of('shawan'), ruling, LATER);
    expect(currentStage(caseOf(placed))).toMatchObject({ unit, bound: true });
    for (const type of ['escalate', 'transfer', 'return'] as const)
      expect(tryMove(placed, of(unit), commands(level)[type], LATER)).toMatchObject({
        refused: expect.stringMatching(/bound|nowhere-to-return/),
      });
    expect(caseOf(move(placed, of(unit), commands(level).resolve, LATER)).status).toBe('closed');
  });

  test('a resident with a receipt says alone that the answer will do; others enter only that it will not', () => {
    const reported = climbedTo('village', aReport());
    const answered = move(reported, of('niushi-v1'), { type: 'resolve', result: '已办' }, LATER);
    for (const unit of ['niushi-v1-g1', 'niushi-v1', 'niushi', 'shawan'])
      expect(tryMove(answered, of(unit), { type: 'rate', satisfied: true }, LATER)).toMatchObject({
        refused: 'not-for-you',
      });
    expect(caseOf(move(answered, of('niushi'), { type: 'rate', satisfied: false }, LATER)).rating).toMatchObject({
      satisfied: false,
    });
    expect(caseOf(move(answered, RESIDENT, { type: 'rate', satisfied: true }, LATER)).status).toBe('closed');
  });

  test('whoever resolved at the centre does not rule on the reopening', () => {
    const answered = move(climbedTo('district', aReport()), theLeader, { type: 'resolve', result: '已办' }, LATER);
    const asked = move(answered, RESIDENT, { type: 'reopen', reason: '又塌了' }, LATER);
    const ruling = { type: 'rule', wish: 'reopening', grant: false, reason: '已办妥' } as const;
    expect(tryMove(asked, theLeader, ruling, LATER)).toMatchObject({ refused: 'not-for-you' });
    expect(tryMove(asked, of('shawan'), ruling, LATER)).toMatchObject({ refused: 'not-for-you' });
    const another = { officer: 'another', posts: [{ unit: 'shawan', role: 'leader' as const }] };
    expect(caseOf(move(asked, another, ruling, LATER)).status).toBe('closed');
  });

  test('whoever handles a report first is its first contact, and a helping department never is', () => {
    expect(caseOf(aReport()).firstReceiver).toBeNull();
    const up = climbedTo('village', aReport());
    expect(caseOf(up).firstReceiver?.by).toMatchObject({ officer: 'of-niushi-v1-g1' });
    const helped = move(
      { ...joint, history: joint.history.filter(({ what }) => what.type !== 'accepted') },
      of('dept-water'),
      { type: 'accept' },
      LATER,
    );
    expect(caseOf(helped).firstReceiver).toBeNull();
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
    const again = move(STATES.check, of('shawan'), commands('district').dispatch, LATER);
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
