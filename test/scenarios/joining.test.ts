import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plusSeconds } from '../../domain/primitives.ts';
import { CaseReports, ContactView } from '../../functions/shell/report-list-messages.ts';
import { SimilarCases } from '../../functions/shell/report-messages.ts';
import { ReportView } from '../../functions/shell/report-view.ts';
import { aCloud, type Reply, type TestCloud } from '../support/a-cloud.ts';
import { documents } from '../support/a-district.ts';
import { aReportBody, SECRET, withBorders } from '../support/a-report.ts';
import { MONDAY } from '../support/casework.ts';
import { aPicture } from '../support/photos.ts';
import { rowsOf } from '../support/rows-of.ts';
import { ulid } from '../support/ulids.ts';

const GRID = 'niushi-v1-g1';
const [MINE, JOINED, LATER, OTHER] = [ulid(1), ulid(2), ulid(3), ulid(4)];
const [JOINERS, LATERS] = ['0'.repeat(25).concat('1'), '0'.repeat(25).concat('2')];
const place = { longitude: 103.5021, latitude: 29.4012, address: '李家门口' };
/** Some 100 m to the east of it. */
const beside = { longitude: 103.5031, latitude: 29.4012 };

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await aCloud({ directory: { ...documents(), units: withBorders() } });
  const body = aReportBody({
    id: MINE,
    place,
    words: '水管爆了，李某家进水',
    photos: [aPicture('水').photo],
    contact: { phone: '138 0013 8000', name: '李某' },
  });
  done(await cloud.post('/public/reports', body, null), 201);
});
afterAll(() => cloud[Symbol.asyncDispose]());

function done({ status, body }: Reply, wanted = 200): Record<string, unknown> {
  expect([status, body.detail]).toEqual([wanted, undefined]);
  return body;
}
const similar = async (about: object) => {
  const { cases } = SimilarCases.parse(
    done(await cloud.post('/public/similar', { category: 'roads', ...about }, null)),
  );
  return cases;
};
const joins = (id: string, secret: string, over = {}) =>
  cloud.post(
    '/public/reports',
    aReportBody({ id, secret, place: beside, joins: MINE, words: `我也看到了 ${id}`, ...over }),
    null,
  );
const seen = async (id: string, secret: string) => {
  await cloud.idle();
  return ReportView.parse(done(await cloud.follow(id, secret)));
};
const contact = async (who: string, query = '', of = MINE) => cloud.get(`/cases/${of}/contact${query}`, who);

describe('who reported', () => {
  test('is shown to who holds the case, to nobody else, and stands nowhere in it', async () => {
    const { contact: shown } = ContactView.parse(done(await contact(GRID)));
    expect(shown).toEqual({ phone: '+8613800138000', name: '李某' });
    for (const who of ['niushi-v1', 'niushi', 'shawan', 'niushi-v1-g2'])
      expect(await contact(who)).toMatchObject({ status: 403, body: { code: 'not-yours' } });
    const whole = JSON.stringify(done(await cloud.get(`/cases/${MINE}`, GRID)));
    for (const text of ['13800138000', '李某"']) expect(whole).not.toContain(text);
  });

  test('was looked at, and that is on record', async () => {
    const readings = await rowsOf(cloud).readings(MINE);
    expect(readings).toEqual([{ officer: `of-${GRID}`, unit: GRID, at: MONDAY }]);
  });

  test('sent again with another telephone is refused; with the same, answered as it is', async () => {
    const again = (phone: string) =>
      cloud.post(
        '/public/reports',
        aReportBody({
          id: MINE,
          place,
          words: '水管爆了，李某家进水',
          photos: [aPicture('水').photo],
          contact: { phone, name: '李某' },
        }),
        null,
      );
    expect(await again('13900139000')).toMatchObject({ status: 409, body: { code: 'id-conflict' } });
    expect(done(await again('+8613800138000'))).toMatchObject({
      id: MINE,
      sms: { phoneEnding: '8000', subscribed: false },
    });
  });
});

describe('the same matter', () => {
  test('is offered near there, by number, distance and light alone', async () => {
    const offered = { id: MINE, openedAt: MONDAY, metres: 110, light: 'green', settled: false, joined: 0 };
    expect(await similar({ place: beside })).toEqual([offered]);
    // Over the border of the grid.
    expect(await similar({ place: { longitude: 103.5035, latitude: 29.4012 } })).toMatchObject([{ metres: 150 }]);
    expect(await similar({ grid: GRID })).toEqual([{ ...offered, metres: null }]);
    expect(await similar({ place: { longitude: 103.509, latitude: 29.409 } })).toEqual([]);
    expect(await similar({ place: beside, category: 'fire' })).toEqual([]);
    expect(await similar({ grid: 'niushi-v1-g2' })).toEqual([]);
    expect(await cloud.post('/public/similar', { category: 'roads' }, null)).toMatchObject({ status: 400 });
  });

  test('is joined once, however often that is sent, and opens no case', async () => {
    const view = ReportView.parse(done(await joins(JOINED, JOINERS), 201));
    expect(view).toMatchObject({
      id: JOINED,
      words: `我也看到了 ${JOINED}`,
      place: beside,
      photos: [],
      joined: true,
      status: 'open',
      canRate: false,
      sms: null,
    });
    expect(done(await joins(JOINED, JOINERS))).toMatchObject({ id: JOINED });
    expect(await joins(JOINED, JOINERS, { words: '别的' })).toMatchObject({ status: 409 });
    expect(await cloud.get(`/cases/${JOINED}`, GRID)).toMatchObject({ status: 404 });
    expect(await cloud.see(MINE)).toMatchObject({ joined: 1 });
    expect((await similar({ place: beside }))[0]).toMatchObject({ joined: 1 });
    expect(await cloud.follow(JOINED, SECRET)).toMatchObject({ status: 404 });
    expect(await cloud.follow(MINE, JOINERS)).toMatchObject({ status: 404 });
  });

  test('shows nothing of the other resident, and the other nothing of this one', async () => {
    const whole = JSON.stringify(await seen(JOINED, JOINERS));
    for (const text of ['李', '进水', MINE, aPicture('水').photo.digest]) expect(whole).not.toContain(text);
    const headers = { 'x-receipt': JOINERS };
    const photos = await cloud.call('GET', `/public/reports/${JOINED}/photos`, null, undefined, headers);
    expect(done(photos)).toEqual({ photos: [] });
    done(await cloud.say(MINE, SECRET, { type: 'message', words: '请快来，我是李某' }));
    done(await cloud.say(JOINED, JOINERS, { type: 'message', words: '越漏越大' }));
    done(await cloud.command(MINE, GRID, { type: 'message', words: '已在路上' }));
    done(await cloud.command(MINE, GRID, { type: 'message', words: '请带我看看', report: MINE }));
    const { messages } = await seen(JOINED, JOINERS);
    expect(messages.map(({ words }) => words)).toEqual(['越漏越大', '已在路上']);
    expect(JSON.stringify(await seen(MINE, SECRET))).not.toContain('我也看到了');
  });

  test('is not joined from elsewhere, of another kind, or by a number that nobody has: refused alike', async () => {
    const far = { longitude: 103.515, latitude: 29.409 };
    const refused = await Promise.all([
      joins(LATER, LATERS, { place: far, grid: undefined }),
      joins(LATER, LATERS, { place: far, grid: GRID }),
      joins(LATER, LATERS, { category: 'fire' }),
      joins(LATER, LATERS, { joins: ulid(99) }),
    ]);
    for (const { status, body } of refused) expect([status, body.code]).toEqual([422, 'not-joinable']);
    expect(await joins(LATER, LATERS, { photos: [aPicture('水').photo] })).toMatchObject({ status: 400 });
  });

  test('has its words shown to the line of the holder', async () => {
    const listed = async (who: string) => CaseReports.parse(done(await cloud.get(`/cases/${MINE}/reports`, who)));
    for (const who of [GRID, 'niushi-v1', 'shawan'])
      expect(await listed(who)).toMatchObject({
        reports: [
          { id: MINE, joined: false, words: null, hasContact: true },
          { id: JOINED, joined: true, words: `我也看到了 ${JOINED}`, hasContact: false },
        ],
        cursor: null,
      });
    expect(await cloud.get(`/cases/${MINE}/reports`, 'niushi-v1-g2')).toMatchObject({ status: 403 });
    // A cursor of another case, which has rows or not, is none of this one.
    for (const cursor of [`${ulid(99)}.`, `${ulid(99)}.${JOINED}`])
      expect(await cloud.get(`/cases/${MINE}/reports?cursor=${cursor}`, GRID)).toMatchObject({
        status: 400,
        body: { detail: expect.stringContaining('no page of this case') },
      });
  });
});

describe('who joined', () => {
  test('is answered with the case, thinks what they think, and moves nothing by it', async () => {
    await cloud.passTo(plusSeconds(MONDAY, 600));
    expect(await cloud.say(JOINED, JOINERS, { type: 'rate', satisfied: true })).toMatchObject({ status: 422 });
    done(await cloud.command(MINE, GRID, { type: 'resolve', result: '已修好' }));
    expect(await similar({ place: beside })).toEqual([]);
    expect(await seen(JOINED, JOINERS)).toMatchObject({
      status: 'feedback',
      answer: null,
      published: { check: null },
      canRate: true,
      canReopen: false,
      canTakeUp: true,
      rating: null,
    });
    done(await cloud.command(MINE, 'niushi-v1', { type: 'withhold', reason: 'personal-data' }));
    expect(await seen(JOINED, JOINERS)).toMatchObject({
      answer: null,
      published: { check: { outcome: 'withheld', reason: 'personal-data' } },
    });
    done(await cloud.command(MINE, 'niushi-v1', { type: 'publish', words: '已修' }));
    expect(await seen(JOINED, JOINERS)).toMatchObject({ answer: { words: '已修' } });
    expect(await seen(MINE, SECRET)).toMatchObject({ answer: { words: '已修好' }, published: null });
    const rate = { type: 'rate', satisfied: false, words: '又漏了' };
    for (const _ of ['sent', 'sent again'])
      expect(done(await cloud.say(JOINED, JOINERS, rate))).toMatchObject({
        rating: { satisfied: false },
        canRate: false,
      });
    expect(await cloud.say(JOINED, JOINERS, { type: 'rate', satisfied: true })).toMatchObject({
      status: 422,
      body: { code: 'already-rated' },
    });
    expect(await seen(MINE, SECRET)).toMatchObject({ rating: null, canRate: true });
    expect(await cloud.see(MINE)).toMatchObject({ status: 'feedback', rating: null });
  });

  test('does not use up the one wish for the reopening, which is for the resident whose case it is', async () => {
    expect(await cloud.say(JOINED, JOINERS, { type: 'reopen', reason: '又漏了', id: ulid(50) })).toMatchObject({
      status: 403,
      body: { code: 'not-yours', detail: expect.stringContaining('report it again') },
    });
    for (const _ of ['sent', 'sent again'])
      done(await cloud.say(MINE, SECRET, { type: 'reopen', reason: '又漏了', id: ulid(51) }));
    expect(await cloud.see(MINE)).toMatchObject({ requests: [{ wish: { kind: 'reopening' } }] });
    done(await cloud.command(MINE, 'niushi-v1', { type: 'rule', wish: 'reopening', grant: true, reason: '属实' }));
    expect(await seen(JOINED, JOINERS)).toMatchObject({ status: 'open', canRate: false });
  });

  test('follows the case where it goes when it is merged, and can be reached by who holds it there', async () => {
    done(await joins(LATER, LATERS, { contact: { phone: '13700137000' } }), 201);
    done(await cloud.open({ ...aReportBody({ id: OTHER }), secret: undefined }, GRID), 201);
    done(await cloud.command(MINE, GRID, { type: 'merge', into: OTHER, reason: '同一处' }));
    done(await cloud.command(OTHER, GRID, { type: 'resolve', result: '整段更换' }));
    done(await cloud.command(OTHER, 'niushi-v1', { type: 'publish' }));
    expect(await seen(LATER, LATERS)).toMatchObject({
      mergedInto: true,
      status: 'feedback',
      answer: { words: '整段更换' },
    });
    expect(await contact(GRID, `?report=${LATER}`, OTHER)).toMatchObject({
      body: { contact: { phone: '+8613700137000' } },
    });
    expect(await contact(GRID, `?report=${LATER}`)).toMatchObject({ status: 403 });
    const { reports } = CaseReports.parse(done(await cloud.get(`/cases/${OTHER}/reports`, GRID)));
    expect(reports).toEqual([]);
    // One that was answered takes in nobody any more: what is reported then is seen to.
    expect(await joins(ulid(5), JOINERS)).toMatchObject({ status: 422, body: { code: 'not-joinable' } });
    done(await cloud.say(MINE, SECRET, { type: 'reopen', reason: '还漏' }));
  });

  test('wants SMS, or no more', async () => {
    expect(await cloud.say(JOINED, JOINERS, { type: 'subscribe' })).toMatchObject({
      status: 422,
      body: { code: 'no-mobile' },
    });
    const sms = async (command: object) => done(await cloud.say(JOINED, JOINERS, command)).sms;
    expect(await sms({ type: 'subscribe', phone: '13600136000' })).toEqual({ phoneEnding: '6000', subscribed: true });
    expect(await sms({ type: 'unsubscribe' })).toEqual({ phoneEnding: '6000', subscribed: false });
    expect(await sms({ type: 'subscribe' })).toEqual({ phoneEnding: '6000', subscribed: true });
    // Each telephone that it names is sent an SMS: two a day.
    expect(await sms({ type: 'subscribe', phone: '13500135000' })).toMatchObject({ phoneEnding: '5000' });
    const third = await cloud.say(JOINED, JOINERS, { type: 'subscribe', phone: '13400134000' });
    expect(third).toMatchObject({ status: 429, body: { code: 'too-many' } });
    expect((await seen(JOINED, JOINERS)).sms).toMatchObject({ phoneEnding: '5000' });
  });

  test('takes it up in a case of its own, of which that of the other resident says nothing', async () => {
    const body = aReportBody({ id: ulid(6), place: beside, words: '又漏', reopens: { id: JOINED, secret: JOINERS } });
    done(await cloud.post('/public/reports', body, null), 201);
    expect(await cloud.see(ulid(6))).toMatchObject({ status: 'open', links: [] });
    for (const id of [MINE, OTHER])
      expect((await cloud.see(id)).links).not.toContainEqual(expect.objectContaining({ case: ulid(6) }));
  });
});
