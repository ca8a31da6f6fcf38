import { holdName } from '../../domain/case-file/plan.ts';
import type { Category, Level } from '../../domain/directory/documents.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { MONDAY } from './casework.ts';

const minutes = (count: number) => ({ measure: 'minutes', count }) as const;

/** After an hour it is in this light, at whichever level it is: green for days, yellow from 50 to 100 minutes, red from 20. */
const shining = (light: string, limit: number): Category => ({
  id: light,
  name: light,
  limits: {
    case: minutes(10_000),
    grid: minutes(limit),
    village: minutes(limit),
    township: minutes(limit),
    district: minutes(limit),
    department: minutes(limit),
  },
  warning: { minutes: limit / 2 },
  overdue: { remindEvery: minutes(120), reminders: 1 },
});
export const categories = [shining('green', 5000), shining('yellow', 100), shining('red', 20)];
export const HOUR = plusSeconds(MONDAY, 3600);
/** By then what was yellow is red, and what was red has been reminded. */
export const LATER = plusSeconds(MONDAY, 3 * 3600);

export type Steps = [who: string, command: object][];

const ladder: Level[] = ['grid', 'village', 'township', 'district', 'department'];
export const holders: Record<Level, string> = {
  grid: 'niushi-v1-g1',
  village: 'niushi-v1',
  township: 'niushi',
  district: 'shawan',
  department: 'dept-housing',
};
export const escalate = { type: 'escalate', reason: '本级无力解决' };
export const dispatch = { type: 'dispatch', department: holders.department, instruction: '请办' };
const resolve = { type: 'resolve', result: '已办结' };

/** Every step up to a level. */
const upTo = (level: Level): Steps =>
  ladder
    .slice(0, ladder.indexOf(level))
    .map((below) => [holders[below], below === 'district' ? dispatch : escalate] as const)
    .map(([who, command]) => [who, command]);

export interface Way {
  category: string;
  /** What the plan calls the place, if the hold is one of several lines of waits in it. */
  place?: string;
  /** What the opening says besides. */
  opening?: object;
  /** What is done at once, so that an hour later the case is in the hold. */
  commands: Steps;
  /** What ends the case three hours after it was opened. */
  endings: Steps;
}

const lights = ['green', 'yellow', 'red'] as const;
export const ladderWays = ladder.flatMap((level) =>
  lights.map((light): [string, Way] => [
    holdName(level, light),
    {
      category: light,
      commands: upTo(level),
      endings: [
        [holders[level], resolve],
        ...(level === 'department' ? ([['shawan', { type: 'close' }]] as Steps) : []),
      ],
    },
  ]),
);

/** How a case gets into each hold, and from there to its end. A test fails on a hold of the machine that is not here. */
export const ways = new Map<string, Way>([
  ...ladderWays,
  ...lights.map((light): [string, Way] => [
    light === 'green' ? 'Part' : `Part ${light}`,
    {
      category: light,
      place: 'Departments',
      commands: [
        ...upTo('district'),
        ['shawan', { ...dispatch, with: [{ department: 'dept-water', mandatory: true }] }],
      ],
      endings: [
        ['dept-water', { type: 'contribute', result: '已配合' }],
        ['dept-housing', resolve],
        ['shawan', { type: 'close' }],
      ],
    },
  ]),
  [
    'Paused',
    {
      category: 'green',
      commands: [
        [holders.grid, { type: 'pause', reason: 'weather', until: plusSeconds(MONDAY, 2 * 3600), note: '暴雨' }],
        [holders.village, { type: 'rule', wish: 'pause', grant: true, reason: '同意' }],
      ],
      endings: [[holders.grid, resolve]],
    },
  ],
  [
    'Asked',
    {
      category: 'green',
      commands: [[holders.grid, { type: 'transfer', to: 'niushi-v1-g2', reason: '属其地段' }]],
      // Nobody refused within two working hours.
      endings: [['niushi-v1-g2', resolve]],
    },
  ],
  [
    'Feedback',
    {
      category: 'green',
      opening: { resident: true },
      commands: [[holders.grid, resolve]],
      endings: [[holders.village, { type: 'rate', satisfied: true }]],
    },
  ],
]);

/** A state of the machine as the plan calls it. */
export const placeOf = (state: string): string => ways.get(state)?.place ?? state;
