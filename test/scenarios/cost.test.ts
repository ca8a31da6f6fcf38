import { describe, expect, test } from 'vitest';
import { plusSeconds } from '../../domain/primitives.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { anOpening, MONDAY, shanghai } from '../support/casework.ts';
import { statesOf } from '../support/states-of.ts';

/*
 * What each path through the machine costs, counted from real histories. Step Functions bills state transitions; the
 * page docs/cost.md is made from these by `npx vitest run --project scenarios test/scenarios/cost.test.ts -u`.
 */

const { id } = anOpening();
const GRID = 'niushi-v1-g1';
const VILLAGE = 'niushi-v1';
const LADDER: [string, object][] = [
  [GRID, { type: 'escalate', reason: '办不了' }],
  ['niushi-v1', { type: 'escalate', reason: '办不了' }],
  ['niushi', { type: 'escalate', reason: '办不了' }],
  ['shawan', { type: 'dispatch', department: 'dept-housing', instruction: '请办' }],
];
const resolve = (who: string): [string, object] => [who, { type: 'resolve', result: '已办' }];
const close: [string, object] = ['shawan', { type: 'close' }];
const helping = ['dept-water', 'dept-power'];
const pause = { type: 'pause', reason: 'weather', until: shanghai('2026-03-03 10:00'), note: '暴雨' };
const grant = (wish: string) => ({ type: 'rule', wish, grant: true, reason: '同意' });

type Step = [string, object] | string;
const PATHS: { name: string; steps: Step[]; resident?: boolean }[] = [
  { name: 'resolved at the grid', steps: [resolve(GRID)] },
  { name: 'resolved at the grid, in yellow', steps: [shanghai('2026-03-02 15:00'), resolve(GRID)] },
  {
    name: 'resolved at the grid, in red',
    steps: [shanghai('2026-03-02 15:00'), shanghai('2026-03-02 18:01'), resolve(GRID)],
  },
  { name: 'resolved at the village', steps: [...LADDER.slice(0, 1), resolve('niushi-v1')] },
  { name: 'resolved at the township', steps: [...LADDER.slice(0, 2), resolve('niushi')] },
  { name: 'resolved at the district', steps: [...LADDER.slice(0, 3), resolve('shawan')] },
  { name: 'dispatched to a department, checked and closed', steps: [...LADDER, resolve('dept-housing'), close] },
  {
    name: 'dispatched to three departments at work together',
    steps: [
      ...LADDER.slice(0, 3),
      [
        'shawan',
        {
          type: 'dispatch',
          department: 'dept-housing',
          instruction: '请牵头',
          with: helping.map((department) => ({ department, mandatory: true })),
        },
      ],
      ...helping.map((who): Step => [who, { type: 'contribute', result: '已办' }]),
      resolve('dept-housing'),
      close,
    ],
  },
  {
    name: 'paused once, resumed by itself',
    steps: [[GRID, pause], ['niushi-v1', grant('pause')], shanghai('2026-03-03 10:00'), resolve(GRID)],
  },
  {
    name: 'transferred to another grid, which agrees',
    steps: [
      [GRID, { type: 'transfer', to: 'niushi-v1-g2', reason: '在二网格' }],
      ['niushi-v1-g2', grant('transfer')],
      resolve('niushi-v1-g2'),
    ],
  },
  {
    name: 'answered to a resident, who is content',
    steps: [resolve(GRID), [VILLAGE, { type: 'rate', satisfied: true }]],
    resident: true,
  },
  {
    name: 'reopened once',
    steps: [
      resolve(GRID),
      [GRID, { type: 'reopen', reason: '又塌了' }],
      ['niushi-v1', grant('reopening')],
      resolve(GRID),
      [VILLAGE, { type: 'rate', satisfied: true }],
    ],
    resident: true,
  },
];

async function walk(cloud: TestCloud, steps: readonly Step[]): Promise<void> {
  for (const [index, step] of steps.entries()) {
    if (typeof step === 'string') {
      await cloud.passTo(step);
      continue;
    }
    const soon = plusSeconds(MONDAY, (index + 1) * 60);
    if (cloud.now() < soon) await cloud.passTo(soon);
    const { status, body } = await cloud.command(id, ...step);
    expect([status, body.detail]).toEqual([200, undefined]);
    await cloud.idle();
  }
}

const counted = new Map<string, string[]>();
const cost = (name: string): number => counted.get(name)?.length ?? Number.NaN;

describe('state transitions of a case', () => {
  test.each(PATHS)('$name', async ({ name, steps, resident = false }) => {
    await using cloud = await aCloud();
    expect((await cloud.open(anOpening({ resident }), GRID)).status).toBe(201);
    await cloud.idle();
    await walk(cloud, steps);
    const states = await statesOf(cloud, id);
    expect(states.at(-1)).toBe('Closed');
    counted.set(name, states);
  });

  test('four at the grid, two a level, one a light', () => {
    expect(cost('resolved at the grid')).toBeLessThanOrEqual(4);
    const climb = ['grid', 'village', 'township', 'district'].map((level) => cost(`resolved at the ${level}`));
    for (const [index, own] of climb.slice(1).entries()) expect(own - (climb[index] ?? 0)).toBeLessThanOrEqual(2);
    expect(cost('resolved at the grid, in yellow') - cost('resolved at the grid')).toBeLessThanOrEqual(1);
    expect(cost('resolved at the grid, in red') - cost('resolved at the grid')).toBeLessThanOrEqual(2);
  });
});

/** The states by their first entry, with how often each was entered. */
const told = (states: readonly string[]): string =>
  [...new Map(states.map((name) => [name, states.filter((own) => own === name).length]))]
    .map(([name, times]) => (times > 1 ? `${name} ×${times}` : name))
    .join(', ');

test('the page in the docs says so', async () => {
  expect(counted.size).toBe(PATHS.length);
  const rows = PATHS.map(({ name }) => `| ${name} | ${cost(name)} | ${told(counted.get(name) ?? [])} |`);
  const text = [
    '# What a case costs in the machine',
    '',
    'Transitions of the Step Functions execution, counted from real histories and written by `npx vitest run --project scenarios',
    'test/scenarios/cost.test.ts -u`; the test fails when this page says anything else. Price: 0.025 USD for a thousand transitions of a standard',
    'workflow (list price of us-east-1). A matter recorded and handled on the spot needs no machine. States of departments at work together run side by side.',
    '',
    '| Path | Transitions | States entered |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
  await expect(text).toMatchFileSnapshot('../../docs/cost.md');
});
