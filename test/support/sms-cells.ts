import type { Documents } from '../../domain/directory/documents.ts';
import type { SmsFault } from '../../local/sms.ts';
import { documents, fire } from './a-district.ts';
import { ulid } from './ulids.ts';

/** The telephones of a cell, in the order in which red goes up the line: of its grid, its village, its township. */
export const SLOTS = ['A', 'B', 'L', 'C', 'D', 'E', 'F'] as const;
export type Slot = (typeof SLOTS)[number];

/** What the gateway does with each message of red to the telephone that has the fault; the last goes on for ever. */
export type Send = 'taken' | 'refused' | 'throttled' | 'broken' | 'cut' | 'taken-and-cut';
/** What the carrier says later of the first that was taken: how many minutes later, and what. */
type Receipt = readonly [after: number, state: 'delivered' | 'bounced'];

export const FAULTS: Record<string, { sends: readonly Send[]; receipts: readonly Receipt[] }> = {
  delivered: { sends: ['taken'], receipts: [[0, 'delivered']] },
  'no receipt': { sends: ['taken'], receipts: [] },
  'receipt late': { sends: ['taken'], receipts: [[10, 'delivered']] },
  'receipt twice': {
    sends: ['taken'],
    receipts: [
      [0, 'delivered'],
      [1, 'delivered'],
    ],
  },
  bounced: { sends: ['taken'], receipts: [[0, 'bounced']] },
  'bounced late': { sends: ['taken'], receipts: [[10, 'bounced']] },
  'bounced twice': {
    sends: ['taken'],
    receipts: [
      [0, 'bounced'],
      [1, 'bounced'],
    ],
  },
  'bounced, then delivered': {
    sends: ['taken'],
    receipts: [
      [0, 'bounced'],
      [1, 'delivered'],
    ],
  },
  'delivered, then bounced': {
    sends: ['taken'],
    receipts: [
      [0, 'delivered'],
      [1, 'bounced'],
    ],
  },
  'rejected for ever': { sends: ['refused'], receipts: [] },
  'throttled once': { sends: ['throttled', 'taken'], receipts: [] },
  '5xx once': { sends: ['broken', 'taken'], receipts: [] },
  '5xx for ever': { sends: ['broken'], receipts: [] },
  'cut once': { sends: ['cut', 'taken'], receipts: [] },
  'cut once, yet sent': { sends: ['taken-and-cut', 'taken'], receipts: [] },
  'cut for ever, yet sent': { sends: ['taken-and-cut'], receipts: [] },
};

export const ANSWERS: Record<Send, SmsFault | undefined> = {
  taken: undefined,
  refused: { status: 200, code: 'BLACKLISTED', message: '' },
  throttled: { status: 429, code: 'LIMIT', message: '' },
  broken: { status: 503, code: 'DOWN', message: '' },
  cut: { status: 0, code: 'CUT', message: '' },
  'taken-and-cut': { status: 0, code: 'CUT', message: '' },
};

/** Who acknowledges, five minutes after it was told; whoever is told next, if it never is. */
export const ACKNOWLEDGERS = ['A or L', 'B', 'C', 'D', 'nobody'] as const;
type Acknowledger = (typeof ACKNOWLEDGERS)[number];

export interface Cell {
  number: number;
  fault: string;
  faulty: Slot;
  acknowledger: Acknowledger;
  how: 'link' | 'reply';
  id: string;
  grid: string;
}

export const cells: Cell[] = Object.keys(FAULTS)
  .flatMap((fault) => (['A', 'L', 'B'] as const).map((faulty) => ({ fault, faulty })))
  .flatMap((row) => ACKNOWLEDGERS.map((acknowledger) => ({ ...row, acknowledger })))
  .map((row, number) => ({
    ...row,
    number,
    how: number % 2 === 0 ? 'link' : 'reply',
    id: ulid(number),
    grid: `c${number}-g`,
  }));

export const phoneOf = ({ number }: Pick<Cell, 'number'>, slot: Slot): string =>
  `+86138${String(number).padStart(6, '0')}${SLOTS.indexOf(slot)}0`;
export const ownerOf = (phone: string): { cell: Cell; slot: Slot } | undefined => {
  const [, number, slot] = /^\+86138(\d{6})(\d)0$/.exec(phone) ?? [];
  const [cell, name] = [cells[Number(number)], SLOTS[Number(slot)]];
  return cell && name && { cell, slot: name };
};

const UNITS = [
  { level: 'grid', id: 'g', parent: 'v', duty: ['A', 'B'], leader: 'L' },
  { level: 'village', id: 'v', parent: 't', duty: ['C'], leader: 'D' },
  { level: 'township', id: 't', parent: undefined, duty: ['E'], leader: 'F' },
] as const;

/** The small district, and for each cell a grid, a village and a township of its own. Red comes an hour after opening, once. */
export function cellDocuments(): Documents {
  const { units, officers, rosters, categories, ...rest } = documents();
  const own = cells.flatMap((cell) => UNITS.map((unit) => ({ cell, unit, key: `c${cell.number}-${unit.id}` })));
  return {
    ...rest,
    units: [
      ...units,
      ...own.map(({ cell, unit, key }) => ({
        id: key,
        name: `${cell.number}号${unit.id}`,
        level: unit.level,
        parent: unit.parent === undefined ? 'shawan' : `c${cell.number}-${unit.parent}`,
      })),
    ],
    officers: [
      ...officers,
      ...cells.map(({ grid }) => ({
        id: `of-${grid}`,
        name: `某某（${grid}）`,
        subject: `local|of-${grid}`,
        posts: [{ unit: grid, role: 'officer' as const }],
      })),
    ],
    rosters: [
      ...rosters,
      ...own.map(({ cell, unit, key }) => ({
        unit: key,
        duty: unit.duty.map((slot) => phoneOf(cell, slot)),
        leader: phoneOf(cell, unit.leader),
      })),
    ],
    categories: [
      ...categories,
      {
        ...fire,
        id: 'trial',
        name: '演练',
        limits: { ...fire.limits, case: { measure: 'minutes', count: 9_000 } },
        overdue: { remindEvery: { measure: 'minutes', count: 9_000 }, reminders: 0 },
      },
    ],
  };
}
