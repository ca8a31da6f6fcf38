import type { Case } from '../../domain/case/case.ts';
import { currentStage, openParts } from '../../domain/case/case.ts';
import type { Command } from '../../domain/case/command.ts';
import { type Actor, RESIDENT, type Resident } from '../../domain/case/decision.ts';
import { actingAs, MOVES, type Move, unitOf } from '../../domain/case/moves.ts';
import type { PauseReason } from '../../domain/case/wish.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { Level } from '../../domain/directory/documents.ts';
import { type Instant, plusSeconds } from '../../domain/primitives.ts';
import { documents, of, theLeader } from './a-district.ts';

const { units } = documents();
export const UNITS = units.map(({ id }) => id);
export const EVERYBODY: readonly Actor[] = [...UNITS.map(of), theLeader];
/** Whoever can say anything of a case; a resident who reported it holds its receipt. */
const asking = ({ openedBy }: Case): readonly (Actor | Resident)[] =>
  'resident' in openedBy ? [...EVERYBODY, RESIDENT, RESIDENT] : EVERYBODY;
export const OTHER_CASES = ['01KJP3AB5S8M6W3T9V2XQ4RD7D', '01KJP3AB5S8M6W3T9V2XQ4RD7E', '01KJP3AB5S8M6W3T9V2XQ4RD7F'];
const LIMITS = [
  { measure: 'working-minutes', count: 60 },
  { measure: 'working-days', count: 1 },
  { measure: 'minutes', count: 30 },
  { measure: 'calendar-days', count: 2 },
] as const;
const REASONS: readonly PauseReason[] = ['weather', 'materials', 'legal-procedure', 'waiting-for-resident'];
const WISHES = ['transfer', 'pause', 'extension', 'placement', 'lead', 'reopening', 'first-contact'] as const;

const pick = <T>(rows: readonly T[], roll: number): T | undefined => rows[roll % rows.length];
const among = <T>(rows: readonly [T, ...T[]], roll: number): T => rows[roll % rows.length] ?? rows[0];
const BESIDE: Record<Level, readonly [string, ...string[]]> = {
  grid: ['niushi-v1-g2', 'fulu-v1-g1', 'niushi-v1-g1'],
  village: ['fulu-v1', 'niushi-v1'],
  township: ['fulu', 'niushi'],
  district: ['shawan'],
  department: ['dept-water', 'dept-power', 'dept-housing'],
};
const DEPARTMENTS = BESIDE.department;

type Makers = { [M in Move]: (kase: Case, roll: number, now: Instant) => Extract<Command, { type: M }> };
/** A command of each move that makes sense to the case; `roll` chooses where there is a choice. */
const MAKERS: Makers = {
  accept: () => ({ type: 'accept' }),
  resolve: () => ({ type: 'resolve', result: '已办' }),
  escalate: (_, roll) =>
    roll % 3 === 0
      ? { type: 'escalate', reason: '急', to: 'district', emergency: true }
      : { type: 'escalate', reason: '办不了' },
  assign: (_, roll) => ({ type: 'assign', grid: among(BESIDE.grid, roll) }),
  return: () => ({ type: 'return', reason: '属下级职责' }),
  transfer: (kase, roll) => ({ type: 'transfer', to: among(BESIDE[currentStage(kase).level], roll), reason: '属地' }),
  dispatch: (_, roll) => {
    const helping = DEPARTMENTS.filter((_own, index) => index !== roll % 3).slice(0, Math.floor(roll / 3) % 3);
    return {
      type: 'dispatch',
      department: among(DEPARTMENTS, roll),
      instruction: '请办',
      with: helping.map((department, index) => ({ department, mandatory: Math.floor(roll / 9 + index) % 2 === 0 })),
    };
  },
  contribute: () => ({ type: 'contribute', result: '已协办' }),
  release: (kase, roll) => ({
    type: 'release',
    department: pick(openParts(kase), roll)?.unit ?? 'dept-power',
    reason: '无关',
  }),
  'contest-lead': () => ({ type: 'contest-lead', reason: '主责不在我' }),
  pause: (_, roll, now) => ({
    type: 'pause',
    reason: among(['weather', ...REASONS], roll),
    until: plusSeconds(now, (roll % 30) * 86_400 + (roll % 7_201)),
    note: '待',
  }),
  resume: () => ({ type: 'resume', reason: '可继续' }),
  extend: (_, roll) => ({ type: 'extend', limit: among([LIMITS[0], ...LIMITS], roll), reason: '等料' }),
  recategorise: (_, roll) => ({
    type: 'recategorise',
    category: among(['fire', 'roads', 'licence'], roll),
    reason: '更正',
  }),
  'hand-duty': (_, roll) => ({ type: 'hand-duty', officer: `of-${pick(UNITS, roll)}`, reason: '调岗' }),
  rule: (kase, roll) => {
    const wish = pick(kase.requests, roll)?.wish.kind ?? among(WISHES, roll);
    const parts = [currentStage(kase).unit, ...openParts(kase).map(({ unit }) => unit)];
    const unit = { lead: pick(parts, roll >> 3), placement: pick(UNITS, roll >> 3), reopening: pick(UNITS, roll >> 3) };
    const named = wish === 'lead' || ((wish === 'placement' || wish === 'reopening') && roll % 4 === 0);
    return {
      type: 'rule',
      wish,
      grant: roll % 3 !== 0,
      reason: '批',
      ...(named && { unit: unit[wish] }),
    };
  },
  withdraw: (kase, roll) => ({
    type: 'withdraw',
    wish: pick(kase.requests, roll)?.wish.kind ?? 'pause',
    reason: '不必',
  }),
  press: () => ({ type: 'press', words: '请加紧' }),
  'mark-emergency': () => ({ type: 'mark-emergency', reason: '危及通行' }),
  link: (_, roll) => ({ type: 'link', to: pick(OTHER_CASES, roll) ?? '' }),
  merge: (_, roll) => ({ type: 'merge', into: pick(OTHER_CASES, roll) ?? '', reason: '同一处' }),
  message: (kase, roll) => ({ type: 'message', words: '何时来修', ...(roll % 2 === 0 && { report: kase.id }) }),
  rate: (_, roll) => ({ type: 'rate', satisfied: roll % 3 === 0 }),
  reopen: () => ({ type: 'reopen', reason: '又塌了' }),
  close: () => ({ type: 'close' }),
  cancel: () => ({ type: 'cancel', reason: 'mistaken', note: '误报' }),
  publish: () => ({ type: 'publish', words: '已修复' }),
  withhold: () => ({ type: 'withhold', reason: 'security' }),
  continue: (_, roll) => ({ type: 'continue', as: pick(OTHER_CASES, roll) ?? '' }),
};

const MOVE_NAMES = Object.keys(MAKERS) as Move[];
/** A command of this move. */
export const make = (move: Move, kase: Case, roll: number, now: Instant): Command => MAKERS[move](kase, roll, now);

/** How often a move is chosen among those that are possible; what is not named, twice. */
const WEIGHTS: Partial<Record<Move, (kase: Case) => number>> = {
  message: () => 1,
  assign: () => 30,
  cancel: () => 1,
  merge: () => 1,
  continue: () => 1,
  escalate: () => 12,
  dispatch: () => 60,
  return: () => 14,
  transfer: () => 8,
  resolve: () => 10,
  close: () => 8,
  reopen: () => 16,
  extend: () => 10,
  rule: ({ requests }) => requests.length * 30,
  withdraw: ({ requests }) => requests.length * 2,
  pause: ({ paused }) => (paused ? 1 : 16),
  resume: ({ paused }) => (paused ? 6 : 0),
  release: (kase) => openParts(kase).length * 3,
  contribute: (kase) => openParts(kase).length * 6,
  'contest-lead': (kase) => openParts(kase).length * 8,
};

interface Rolls {
  move: number;
  who: number;
  detail: number;
}

/** A move that the table allows to somebody in the present state, with somebody whom it allows; undefined if there is none. */
export function likelyMove(
  kase: Case,
  { move, who, detail }: Rolls,
  now: Instant,
  directory: Directory,
): [Actor | Resident, Command] | undefined {
  const { level } = currentStage(kase);
  const possible = MOVE_NAMES.filter(
    (name) => MOVES[name].from.includes(kase.status) && MOVES[name].held.includes(level),
  );
  const weighted = possible.flatMap((name) => Array<Move>(WEIGHTS[name]?.(kase) ?? 2).fill(name));
  const name = pick(weighted, move);
  if (name === undefined) return undefined;
  const command = make(name, kase, detail, now);
  const actor = pick(actorsFor(kase, command, directory), who);
  return actor && [actor, command];
}

function actorsFor(kase: Case, command: Command, directory: Directory): readonly (Actor | Resident)[] {
  const able = asking(kase).filter((actor) => actingAs(MOVES[command.type], actor, kase, directory));
  if (command.type !== 'rule') return able;
  const request = kase.requests.find(({ wish }) => wish.kind === command.wish);
  if (!request) return able;
  const own = unitOf(request.by) === request.to && request.wish.kind !== 'first-contact';
  return [own ? theLeader : of(request.to)];
}

/** Anybody's anything. */
export const anyMove = (kase: Case, { move, who, detail }: Rolls, now: Instant): [Actor | Resident, Command] => [
  pick(asking(kase), who) ?? theLeader,
  make(MOVE_NAMES[move % MOVE_NAMES.length] ?? 'accept', kase, detail, now),
];
