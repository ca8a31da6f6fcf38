import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { receiptOf } from '../../domain/case-file/receipt.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { Inbox } from '../../functions/shell/list-messages.ts';
import { PhotoList } from '../../functions/shell/photo-messages.ts';
import { ReportForm } from '../../functions/shell/report-messages.ts';
import { ReportView } from '../../functions/shell/report-view.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { documents } from '../support/a-district.ts';
import { aReportBody, SECRET, withBorders } from '../support/a-report.ts';
import { anOpening, MONDAY, OTHER_CASE, sha256, shanghai } from '../support/casework.ts';
import { aPicture, fetched, listed, put, urlForReport } from '../support/photos.ts';
import { ulid } from '../support/ulids.ts';

const { id, words } = aReportBody();
const GRID = 'niushi-v1-g1';
const STRANGE = '0'.repeat(26);

const ok = async (cloud: TestCloud, who: string, command: object, of = id) => {
  const { status, body } = await cloud.command(of, who, command);
  expect([status, body.detail]).toEqual([200, undefined]);
  await cloud.idle();
};
const report = async (cloud: TestCloud, over = {}) => {
  const { status, body } = await cloud.post('/public/reports', aReportBody(over), null);
  expect([status, body.detail]).toEqual([201, undefined]);
  await cloud.idle();
  return ReportView.parse(body);
};
const seen = async (cloud: TestCloud, of = id, secret = SECRET) => {
  await cloud.idle();
  const { status, body } = await cloud.follow(of, secret);
  expect([status, body.detail]).toEqual([200, undefined]);
  return ReportView.parse(body);
};
const keys = ({ updates }: ReportView) => updates.map(({ key }) => key);

describe('a resident without an account', () => {
  test('reports, is answered, is not content, is heard one level above, and is content at last', async () => {
    await using cloud = await aCloud();
    expect(await report(cloud)).toMatchObject({
      id,
      words,
      category: { id: 'roads', name: '道路破损' },
      status: 'open',
      light: 'green',
      settled: false,
      dueAt: shanghai('2026-03-16 18:00'),
      holder: { name: '双河村第一网格', level: 'grid' },
      answer: null,
      canRate: false,
      canReopen: false,
      rating: null,
      mergedInto: false,
    });
    const inbox = Inbox.parse((await cloud.get(`/cases?holder=${GRID}`, GRID)).body);
    expect(inbox.cases.map((row) => row.id)).toEqual([id]);
    const reported = await cloud.see(id);
    expect(reported).toMatchObject({ resident: true, firstReceiver: null });
    expect(reported.history[0]).toMatchObject({ by: { resident: true }, what: { type: 'opened', origin: GRID } });
    expect(await cloud.smsTexts()).toEqual([expect.stringMatching(/^\+8610000000031 .*转来待办/)]);

    await cloud.passTo(plusSeconds(MONDAY, 600));
    await ok(cloud, GRID, { type: 'accept' });
    expect(await cloud.see(id)).toMatchObject({ firstReceiver: { by: { officer: `of-${GRID}` } } });
    await ok(cloud, GRID, { type: 'escalate', reason: '需要设备' });
    await ok(cloud, 'niushi-v1', { type: 'resolve', result: '已填平' });
    const answered = await seen(cloud);
    expect(answered).toMatchObject({
      status: 'feedback',
      dueAt: null,
      answer: { words: '已填平', at: plusSeconds(MONDAY, 600) },
      canRate: true,
      canReopen: true,
      rateUntil: shanghai('2026-03-18 00:00'),
    });
    expect(keys(answered)).toEqual(['received', 'accepted', 'handed-up', 'resolved']);

    const rate = { type: 'rate', satisfied: false, words: '又塌了', id: '01KJP3AB5S8M6W3T9V2XQ4RD00' };
    for (const _ of ['sent', 'sent again']) expect(await cloud.say(id, SECRET, rate)).toMatchObject({ status: 200 });
    expect(await cloud.say(id, SECRET, { type: 'reopen', reason: '又塌了' })).toMatchObject({ status: 200 });
    expect(await cloud.say(id, SECRET, { type: 'reopen', reason: '又塌了' })).toMatchObject({
      status: 422,
      body: { code: 'already-asked' },
    });
    const kase = await cloud.see(id);
    expect(kase.history.filter(({ what }) => what.type === 'rated')).toMatchObject([{ by: { resident: true } }]);
    expect(kase.requests).toMatchObject([{ to: 'niushi', wish: { kind: 'reopening' }, by: { resident: true } }]);
    expect(await seen(cloud)).toMatchObject({ canReopen: false, rating: { satisfied: false } });

    await ok(cloud, 'niushi', { type: 'rule', wish: 'reopening', grant: true, reason: '属实' });
    expect(await seen(cloud)).toMatchObject({ status: 'open', holder: { name: '双河村' }, rating: null });
    await ok(cloud, 'niushi-v1', { type: 'resolve', result: '已重做基层' });
    expect(await cloud.say(id, SECRET, { type: 'rate', satisfied: true })).toMatchObject({
      status: 200,
      body: { status: 'closed', settled: true, light: 'green' },
    });
    const closed = await seen(cloud);
    expect(closed).toMatchObject({
      answer: { words: '已重做基层' },
      canRate: false,
      canReopen: false,
      rateUntil: null,
    });
    expect(keys(closed).slice(4)).toEqual(['rated', 'reopening-asked', 'reopened', 'resolved', 'rated', 'closed']);
    expect(await cloud.see(id)).toMatchObject({ status: 'closed', chain: { verified: true } });
    expect((await cloud.say(id, SECRET, { type: 'reopen', reason: '又塌了' })).body.code).toBe('not-open');
  });

  test('is told what a department did only when the centre has checked it', async () => {
    await using cloud = await aCloud();
    await report(cloud);
    for (const who of [GRID, 'niushi-v1', 'niushi']) await ok(cloud, who, { type: 'escalate', reason: '办不了' });
    const dispatch = { type: 'dispatch', department: 'dept-housing', instruction: '请修复' };
    await ok(cloud, 'shawan', dispatch);
    await ok(cloud, 'dept-housing', { type: 'resolve', result: '草草填平' });
    expect(await seen(cloud)).toMatchObject({ status: 'checking', answer: null });
    await ok(cloud, 'shawan', dispatch);
    await ok(cloud, 'dept-housing', { type: 'resolve', result: '已修复' });
    await ok(cloud, 'shawan', { type: 'close', note: '内部意见' });
    const told = await seen(cloud);
    expect(told).toMatchObject({ status: 'feedback', answer: { words: '已修复' }, canRate: true });
    expect(keys(told).slice(-5)).toEqual(['dispatched', 'checking', 'dispatched', 'checking', 'resolved']);
    expect(JSON.stringify(told)).not.toMatch(/内部|请修复|草草|of-|officer/);
  });

  test('whose report was merged sees how the other one stands, and nothing that others said in it', async () => {
    await using cloud = await aCloud();
    await report(cloud);
    await cloud.open(anOpening({ id: OTHER_CASE, words: '别人的话' }), GRID);
    await ok(cloud, GRID, { type: 'merge', into: OTHER_CASE, reason: '同一处' });
    await ok(cloud, GRID, { type: 'resolve', result: '已一并修复' }, OTHER_CASE);
    const told = await seen(cloud);
    expect(told).toMatchObject({
      words,
      mergedInto: true,
      status: 'feedback',
      answer: { words: '已一并修复' },
      canRate: false,
    });
    expect(JSON.stringify(told)).not.toContain('别人');
    expect(JSON.stringify(told)).not.toContain(OTHER_CASE);
    expect((await cloud.say(id, SECRET, { type: 'rate', satisfied: true })).body.code).toBe('not-open');

    expect(told).toMatchObject({ canReopen: true, canTakeUp: false, rateUntil: shanghai('2026-03-18 00:00') });
    expect(await cloud.say(id, SECRET, { type: 'reopen', reason: '只修了一半' })).toMatchObject({
      status: 200,
      body: { id, mergedInto: true, canReopen: false },
    });
    expect((await cloud.see(OTHER_CASE)).requests).toMatchObject([
      { wish: { kind: 'reopening' }, by: { resident: true } },
    ]);
  });

  test('too late to reopen takes the matter up again with the old receipt, once it has ended and only with that', async () => {
    await using cloud = await aCloud();
    await report(cloud);
    await ok(cloud, GRID, { type: 'resolve', result: '已填平' });
    const later = aReportBody({ id: OTHER_CASE, words: '又塌了', reopens: { id, secret: SECRET } });
    expect(await cloud.post('/public/reports', later, null)).toMatchObject({
      status: 422,
      body: { code: 'other-case', detail: expect.stringContaining('reopening') },
    });
    await cloud.passTo(shanghai('2026-03-18 00:01'));
    expect(await seen(cloud)).toMatchObject({ status: 'closed', canTakeUp: true });
    const wrong = { ...later, reopens: { id, secret: `${SECRET.slice(0, -1)}0` } };
    expect(await cloud.post('/public/reports', wrong, null)).toMatchObject({ status: 404 });
    const taken = { ...later, id: ulid(1) };
    expect(await cloud.post('/public/reports', aReportBody({ id: ulid(1), words: '别人的' }), null)).toMatchObject({
      status: 201,
    });
    expect(await cloud.post('/public/reports', taken, null)).toMatchObject({ status: 409 });
    expect((await cloud.see(id)).links).toEqual([]);
    for (const status of [201, 200]) expect(await cloud.post('/public/reports', later, null)).toMatchObject({ status });
    const [before, after] = [await cloud.see(id), await cloud.see(OTHER_CASE)];
    expect(before).toMatchObject({ status: 'closed', links: [{ case: OTHER_CASE, how: 'continued-by' }] });
    expect(after).toMatchObject({ status: 'open', links: [{ case: id, how: 'reopens' }] });
  });

  test('that says where is brought to the grid there; outside, to choose by name', async () => {
    await using cloud = await aCloud({ directory: documents({ units: withBorders() }) });
    const { grid: _, ...nowhere } = aReportBody();
    const at = (longitude: number) => ({ ...nowhere, place: { longitude, latitude: 29.405, address: '村口' } });
    expect((await cloud.post('/public/reports', at(104), null)).body).toMatchObject({
      status: 422,
      code: 'outside-district',
      detail: expect.stringContaining('双河村第二网格'),
    });
    expect(await cloud.post('/public/reports', at(103.515), null)).toMatchObject({
      status: 201,
      body: { holder: { name: '双河村第二网格' }, place: { address: '村口' } },
    });
  });
});

test('photos of a report are put by its receipt, are seen by officers, and no others can be put', async () => {
  await using cloud = await aCloud();
  const [before, other] = [aPicture('塌陷处'), aPicture('别的')];
  expect(await report(cloud, { photos: [before.photo] })).toMatchObject({ photos: [before.photo] });
  expect(await put(await urlForReport(cloud, id, before, SECRET), before.bytes)).toBe(200);
  expect(await listed(cloud, id, GRID)).toMatchObject([{ ...before.photo, event: 1, url: expect.any(String) }]);
  const theirsToSee = (secret: string) =>
    cloud.call('GET', `/public/reports/${id}/photos`, null, undefined, { 'x-receipt': secret });
  const { photos } = PhotoList.parse((await theirsToSee(SECRET)).body);
  expect(await fetched(photos[0]?.url)).toEqual(before.bytes);
  expect((await theirsToSee(STRANGE)).status).toBe(404);
  const tries = [
    [other.photo.digest, SECRET, 404],
    [before.photo.digest, STRANGE, 404],
    [before.photo.digest, SECRET, 200],
  ] as const;
  for (const [digest, secret, status] of tries) {
    const headers = { 'x-receipt': secret };
    expect((await cloud.call('POST', `/public/reports/${id}/photos`, null, { digest }, headers)).status).toBe(status);
  }
  const done = aPicture('验收照片');
  await ok(cloud, GRID, { type: 'resolve', result: '已填平', photos: [done.photo] });
  const digest = done.photo.digest;
  const theirs = await cloud.call('POST', `/public/reports/${id}/photos`, null, { digest }, { 'x-receipt': SECRET });
  expect(theirs.status).toBe(404);
  expect(PhotoList.parse((await theirsToSee(SECRET)).body).photos).toHaveLength(1);
});

test('whom an officer took the matter in for follows it by the receipt that the handheld made', async () => {
  await using cloud = await aCloud();
  const receipt = receiptOf(id, SECRET, sha256);
  expect((await cloud.open({ ...anOpening(), resident: true, receipt }, GRID)).status).toBe(201);
  await ok(cloud, GRID, { type: 'resolve', result: '已填平' });
  expect(await seen(cloud)).toMatchObject({ words, answer: { words: '已填平' }, canRate: true });
  expect((await cloud.say(id, SECRET, { type: 'rate', satisfied: true })).body).toMatchObject({ status: 'closed' });
});

describe('a report sent twice', () => {
  test('is one case, told of one time, and answered alike', async () => {
    await using cloud = await aCloud();
    const answers = await Promise.all([1, 2, 3].map(() => cloud.post('/public/reports', aReportBody(), null)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await cloud.smsTexts()).toHaveLength(1);
    const inbox = Inbox.parse((await cloud.get(`/cases?holder=${GRID}`, GRID)).body);
    expect(inbox.cases).toHaveLength(1);
  });

  test('with other words or another secret is refused, and learns nothing', async () => {
    await using cloud = await aCloud();
    await report(cloud);
    for (const over of [{ words: '别的' }, { secret: STRANGE }]) {
      const { status, body } = await cloud.post('/public/reports', aReportBody(over), null);
      expect([status, body.code]).toEqual([409, 'id-conflict']);
      expect(JSON.stringify(body)).not.toContain(words);
    }
    const officers = await cloud.open(anOpening(), GRID);
    expect([officers.status, officers.body.code]).toEqual([409, 'id-conflict']);
  });
});

describe('a stranger', () => {
  test('is answered alike whether there is such a report or not, and moves nothing', async () => {
    await using cloud = await aCloud();
    await report(cloud);
    await cloud.open(anOpening({ id: OTHER_CASE }), GRID);
    const nobodys = '01KJP3AB5S8M6W3T9V2XQ4RD7Z';
    const replies = await Promise.all([id, OTHER_CASE, nobodys].map((own) => cloud.follow(own, STRANGE)));
    expect(replies.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    for (const own of [id, OTHER_CASE, nobodys]) {
      expect((await cloud.say(own, STRANGE, { type: 'rate', satisfied: true })).status).toBe(404);
    }
    expect((await cloud.see(id)).history).toHaveLength(2);
    expect((await cloud.call('GET', `/public/reports/${id}`, null)).status).toBe(400);
  });

  test('finds the secret nowhere: not in what officers see, not in an SMS, not in a log', async () => {
    await using cloud = await aCloud();
    await report(cloud);
    await ok(cloud, GRID, { type: 'resolve', result: '已修' });
    await cloud.say(id, SECRET, { type: 'rate', satisfied: true, words: '很好' });
    const logs = readdirSync(cloud.data, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.log'))
      .map((path) => readFileSync(join(cloud.data, path), 'utf8'));
    expect(logs.length).toBeGreaterThan(0);
    const everything = [JSON.stringify(await cloud.see(id)), ...(await cloud.smsTexts()), ...logs];
    expect(everything.filter((text) => text.includes(SECRET))).toEqual([]);
    const texts = (await cloud.smsTexts()).join('\n');
    expect(texts).not.toMatch(new RegExp(`${words}|很好`));
  });

  test('who sends what cannot be is told what is wanted, and where to look', async () => {
    await using cloud = await aCloud();
    for (const [body, path] of MALFORMED) {
      const reply = await cloud.post('/public/reports', body, null);
      expect([reply.status, reply.body.code], path).toEqual([400, 'malformed']);
      expect(reply.body.detail).toMatch(new RegExp(`^(the )?${path}.*/openapi.json describes$`, 's'));
    }
    for (const [over, code] of UNKNOWN) {
      const { status, body } = await cloud.post('/public/reports', aReportBody(over), null);
      expect([status, body.code, body.detail]).toEqual([422, code, expect.stringContaining('GET /public/form')]);
    }
    expect((await cloud.say(id, SECRET, { type: 'resolve', result: '已办' })).status).toBe(400);
    expect((await cloud.follow('a', SECRET)).status).toBe(400);
  });
});

const MALFORMED: readonly [unknown, string][] = [
  ['', 'body'],
  ['not json', 'body'],
  [aReportBody({ secret: '' }), 'secret'],
  [aReportBody({ secret: 'ILOU'.repeat(7).slice(0, 26) }), 'secret'],
  [{ ...aReportBody(), grid: undefined }, 'body'],
  [aReportBody({ place: { longitude: 0, latitude: 91 } }), 'place.latitude'],
  [aReportBody({ words: '\u200b' }), 'words'],
  [aReportBody({ words: 'x'.repeat(2001) }), 'words'],
  [{ ...aReportBody(), officer: 'of-shawan' }, 'body'],
  [{ ...aReportBody(), record: { result: '已办' } }, 'body'],
];
const UNKNOWN = [
  [{ grid: 'niushi-v1' }, 'unknown-grid'],
  [{ category: 'nothing' }, 'unknown-category'],
] as const;

test('the form tells what to choose from, once', async () => {
  const units = withBorders().map((unit) => (unit.level === 'district' ? { ...unit, nameEn: 'Shawan Centre' } : unit));
  await using cloud = await aCloud({ directory: documents({ units }) });
  const first = await fetch(`${cloud.url}/public/form`);
  expect(first.headers.get('cache-control')).toBe('public, max-age=300');
  const form = ReportForm.parse(await first.json());
  expect(form).toMatchObject({
    revision: 1,
    district: '沙湾区网格监管中心',
    districtEn: 'Shawan Centre',
    zone: 'Asia/Shanghai',
  });
  expect(form.categories).toEqual([
    { id: 'roads', name: '道路破损' },
    { id: 'fire', name: '火情' },
  ]);
  expect(form.units.map(({ level }) => level)).not.toContain('department');
  expect(form.units.find((unit) => unit.id === GRID)).toEqual(units.find((unit) => unit.id === GRID));
  const again = await fetch(`${cloud.url}/public/form`, {
    headers: { 'if-none-match': first.headers.get('etag') ?? '' },
  });
  expect([again.status, await again.text()]).toEqual([304, '']);
});
