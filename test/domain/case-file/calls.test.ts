import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NEVER } from '../../../domain/case/light.ts';
import { bounced } from '../../../domain/case-file/bounced.ts';
import { acknowledged, withCalls } from '../../../domain/case-file/calls.ts';
import type { CaseFile } from '../../../domain/case-file/case-file.ts';
import { claimNotices, type Outcome, reportNotice } from '../../../domain/case-file/outbox.ts';
import { plusSeconds } from '../../../domain/primitives.ts';
import { of } from '../../support/a-district.ts';
import { aCase, district, means, move, shanghai, ticked } from '../../support/casework.ts';

const QUARTER = 15 * 60;
const RED = shanghai('2026-03-02 18:00:01');
const red = ticked(aCase(), RED);

/** Everything that may be told at an instant is; the endings of the telephones that were told. */
function told(file: CaseFile, at: string, outcome: Outcome['outcome'] = 'sent'): [CaseFile, string[]] {
  const present = means(at);
  const { file: taken, claimed } = claimNotices(withCalls(file, present), present);
  const after = claimed.reduce((sofar, notice) => reportNotice(sofar, notice, { outcome }, present), taken);
  return [after, claimed.map(({ phone }) => phone)];
}

/** Who is told each quarter of an hour after red, while nobody acknowledges it. */
function quarters(file: CaseFile, count: number): string[][] {
  let present = file;
  return Array.from({ length: count }, (_, quarter) => {
    const [after, phones] = told(present, plusSeconds(RED, quarter * QUARTER));
    present = after;
    return phones;
  });
}
const line = district
  .lineage('niushi-v1-g1')
  .flatMap(({ id }) => [...district.onDuty(id, RED), district.roster(id).leader]);
const others = (phones: readonly string[]) => line.filter((phone) => !phones.includes(phone));

describe('red that nobody acknowledges', () => {
  test('goes to duty and leader at once, then each quarter of an hour to the next telephone up the line, each once', () => {
    const [first = [], ...rest] = quarters(red, 12);
    expect(first).toEqual([district.onDuty('niushi-v1-g1', RED)[0], district.roster('niushi-v1-g1').leader]);
    const expected = [...new Set(others(first))].slice(0, 10);
    expect(rest.flat().slice(0, expected.length)).toEqual(expected);
    expect(rest.slice(0, expected.length).every((phones) => phones.length === 1)).toBe(true);
    expect(new Set([...first, ...rest.flat()]).size).toBe([...first, ...rest.flat()].length);
  });

  test('not before the quarter is over', () => {
    const [after] = told(red, RED);
    expect(told(after, plusSeconds(RED, QUARTER - 1))[1]).toEqual([]);
    expect(told(after, plusSeconds(RED, QUARTER))[1]).toHaveLength(1);
  });

  test('ends on record when there is nobody left to tell', () => {
    let file = red;
    for (let quarter = 0; quarter < 16; quarter += 1) [file] = told(file, plusSeconds(RED, quarter * QUARTER));
    const ends = file.history.filter(({ what }) => what.type === 'unanswered');
    expect(ends).toMatchObject([{ what: { unit: 'niushi-v1-g1' } }]);
    expect(file.calls).toEqual([]);
  });

  test('a telephone that could not be reached is passed over at once', () => {
    const [after, [duty = '']] = told(red, RED);
    const [, second] = told(after, plusSeconds(RED, QUARTER), 'failed');
    let file = told(after, plusSeconds(RED, QUARTER), 'failed')[0];
    for (let attempt = 0; attempt < 8 && file.calls[0]?.next === null; attempt += 1) {
      [file] = told(file, file.outbox[0]?.notBefore ?? RED, 'failed');
    }
    const at = file.calls[0]?.next ?? '';
    expect(file.calls[0]?.told).toEqual(expect.arrayContaining([duty, ...second]));
    expect(told(file, at)[1]).toHaveLength(1);
    expect(second).not.toEqual(told(file, at)[1]);
  });
});

describe('a telephone of which nobody can say whether it was reached', () => {
  const LEADER = district.roster('niushi-v1-g1').leader;
  /** Everybody is told but one telephone, of which the gateway says nothing. */
  function but(phone: string, file: CaseFile, at: string): [CaseFile, string[]] {
    const present = means(at);
    const { file: taken, claimed } = claimNotices(withCalls(file, present), present);
    const outcome = (own: string) => ({ outcome: own === phone ? ('unknown' as const) : ('sent' as const) });
    const after = claimed.reduce((sofar, notice) => reportNotice(sofar, notice, outcome(notice.phone), present), taken);
    return [after, claimed.map((notice) => notice.phone)];
  }
  const [once] = but(LEADER, red, RED);

  test('is told once more, and is a dead letter then, while the next one is told at once', () => {
    const again = once.outbox.find(({ as }) => as === 'leader')?.notBefore ?? '';
    const [twice, phones] = but(LEADER, once, again);
    expect(phones).toEqual([LEADER]);
    expect(twice.history.at(-1)?.what).toMatchObject({ type: 'notified', outcome: 'given-up', attempt: 2 });
    expect(twice.outbox).toMatchObject([{ as: 'leader', deadSince: again, notBefore: NEVER }]);
    expect(but(LEADER, twice, again)[1]).toEqual([others([...line.slice(0, 1), LEADER])[0]]);
    expect(but(LEADER, twice, plusSeconds(again, 86_400))[1]).not.toContain(LEADER);
  });

  test('is not told by the next step up meanwhile', () => {
    const [, phones] = but(
      LEADER,
      { ...once, outbox: once.outbox.map((own) => ({ ...own, notBefore: '9' })) },
      plusSeconds(RED, QUARTER),
    );
    expect(phones).toHaveLength(1);
    expect(phones).not.toContain(LEADER);
  });

  test('can acknowledge all the same, and is not told again', () => {
    const [event] = once.calls.map((call) => call.event);
    const done = acknowledged(once, { id: `${event}-leader` }, LEADER, 'link', means(plusSeconds(RED, 30)));
    expect(done.history.at(-1)?.what).toMatchObject({ type: 'acknowledged', phoneEnding: LEADER.slice(-4) });
    expect([done.calls, done.outbox]).toEqual([[], []]);
  });
});

test('up the line a telephone that fails twice is passed over at once', () => {
  const [first] = told(red, RED);
  const at = plusSeconds(RED, QUARTER);
  const [once, [phone = '']] = told(first, at, 'failed');
  const again = once.outbox[0]?.notBefore ?? '';
  const [twice, phones] = told(once, again, 'failed');
  expect(phones).toHaveLength(1);
  const [, next] = told(twice, again);
  expect(next).toHaveLength(1);
  expect(next).not.toContain(phone);
});

describe('an acknowledgement', () => {
  const [after, phones] = told(red, RED);
  const [event] = after.calls.map((call) => call.event);
  const notice = { id: `${event}-duty` };

  test.each([0, 1])('by any telephone that was told ends it (%i)', (index) => {
    const phone = phones[index] ?? '';
    const done = acknowledged(after, notice, phone, 'link', means(plusSeconds(RED, 60)));
    expect(done.calls).toEqual([]);
    expect(done.history.at(-1)?.what).toEqual({
      type: 'acknowledged',
      event,
      unit: 'niushi-v1-g1',
      phoneEnding: phone.slice(-4),
      how: 'link',
    });
    expect(told(done, plusSeconds(RED, QUARTER))[1]).toEqual([]);
    expect(acknowledged(done, notice, phone, 'link', means(plusSeconds(RED, 90)))).toBe(done);
  });

  test('by a telephone that was not told, or of other news, is none', () => {
    const present = means(plusSeconds(RED, 60));
    expect(acknowledged(after, notice, '+8619999999999', 'link', present)).toBe(after);
    expect(acknowledged(after, { id: '1-duty' }, phones[0] ?? '', 'link', present)).toBe(after);
  });

  test('before the leader was reached keeps the leader from starting it anew', () => {
    const present = means(RED);
    const { file, claimed } = claimNotices(red, present);
    const [duty, leader] = claimed;
    if (!duty || !leader) throw new Error('red is for both');
    const first = acknowledged(
      reportNotice(file, duty, { outcome: 'sent' }, present),
      duty,
      duty.phone,
      'reply',
      present,
    );
    expect(reportNotice(first, leader, { outcome: 'sent' }, present).calls).toEqual([]);
  });

  test('is not needed when the unit does something about the case, and none is when it went elsewhere', () => {
    const at = plusSeconds(RED, 60);
    const [unaccepted] = told(ticked(aCase({ by: of('niushi-v1') }), RED), RED);
    expect(unaccepted.calls).toHaveLength(1);
    expect(move(unaccepted, of('niushi-v1-g1'), { type: 'accept' }, at).calls).toEqual([]);
    const up = move(after, of('niushi-v1-g1'), { type: 'escalate', reason: '无设备' }, at);
    expect(up.calls).toEqual([]);
  });
});

describe('a message that came back', () => {
  test('has the next telephone told at once, once', () => {
    const [after, [duty = '']] = told(red, RED);
    const [event] = after.calls.map((call) => call.event);
    const sent = { id: `${event}-duty`, news: 'red', unit: 'niushi-v1-g1', as: 'duty', attempt: 0 } as const;
    const at = plusSeconds(RED, 30);
    const back = bounced(after, sent, duty, means(at));
    expect(back.history.at(-1)?.what).toMatchObject({ type: 'notified', outcome: 'bounced', attempt: 1 });
    expect(told(back, at)[1]).toHaveLength(1);
    expect(bounced(back, sent, duty, means(at))).toBe(back);
  });

  test('of news that is not urgent is sent to the next telephone on duty', () => {
    const village = move(aCase(), of('niushi-v1-g1'), { type: 'escalate', reason: '无设备' }, RED);
    const notice = village.outbox.find(({ news }) => news === 'handed-over');
    if (!notice) throw new Error('no notice');
    const [after, [first = '']] = told(village, RED);
    const back = bounced(after, { ...notice, attempt: 0 }, first, means(plusSeconds(RED, 30)));
    const [, second] = told(back, plusSeconds(RED, 30));
    expect(second).toEqual(
      district
        .onDuty('niushi-v1', RED)
        .filter((phone) => phone !== first)
        .slice(0, 1),
    );
  });
});

describe('urgent news that reached nobody it was for', () => {
  test('climbs at once', () => {
    let file = red;
    let at = RED;
    const failing = (own: CaseFile, now: string): CaseFile => {
      const { file: taken, claimed } = claimNotices(own, means(now));
      return claimed.reduce((sofar, notice) => reportNotice(sofar, notice, { outcome: 'failed' }, means(now)), taken);
    };
    for (let turn = 0; turn < 40 && file.calls.length === 0; turn += 1) {
      file = failing(file, at);
      at = file.outbox.map(({ notBefore }) => notBefore).sort()[0] ?? at;
    }
    expect(file.outbox.some(({ deadSince }) => deadSince !== undefined)).toBe(true);
    const [call] = file.calls;
    expect(call).toMatchObject({ news: 'red', steps: 0 });
    const [, phones] = told({ ...file, outbox: [] }, call?.next ?? '');
    expect(phones).toHaveLength(1);
    expect(call?.told).not.toContain(phones[0]);
  });

  test('is acknowledged by whom it may have reached, before it is sent again', () => {
    const present = means(RED);
    const { file: taken, claimed } = claimNotices(red, present);
    const unknown = claimed.reduce(
      (sofar, notice) => reportNotice(sofar, notice, { outcome: 'unknown' }, present),
      taken,
    );
    const [duty] = claimed;
    if (!duty) throw new Error('red is told');
    const done = acknowledged(unknown, duty, duty.phone, 'link', means(plusSeconds(RED, 5)));
    expect(done.history.at(-1)?.what).toMatchObject({ type: 'acknowledged', phoneEnding: duty.phone.slice(-4) });
    expect(done.outbox.some(({ id }) => id === duty.id)).toBe(false);
    expect(acknowledged(done, duty, duty.phone, 'link', means(plusSeconds(RED, 6)))).toBe(done);
  });
});

describe('prompt news that the carrier brings back each time', () => {
  const village = move(aCase(), of('niushi-v1-g1'), { type: 'escalate', reason: '无设备' }, RED);

  test('is a dead letter after six, and tried again ever more seldom', () => {
    let file: CaseFile = village;
    let at = RED;
    const sends: string[] = [];
    while (at < plusSeconds(RED, 5 * 86_400)) {
      const { file: taken, claimed } = claimNotices(file, means(at));
      file = claimed.reduce((sofar, notice) => reportNotice(sofar, notice, { outcome: 'sent' }, means(at)), taken);
      for (const notice of claimed.filter(({ news }) => news === 'handed-over')) {
        sends.push(at);
        file = bounced(file, notice, notice.phone, means(at));
      }
      const next = file.outbox.map(({ notBefore }) => notBefore).sort()[0] ?? NEVER;
      at = next > at ? next : plusSeconds(at, 1);
    }
    expect(file.outbox).toMatchObject([{ news: 'handed-over', deadSince: expect.any(String) }]);
    expect(sends.length).toBeLessThan(18);
    expect(sends.filter((sent) => sent < plusSeconds(RED, 3600)).length).toBeLessThanOrEqual(6);
    expect(file.history.length).toBeLessThan(village.history.length + 2 * 40);
  });
});

test('whatever is sent, refused and acknowledged when: no telephone is told of the same twice by the ladder, and it ends', () => {
  const outcomes = fc.array(fc.constantFrom<Outcome['outcome']>('sent', 'failed', 'unknown'), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(outcomes, fc.nat({ max: 40 }), (all, answeredAt) => {
      let file = red;
      let at = RED;
      const reached: string[] = [];
      for (let turn = 0; turn < 200; turn += 1) {
        const present = means(at);
        const outcome = all[turn % all.length] ?? 'sent';
        const { file: taken, claimed } = claimNotices(withCalls(file, present), present);
        file = claimed.reduce((sofar, notice) => reportNotice(sofar, notice, { outcome }, present), taken);
        if (outcome === 'sent') reached.push(...claimed.filter(({ news }) => news === 'red').map(({ phone }) => phone));
        const [call] = file.calls;
        if (turn === answeredAt && call)
          file = acknowledged(file, { id: `${call.event}` }, call.told[0] ?? '', 'link', present);
        const next = [...file.calls.map((own) => own.next), ...file.outbox.map((own) => own.notBefore)].filter(
          (own): own is string => own !== null && own !== NEVER,
        );
        const [first] = next.sort();
        if (first === undefined) break;
        at = first > at ? first : plusSeconds(at, 1);
      }
      expect(new Set(reached).size).toBe(reached.length);
      expect(file.calls).toEqual([]);
      const states = file.history.map(({ what }) => what.type);
      expect(states.some((type) => type === 'acknowledged' || type === 'unanswered')).toBe(true);
    }),
    { numRuns: 300 },
  );
});
