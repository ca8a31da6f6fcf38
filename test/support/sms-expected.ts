import { type Cell, FAULTS, type Send, SLOTS, type Slot } from './sms-cells.ts';

const QUARTER = 15;
/** Minutes until a telephone is tried again that could not be reached: after each attempt from when to when. */
const AGAIN = [1, 2, 4, 8, 16];
const HOUR = 60;

/** A message that is to come, at some minute from `from` to `until`. */
interface Due {
  kind: 'duty' | 'leader' | 'step';
  slot: Slot;
  from: number;
  until: number;
  attempts: number;
  doubts: number;
  isDead: boolean;
}

/**
 * What red is to do in a cell, minute by minute, told in the words of the decision and with nothing of the product's own
 * code: who is told when, whom the next telephone is, and what a fault makes of it.
 */
export function expectedOf(cell: Cell) {
  const { sends } = FAULTS[cell.fault] ?? { sends: [] };
  const first = { from: 0, until: 0, attempts: 0, doubts: 0, isDead: false };
  let due: Due[] = [
    { ...first, kind: 'duty', slot: 'A' },
    { ...first, kind: 'leader', slot: 'L' },
  ];
  const told = new Set<Slot>();
  let next: number | null = null;
  let isOver = false;
  let sent = 0;
  let isKnown = false;

  const sendTo = (slot: Slot): Send => {
    if (slot !== cell.faulty) return 'taken';
    sent += 1;
    return sends[Math.min(sent, sends.length) - 1] ?? 'taken';
  };

  /** A telephone that could not be reached: the other one on duty, or the same again, or the next one up the line. */
  function missed(one: Due, minute: number, isDoubtful: boolean): Due[] {
    if (one.kind === 'duty' && one.slot === 'A') {
      told.add('A');
      return [{ ...one, slot: 'B', from: minute, until: minute, attempts: 1 }];
    }
    const attempts = one.attempts + 1;
    const doubts = one.doubts + (isDoubtful ? 1 : 0);
    const isEnough = one.kind === 'step' ? attempts === 2 : doubts === 2 || attempts % 6 === 0;
    const wait = AGAIN[attempts - 1] ?? 30;
    if (!isEnough) return [{ ...one, attempts, doubts, from: minute + wait, until: minute + Math.ceil(wait * 1.25) }];
    told.add(one.slot);
    if (!isOver && !one.isDead) next = minute + 1;
    // What may have gone out twice is not sent again.
    if (one.kind === 'step' || doubts === 2) return [];
    return [{ ...one, attempts, doubts: 1, isDead: true, from: minute + HOUR, until: minute + HOUR }];
  }

  function attempt(one: Due, minute: number): Due[] {
    const send = sendTo(one.slot);
    if (send !== 'taken') return missed(one, minute, send !== 'refused' && send !== 'throttled');
    told.add(one.slot);
    if (!isOver) next = Math.max(next ?? 0, minute + QUARTER);
    return [];
  }

  return {
    /** What is wrong with the telephones that got a message in this minute, in words. */
    minute(minute: number, got: readonly Slot[]): string[] {
      const unexpected = [...got];
      const wrong: string[] = [];
      if (next !== null && next <= minute && !isOver && !due.some(({ kind }) => kind === 'step')) {
        const trying = due.filter(({ attempts }) => attempts > 0).map(({ slot }) => slot);
        const slot = SLOTS.find((one) => !told.has(one) && !trying.includes(one));
        if (slot) due.push({ ...first, kind: 'step', slot, from: minute, until: minute });
        next = null;
      }
      for (let turn = 0; turn < 2; turn += 1) {
        for (const one of due.filter(({ from }) => from <= minute)) {
          const place = unexpected.indexOf(one.slot);
          if (place < 0 && minute < one.until) continue;
          if (place < 0) wrong.push(`minute ${minute}: ${one.slot} was to be told`);
          else unexpected.splice(place, 1);
          due = [...due.filter((other) => other !== one), ...attempt(one, minute)];
        }
      }
      return [...wrong, ...unexpected.map((slot) => `minute ${minute}: nobody was to tell ${slot}`)];
    },
    /** The carrier's first word stands. */
    receipt(state: string, minute: number) {
      if (!isOver && !isKnown && state === 'bounced' && next !== null) next = minute + 1;
      isKnown = true;
    },
    /** Somebody has it, or has done something: nobody else is told for that, and who has it not again. */
    over(by?: Slot) {
      isOver = true;
      due = due.filter(({ kind, slot }) => kind !== 'step' && slot !== by);
    },
  };
}
