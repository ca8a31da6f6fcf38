import { describe, expect, test } from 'vitest';
import { currentStage, openParts } from '../../../domain/case/case.ts';
import type { Command } from '../../../domain/case/command.ts';
import { decide } from '../../../domain/case/decide.ts';
import { isRefusal } from '../../../domain/case/refusal.ts';
import { nextDue } from '../../../domain/case/rungs.ts';
import { withCalls } from '../../../domain/case-file/calls.ts';
import { append, type CaseFile, caseOf } from '../../../domain/case-file/case-file.ts';
import { caughtUp } from '../../../domain/case-file/caught-up.ts';
import { MOST_ATTEMPTS } from '../../../domain/case-file/next-phone.ts';
import { claimNotices, reportNotice } from '../../../domain/case-file/outbox.ts';
import { hasRoomFor, isFull, MOST_EVENTS, mostBytesOf, remedyOf } from '../../../domain/case-file/room.ts';
import { type Instant, plusSeconds } from '../../../domain/primitives.ts';
import * as large from '../../support/a-large-district.ts';
import { aCase, MONDAY, means } from '../../support/casework.ts';
import { everyMoment } from '../../support/histories.ts';

const LONGEST = '长'.repeat(2000);
const SHORT = '短'.repeat(300);
/** DynamoDB takes 400 KB; what stands beside the file takes less than two. */
const ITEM = 400 * 1024 - 2_000;
const sizeOf = (file: CaseFile): number => Buffer.byteLength(JSON.stringify(file));
const id = (count: number): string => `01KJP3AB5S8M6W3T9V2X${String(count).padStart(6, '0')}`;

/** A case in the large district, as its commands make it: each on record, or refused for want of room. */
function aLargeCase(over: Parameters<typeof aCase>[0] = {}) {
  let at: Instant = MONDAY;
  let commands = 0;
  let file = aCase({
    by: officer(large.VILLAGE),
    grid: large.GRID,
    category: large.SLOW,
    words: LONGEST,
    directory,
    ...over,
  });
  const present = () => means(at, directory);
  const kept = (next: CaseFile): void => {
    file = next;
    if (sizeOf(file) > ITEM) expect.fail(`the item takes ${sizeOf(file)} bytes`);
  };
  return {
    get file() {
      return file;
    },
    get kase() {
      return caseOf(file);
    },
    /** Undefined when it was done; else why not. */
    does(unit: string, command: Command): string | undefined {
      commands += 1;
      const numbered = { ...command, id: id(commands) };
      const ticked = caughtUp(file, present());
      const decision = decide(caseOf(ticked), numbered, officer(unit), at, directory);
      if (isRefusal(decision)) return decision.refused;
      const moved = append(ticked, decision, { ...present(), salt: `${'s'.repeat(32)}-${commands}` });
      const next = { ...moved, commands: { ...moved.commands, [numbered.id]: 'd'.repeat(64) } };
      if (!hasRoomFor(next, numbered)) return 'case-full';
      kept(next);
      return undefined;
    },
    /** Time passes until nothing more comes by itself; of three notices one goes out, which nobody acknowledges, and two reach nobody. */
    waits(most = 5_000): void {
      for (let round = 0; round < most; round += 1) {
        const due = nextDue(caseOf(file), directory)?.at;
        const tries = file.outbox
          .filter(({ attempt }) => attempt < 3 * MOST_ATTEMPTS)
          .map(({ notBefore }) => notBefore);
        const calls = file.calls.flatMap(({ next: call }) => call ?? []);
        const next = [due, ...tries, ...calls].filter((one) => one !== undefined).sort()[0];
        if (next === undefined) return;
        at = next > at ? next : plusSeconds(at, 121);
        kept(withCalls(caughtUp(file, present()), present()));
        const { file: taken, claimed } = claimNotices(file, present());
        kept(taken);
        for (const [index, notice] of claimed.entries()) {
          const outcome = index % 3 === 0 ? 'sent' : 'failed';
          kept(reportNotice(file, notice, { outcome, reference: 'f'.repeat(36) }, present()));
        }
      }
    },
    pass: (seconds: number) => {
      at = plusSeconds(at, seconds);
    },
    get now() {
      return at;
    },
  };
}
const directory = large.largeDistrict;
const officer = (unit: string) => ({ officer: unit, posts: [{ unit, role: 'officer' as const }] });

/** Pressed with the longest words until there is no room for one more. */
function filled(own: ReturnType<typeof aLargeCase>, by: string): typeof own {
  for (let count = 0; count <= MOST_EVENTS; count += 1) {
    if (own.does(by, { type: 'press', words: LONGEST }) === 'case-full') return own;
  }
  throw new Error('it never was full');
}

const [LEAD = '', ...HELPING] = large.DEPARTMENTS;
const UNTIL = plusSeconds(MONDAY, 20 * 86_400);
const asks: Command[] = [
  { type: 'pause', reason: 'weather', until: UNTIL, note: LONGEST },
  { type: 'extend', limit: { measure: 'working-minutes', count: 60 }, reason: LONGEST },
  { type: 'recategorise', category: large.SLOWER, reason: LONGEST },
];
const grant = (wish: 'pause' | 'extension' | 'recategorise' | 'lead', unit?: string): Command => ({
  type: 'rule',
  wish,
  grant: true,
  reason: SHORT,
  ...(unit && { unit }),
});
const GRANTS = [grant('extension'), grant('recategorise'), grant('pause')];

/** At the district centre, by the longest words. */
function climbed(own = aLargeCase({ resident: true })): typeof own {
  for (const unit of [large.GRID, large.VILLAGE, large.TOWNSHIP]) {
    expect(own.does(unit, { type: 'escalate', reason: LONGEST })).toBeUndefined();
  }
  return own;
}

/** With a department in the lead, twenty that help, and requests that wait for rulings. */
function joint(): ReturnType<typeof aLargeCase> {
  const own = climbed();
  const helping = HELPING.map((department) => ({ department, mandatory: true }));
  expect(
    own.does(large.CENTRE, { type: 'dispatch', department: LEAD, instruction: LONGEST, with: helping }),
  ).toBeUndefined();
  own.pass(60);
  return own;
}

describe('a case has room for all that can still come', () => {
  test('at the grid: rulings, a pause, every light, the way up by itself, the answer and the word of the resident', () => {
    const own = aLargeCase({ resident: true });
    for (const ask of asks) expect(own.does(large.GRID, ask)).toBeUndefined();
    filled(own, large.VILLAGE);
    expect(GRANTS.map((ruling) => own.does(large.VILLAGE, ruling))).toEqual([undefined, undefined, undefined]);
    own.waits();
    expect(currentStage(own.kase).unit).toBe(large.CENTRE);
    expect(own.does(large.CENTRE, { type: 'resolve', result: SHORT })).toBeUndefined();
    expect(own.does(large.VILLAGE, { type: 'rate', satisfied: false, words: SHORT })).toBe('not-yours');
    expect(own.does(large.CENTRE, { type: 'rate', satisfied: false, words: SHORT })).toBe('not-for-you');
    expect(own.does(large.GRID, { type: 'rate', satisfied: false, words: SHORT })).toBeUndefined();
    own.waits();
    expect(own.kase.status).toBe('closed');
  });

  test('of twenty-one departments: every light and every result of each, another lead, and the check', () => {
    const own = joint();
    for (const ask of asks.slice(0, 1)) expect(own.does(LEAD, ask)).toBeUndefined();
    expect(own.does(LEAD, { type: 'contest-lead', reason: LONGEST })).toBeUndefined();
    filled(own, large.CENTRE);
    expect(own.does(large.CENTRE, grant('pause'))).toBeUndefined();
    expect(own.does(large.CENTRE, grant('lead', HELPING[0]))).toBeUndefined();
    own.waits();
    const helping = openParts(own.kase).map(({ unit }) => unit);
    const tooLong = helping.filter((unit) => own.does(unit, { type: 'contribute', result: LONGEST }) === 'case-full');
    expect(tooLong.length).toBeGreaterThan(0);
    for (const unit of tooLong) expect(own.does(unit, { type: 'contribute', result: SHORT })).toBeUndefined();
    expect(own.does(HELPING[0] ?? '', { type: 'resolve', result: SHORT })).toBeUndefined();
    own.waits();
    expect(own.does(large.CENTRE, { type: 'close', note: SHORT })).toBeUndefined();
    own.waits();
    expect(own.kase.status).toBe('closed');
  });

  test('departments that do nothing are let go, however full the case is, so that it can go on, in another', () => {
    const own = filled(joint(), large.CENTRE);
    expect(own.does(LEAD, { type: 'continue', as: id(0) })).toBe('parts-open');
    for (const department of HELPING) {
      expect(own.does(large.CENTRE, { type: 'release', department, reason: SHORT })).toBeUndefined();
    }
    filled(own, large.CENTRE);
    expect(own.does(LEAD, { type: 'continue', as: id(0) })).toBeUndefined();
    expect(own.kase.status).toBe('continued');
  });

  test('at the cap only what ends something is taken, and that in few words', () => {
    const own = filled(aLargeCase({ resident: true }), large.VILLAGE);
    const press: Command = { type: 'press', words: LONGEST };
    expect(own.does(large.VILLAGE, press)).toBe('case-full');
    expect(remedyOf(own.kase, { type: 'resolve' })).toContain('300 characters');
    expect(remedyOf(own.kase, press)).toContain('"continue"');
    expect(own.does(large.GRID, { type: 'resolve', result: SHORT })).toBeUndefined();
    expect(remedyOf(own.kase, { type: 'reopen' })).toContain('"reopens"');
  });

  test('and is full after so many events of people, however short', () => {
    const own = aLargeCase();
    for (let count = own.file.history.length; count < MOST_EVENTS; count += 1) {
      expect(own.does(large.VILLAGE, { type: 'press', words: '催' })).toBeUndefined();
    }
    expect([own.does(large.VILLAGE, { type: 'press', words: '催' }), isFull(own.file)]).toEqual(['case-full', true]);
    const photos = Array.from({ length: 6 }, (_, index) => ({ digest: `${index}`.repeat(64), bytes: 1_500_000 }));
    expect(own.does(large.GRID, { type: 'resolve', result: '已办', photos })).toBe('case-full');
    expect(remedyOf(own.kase, { type: 'resolve' })).toContain('without photos');
    expect(own.does(large.GRID, { type: 'resolve', result: SHORT })).toBeUndefined();
  });

  test('a fresh case takes any command, and is not full', () => {
    expect(isFull(climbed().file)).toBe(false);
    expect(isFull(aCase())).toBe(false);
  });

  test('what is kept only shrinks until a person does something else', () =>
    everyMoment((present, before) => {
      const events = present.file.history.slice(before.file.history.length).map(({ what }) => what.type);
      const ends = present.command && hasRoomFor(fullOf(present.file), present.command);
      // A calendar that is not announced to the end may move a deadline more than once, and there is some room for that.
      const uncertain = currentStage(present.kase).clock.provisional || events.includes('rescheduled');
      if ((!ends && present.told !== 'time passes') || uncertain) return;
      const [was, is] = [mostBytesOf(before.file), mostBytesOf(present.file)];
      if (is > was) expect.fail(`${events.join(', ')} took ${is - was} bytes that were not kept`);
    }));
});

/** The same, as full as can be. */
const fullOf = (file: CaseFile): CaseFile => ({
  ...file,
  history: Array.from({ length: MOST_EVENTS + 1 }, () => file.history).flat(),
});
