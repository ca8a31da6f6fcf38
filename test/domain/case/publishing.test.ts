import { describe, expect, test } from 'vitest';
import { movesFor } from '../../../domain/case/allowed.ts';
import { Command } from '../../../domain/case/command.ts';
import { type Actor, RESIDENT } from '../../../domain/case/decision.ts';
import { type CaseFile, caseOf } from '../../../domain/case-file/case-file.ts';
import { erased } from '../../../domain/case-file/erasure.ts';
import { firstBrokenLink } from '../../../domain/case-file/history.ts';
import { plusSeconds } from '../../../domain/primitives.ts';
import { of, theLeader } from '../../support/a-district.ts';
import { aCase, aReport, climbedTo, district, MONDAY, means, move, sha256, tryMove } from '../../support/casework.ts';

const at = (hours: number) => plusSeconds(MONDAY, hours * 3600);
const publish = { type: 'publish', words: '已修复路面' } as const;
const withhold = { type: 'withhold', reason: 'third-party' } as const;
const village = move(climbedTo('village', aReport()), of('niushi-v1'), { type: 'resolve', result: '已修' }, at(2));
const answerOf = (file: CaseFile) => caseOf(file).answer;
const canPublish = (file: CaseFile, by: Actor | typeof RESIDENT) =>
  movesFor(caseOf(file), by, at(5), district).includes('publish');

describe('an answer', () => {
  test('waits for its check from when it was given out', () => {
    expect(answerOf(aReport())).toBeNull();
    expect(answerOf(village)).toEqual({ at: at(2), check: null });
    // Nobody but a resident is answered.
    const own = move(climbedTo('village'), of('niushi-v1'), { type: 'resolve', result: '已修' }, at(2));
    expect(answerOf(own)).toBeNull();
  });

  test('of a department is given out when the centre has checked it', () => {
    const checking = climbedTo('check', aReport());
    expect(answerOf(checking)).toBeNull();
    const closed = move(checking, of('shawan'), { type: 'close' }, at(3));
    expect(answerOf(closed)).toEqual({ at: at(3), check: null });
    expect(canPublish(closed, of('shawan'))).toBe(true);
    expect(canPublish(closed, of('dept-housing'))).toBe(false);
  });

  test('of a matter handled on the spot is one too', () => {
    const told = aCase({ resident: true, record: { result: '已修' } });
    expect(answerOf(told)).toEqual({ at: MONDAY, check: null });
  });

  test('is published or withheld, also after the case has closed, and either can be set right', () => {
    const rated = move(village, RESIDENT, { type: 'rate', satisfied: true }, at(3));
    expect(answerOf(rated)).toEqual({ at: at(2), check: null });
    const published = move(rated, of('niushi'), publish, at(4));
    expect(answerOf(published)).toEqual({ at: at(2), check: { outcome: 'published', at: at(4) } });
    const taken = move(published, of('shawan'), withhold, at(5));
    expect(answerOf(taken)).toEqual({ at: at(2), check: { outcome: 'withheld', at: at(5), reason: 'third-party' } });
    expect(caseOf(taken)).toMatchObject({ status: 'closed', endedAt: at(3) });
  });

  test('that changes after a reopening is checked anew', () => {
    const published = move(village, of('niushi'), publish, at(3));
    const asked = move(published, RESIDENT, { type: 'reopen', reason: '又塌了' }, at(4));
    const grant = { type: 'rule', wish: 'reopening', grant: true, reason: '同意' } as const;
    const again = move(asked, of('niushi'), grant, at(5));
    expect(answerOf(asked)?.check).toMatchObject({ outcome: 'published' });
    expect(answerOf(again)).toBeNull();
    const { unit } = caseOf(again).stages.at(-1) ?? { unit: '' };
    const answered = move(again, of(unit), { type: 'resolve', result: '重修' }, at(6));
    expect(answerOf(answered)).toEqual({ at: at(6), check: null });
  });
});

describe('who checks', () => {
  test('a level above who resolved it or the centre, never who resolved it nor the resident', () => {
    const may = ['niushi', 'shawan'];
    for (const unit of ['niushi-v1-g1', 'niushi-v1', 'niushi', 'fulu', 'shawan', 'dept-housing'])
      expect([unit, canPublish(village, of(unit))]).toEqual([unit, may.includes(unit)]);
    expect(canPublish(village, RESIDENT)).toBe(false);
    expect(tryMove(village, RESIDENT, publish, at(3))).toMatchObject({ refused: 'not-yours' });
  });

  test('of what the centre resolved, a leader there who did not', () => {
    const byLeader = move(climbedTo('district', aReport()), theLeader, { type: 'resolve', result: '已办' }, at(2));
    const another = { officer: 'another', posts: [{ unit: 'shawan', role: 'leader' as const }] };
    for (const by of [theLeader, of('shawan')])
      expect(tryMove(byLeader, by, publish, at(3))).toMatchObject({ refused: 'not-for-you' });
    expect(answerOf(move(byLeader, another, publish, at(3)))?.check).toMatchObject({ outcome: 'published' });
  });

  test('nobody checks what they resolved in another post', () => {
    const both: Actor = { ...of('niushi-v1'), posts: [...of('niushi-v1').posts, { unit: 'niushi', role: 'leader' }] };
    const answered = move(climbedTo('village', aReport()), both, { type: 'resolve', result: '已修' }, at(2));
    expect(tryMove(answered, both, publish, at(3))).toMatchObject({ refused: 'not-for-you' });
  });
});

describe('what everybody reads', () => {
  test('tells of no person; the refusal names what was found and what to do', () => {
    const words = '已联系李某13800138000，车川L12345已移走';
    const refused = tryMove(village, of('niushi'), { type: 'publish', words }, at(3));
    expect(refused).toMatchObject({ refused: 'personal-data', rule: expect.any(String) });
    expect(refused).toMatchObject({ message: expect.stringMatching(/13800138000.*川L12345.*take it out.*withhold/) });
    // The answer itself may have it: the resident reads that, and nobody else.
    expect(
      tryMove(village, of('niushi'), { type: 'withhold', reason: 'personal-data', note: words }, at(3)),
    ).toHaveProperty('history');
    // But of another reason than the list has, everybody reads the note.
    expect(tryMove(village, of('niushi'), { type: 'withhold', reason: 'other', note: words }, at(3))).toMatchObject({
      refused: 'personal-data',
    });
  });

  test('of another reason is told in words', () => {
    const told = Command.safeParse({ type: 'withhold', reason: 'other' });
    expect(told.error?.issues).toMatchObject([{ path: ['note'], message: expect.stringContaining('everybody reads') }]);
    expect(Command.safeParse({ type: 'withhold', reason: 'shy' }).success).toBe(false);
    expect(Command.safeParse({ type: 'withhold', reason: 'legal' }).success).toBe(true);
  });

  test('can be erased, and the chain stays', () => {
    const published = move(village, of('niushi'), publish, at(3));
    const closed = move(published, RESIDENT, { type: 'rate', satisfied: true }, at(4));
    const gone = erased(closed, means(at(5)));
    if ('refused' in gone) throw new Error(gone.message);
    expect(JSON.stringify(gone)).not.toContain('已修复路面');
    expect(firstBrokenLink(gone.history, sha256)).toBeNull();
    expect(answerOf(gone)?.check).toMatchObject({ outcome: 'published' });
  });
});
