import { describe, expect, test } from 'vitest';
import { RESIDENT } from '../../../domain/case/decision.ts';
import { MOST_A_DAY, MOST_OF_RESIDENTS } from '../../../domain/case/messages.ts';
import { type CaseFile, caseOf } from '../../../domain/case-file/case-file.ts';
import { erased } from '../../../domain/case-file/erasure.ts';
import { changedContents, firstBrokenLink } from '../../../domain/case-file/history.ts';
import { isFull, mostBytesOf } from '../../../domain/case-file/room.ts';
import { plusSeconds } from '../../../domain/primitives.ts';
import { of } from '../../support/a-district.ts';
import { aReport, climbedTo, MONDAY, means, move, OTHER_CASE, sha256, tryMove } from '../../support/casework.ts';

const report = anId(0);
const at = (hours: number) => plusSeconds(MONDAY, hours * 3600);
function anId(number: number) {
  return `01KJP3AB5S8M6W3T9V2X${String(number).padStart(6, '0')}`;
}
const write = (words: string, of: string | undefined = report) =>
  ({ type: 'message', words, ...(of && { report: of }) }) as const;
const wrote = (file: CaseFile, times: number, when: (turn: number) => string, of = report) =>
  Array.from({ length: times }).reduce<CaseFile>(
    (sofar, _, turn) => move(sofar, RESIDENT, write(`第${turn}次`, of), when(turn)),
    file,
  );

describe('what residents and the holder write to each other', () => {
  test('is kept apart from the event, bound to it, and erased without breaking the chain', () => {
    const asked = move(aReport(), RESIDENT, write('何时来修'), at(1));
    const answered = move(asked, of('niushi-v1-g1'), write('今天下午', report), at(2));
    const events = answered.history.slice(-2);
    expect(events).toMatchObject([
      { by: { resident: true }, what: { type: 'messaged', report } },
      { by: { unit: 'niushi-v1-g1' }, what: { type: 'messaged', report } },
    ]);
    expect(JSON.stringify(answered.history)).not.toMatch(/何时|下午/);
    expect(caseOf(answered).messages.map(({ from }) => from)).toEqual(['resident', 'holder']);
    const closed = move(answered, of('niushi-v1-g1'), { type: 'cancel', reason: 'mistaken', note: '误报' }, at(3));
    const file = erased(closed, means(MONDAY));
    if ('refused' in file) throw new Error(file.message);
    expect(JSON.stringify(file)).not.toMatch(/何时|下午/);
    expect([firstBrokenLink(file.history, sha256), changedContents(file.contents, sha256)]).toEqual([null, []]);
  });

  test('a resident’s brings the holder one digest, in working hours; the holder’s brings no notice', () => {
    const night = at(14);
    const asked = wrote(climbedTo('village', aReport()), 2, () => night);
    const news = asked.outbox.filter((notice) => notice.news === 'messaged');
    expect(news).toMatchObject([{ unit: 'niushi-v1', as: 'duty', notBefore: at(24) }]);
    const answered = move(asked, of('niushi-v1'), write('明天'), plusSeconds(night, 60));
    expect(answered.outbox.filter((notice) => notice.news === 'messaged')).toEqual(news);
  });

  test('a resident writes five times in any 24 hours, of each report', () => {
    const day = wrote(aReport(), MOST_A_DAY, (turn) => at(turn));
    expect(tryMove(day, RESIDENT, write('又'), at(6))).toMatchObject({
      refused: 'too-many-messages',
      message: expect.stringContaining(at(24)),
    });
    expect(tryMove(day, RESIDENT, write('又', OTHER_CASE), at(6))).toHaveProperty('history');
    expect(tryMove(day, RESIDENT, write('又'), at(24))).toHaveProperty('history');
  });

  test('what all residents write in one case is bounded, and leaves room in it', () => {
    const long = '字'.repeat(500);
    const full = Array.from({ length: MOST_OF_RESIDENTS }).reduce<CaseFile>(
      (sofar, _, turn) => move(sofar, RESIDENT, write(long, anId(turn % 20)), at(turn)),
      aReport(),
    );
    const refused = tryMove(full, RESIDENT, write('又', anId(30)), at(50));
    expect(refused).toMatchObject({ refused: 'too-many-messages', message: expect.stringContaining('station') });
    expect(tryMove(full, of('niushi-v1-g1'), write('收到'), at(50))).toHaveProperty('history');
    console.log(`${MOST_OF_RESIDENTS} messages of 500 characters: ${mostBytesOf(full)} bytes at most`);
    expect(isFull(full)).toBe(false);
  });

  test('goes to nobody when no resident reported it, or not under that number', () => {
    expect(tryMove(aReport(), of('niushi-v1-g1'), write('您好', OTHER_CASE), at(1))).toMatchObject({
      refused: 'unknown-report',
      message: expect.stringContaining(OTHER_CASE),
    });
    const closed = move(aReport(), of('niushi-v1-g1'), { type: 'cancel', reason: 'mistaken', note: '误报' }, at(1));
    expect(tryMove(closed, RESIDENT, write('又'), at(2))).toMatchObject({
      refused: 'not-open',
      message: expect.stringContaining('"reopens"'),
    });
  });
});
