import { describe, expect, test } from 'vitest';
import type { CaseFile } from '../../../domain/case-file/case-file.ts';
import { caseOf } from '../../../domain/case-file/case-file.ts';
import { MOST_ATTEMPTS, phoneFor } from '../../../domain/case-file/next-phone.ts';
import { noticeSays } from '../../../domain/case-file/notice-texts.ts';
import { claimNotices, type Outcome, reportNotice, withdrawNotice } from '../../../domain/case-file/outbox.ts';
import { openDirectory } from '../../../domain/directory/directory.ts';
import { textOf } from '../../../domain/line/templates.ts';
import { plusSeconds } from '../../../domain/primitives.ts';
import { documents, of } from '../../support/a-district.ts';
import {
  aCase,
  aReport,
  climbedTo,
  district,
  MONDAY,
  means,
  move,
  PATIENCE,
  shanghai,
  ticked,
} from '../../support/casework.ts';

const news = (file: CaseFile) => file.outbox.map(({ news: own, unit, as }) => `${own} ${unit} ${as}`);

/** One round of sending: claim at an instant, report each with the outcome. */
function sendAll(file: CaseFile, at: string, outcome: Outcome = { outcome: 'sent', reference: 'm-1' }): CaseFile {
  const present = means(at);
  const { file: taken, claimed } = claimNotices(file, present);
  return claimed.reduce((sofar, notice) => reportNotice(sofar, notice, outcome, present), taken);
}

describe('who is told what', () => {
  test('nobody, when the officer of the grid opens the case', () => expect(news(aCase())).toEqual([]));
  test('the grid, when its station files for it', () =>
    expect(news(aCase({ by: of('niushi-v1') }))).toEqual(['handed-over niushi-v1-g1 duty']));
  test('the next holder at a hand-over, and no longer the one before', () => {
    expect(news(climbedTo('village'))).toEqual(['handed-over niushi-v1 duty']);
    expect(news(climbedTo('department'))).toEqual(['handed-over dept-housing duty', 'moved niushi-v1-g1 duty']);
    expect(news(climbedTo('check'))).toEqual(['to-check shawan duty', 'moved niushi-v1-g1 duty']);
  });
  test('the leader too, when it is red', () => {
    const red = ticked(aCase(), shanghai('2026-03-02 18:00:01'));
    expect(news(red)).toEqual(['red niushi-v1-g1 duty', 'red niushi-v1-g1 leader']);
  });
  test('yellow waits for the hours of the holder, red does not', () => {
    const night = aCase({ at: shanghai('2026-03-02 22:00'), category: 'fire', by: of('niushi-v1') });
    const yellow = ticked(night, shanghai('2026-03-02 22:30'));
    expect(yellow.outbox.find((own) => own.news === 'yellow')?.notBefore).toBe(shanghai('2026-03-03 09:00'));
    const red = ticked(night, shanghai('2026-03-02 23:01'));
    expect(red.outbox.find((own) => own.news === 'red')?.notBefore).toBe(shanghai('2026-03-02 23:01'));
  });
  test('what a resident reports waits for the hours of the grid, unless its limit runs around the clock', () => {
    const told = (over: Parameters<typeof aReport>[0]) =>
      aReport(over).outbox.map(({ news: own, notBefore }) => [own, notBefore]);
    expect(told({ at: MONDAY })).toEqual([['handed-over', MONDAY]]);
    const at = shanghai('2026-03-02 22:00');
    expect(told({ at })).toEqual([['handed-over', shanghai('2026-03-03 09:00')]]);
    expect(told({ at, category: 'fire' })).toEqual([['handed-over', at]]);
    const made = move(aReport({ at }), of('niushi-v1-g1'), { type: 'cancel', reason: 'mistaken', note: '恶作剧' }, at);
    expect(news(made)).toEqual([]);
  });
  test('a light that nobody has begun to send is overtaken by the next', () => {
    const yellow = ticked(aCase({ at: shanghai('2026-03-02 22:00'), category: 'fire' }), shanghai('2026-03-02 22:30'));
    const red = ticked(yellow, shanghai('2026-03-02 23:01'));
    expect(news(red)).toEqual(['red niushi-v1-g1 duty', 'red niushi-v1-g1 leader']);
    const late = ticked(aCase({ at: shanghai('2026-03-02 22:00'), category: 'fire' }), shanghai('2026-03-02 23:40'));
    expect(news(late)).toEqual(['red niushi-v1-g1 duty', 'red niushi-v1-g1 leader']);
    const reminded = ticked(red, shanghai('2026-03-02 23:31'));
    expect(news(reminded)).toEqual(['reminder niushi-v1-g1 duty', 'reminder niushi-v1-g1 leader']);
    const { file: sending } = claimNotices(red, means(shanghai('2026-03-02 23:30')));
    expect(news(ticked(sending, shanghai('2026-03-02 23:31')))).toHaveLength(4);
  });
  test('the text names the case, the unit and the time of the district, and nothing that people wrote', () => {
    const file = climbedTo('village');
    const [notice] = file.outbox;
    if (!notice) throw new Error('no notice');
    const text = textOf(noticeSays(notice, caseOf(file), district));
    expect(text).toMatch(/01KJP3AB5S8M6W3T9V2XQ4RD7C.*双河村 限03-0\d 18:00/);
    expect(text).not.toMatch(/塌陷|设备|某某/);
    expect(text.length).toBeLessThanOrEqual(70);
  });
});

describe('sending', () => {
  const at = plusSeconds(MONDAY, 3600);
  const village = climbedTo('village');

  test('a claim keeps others off; what is not answered is posted again, each time after twice as long', () => {
    const { file } = claimNotices(village, means(at));
    expect(claimNotices(file, means(at))).toEqual({ file, claimed: [] });
    expect(claimNotices(file, means(plusSeconds(at, PATIENCE - 1)))).toEqual({ file, claimed: [] });
    const second = claimNotices(file, means(plusSeconds(at, PATIENCE)));
    expect(second.claimed).toMatchObject([{ attempt: 0, posts: 2, phone: file.outbox[0]?.phone }]);
    expect(claimNotices(second.file, means(plusSeconds(at, 3 * PATIENCE - 1))).claimed).toEqual([]);
    expect(claimNotices(second.file, means(plusSeconds(at, 3 * PATIENCE))).claimed).toMatchObject([{ posts: 3 }]);
  });

  test('a sent notice is done and on record, with the end of the number only', () => {
    const done = sendAll(village, at);
    expect(done.outbox).toEqual([]);
    expect(done.history.at(-1)?.what).toMatchObject({
      type: 'notified',
      outcome: 'sent',
      phoneEnding: '0021',
      attempt: 1,
    });
  });

  test('a failed send goes to the next telephone at once, then backs off, then is a dead letter that is tried each hour', () => {
    let file = sendAll(village, at, { outcome: 'failed', reference: 'Throttled' });
    expect(file.outbox).toMatchObject([{ attempt: 1, notBefore: at }]);
    const [second] = file.outbox;
    if (!second) throw new Error('no notice');
    expect(phoneFor(second, at, district)).toBe('+8610000000022');
    let last = at;
    const dueIn = () => file.outbox[0]?.notBefore ?? at;
    for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
      last = dueIn();
      file = sendAll(file, last, { outcome: 'failed' });
    }
    const outcomes = file.history.flatMap(({ what }) => (what.type === 'notified' ? [what.outcome] : []));
    expect(outcomes).toEqual(['failed', 'failed', 'failed', 'failed', 'failed', 'given-up']);
    expect(file.outbox).toMatchObject([
      { attempt: 6, tried: ['+8610000000022'], deadSince: last, notBefore: plusSeconds(last, 3600) },
    ]);
    expect(sendAll(file, dueIn()).outbox).toEqual([]);
  });

  test('where trying again cannot help, it is given up at once', () => {
    const file = sendAll(village, at, { outcome: 'failed', final: true });
    expect(file.outbox).toEqual([]);
    expect(file.history.at(-1)?.what).toMatchObject({ outcome: 'given-up', attempt: 1 });
  });

  test('an attempt of unknown outcome counts as not sent; a second report of it changes nothing', () => {
    const { file, claimed } = claimNotices(village, means(at));
    const [posted] = claimed;
    if (!posted) throw new Error('no notice');
    const again = reportNotice(file, posted, { outcome: 'unknown' }, means(at));
    expect(again.history.at(-1)?.what).toMatchObject({ type: 'notified', outcome: 'unknown', attempt: 1 });
    expect(again.outbox).toMatchObject([{ attempt: 1, phone: null, posts: 0 }]);
    expect(reportNotice(again, posted, { outcome: 'sent' }, means(at))).toBe(again);
  });

  test('what was posted and is no news any more is taken back, and nothing is said about it', () => {
    const { file, claimed } = claimNotices(village, means(at));
    const [posted] = claimed;
    if (!posted) throw new Error('no notice');
    expect(withdrawNotice(file, posted)).toEqual({ ...file, outbox: [] });
    expect(withdrawNotice(village, posted)).toBe(village);
  });

  test('what was claimed for a unit that lost the case meanwhile is reported, and not repeated', () => {
    const { file, claimed } = claimNotices(village, means(at));
    const moved = move(file, of('niushi-v1'), { type: 'escalate', reason: '无设备' }, plusSeconds(at, 1));
    const after = claimed.reduce((sofar, own) => reportNotice(sofar, own, { outcome: 'unknown' }, means(at)), moved);
    expect(after.history.filter(({ what }) => what.type === 'notified')).toMatchObject([
      { what: { outcome: 'unknown' } },
    ]);
    expect(news(after)).toEqual(['handed-over niushi duty', 'moved niushi-v1-g1 duty']);
  });
});

test('a roster says in which language its telephones are told: in English one message of plain letters', () => {
  const { rosters, ...rest } = documents();
  const english = openDirectory(
    { ...rest, rosters: rosters.map((roster) => ({ ...roster, language: 'en' as const })) },
    'shawan',
    2,
  );
  const kase = aCase();
  for (const notice of move(kase, of('niushi-v1-g1'), { type: 'escalate', reason: '无设备' }, MONDAY).outbox) {
    const text = textOf(noticeSays(notice, caseOf(kase), english));
    expect(text).toMatch(/^Gridlight: Handed to you [0-9A-Z]{26} [\x20-\x7e]*due \d\d-\d\d \d\d:\d\d$/);
    expect(text.length).toBeLessThanOrEqual(160);
  }
});
