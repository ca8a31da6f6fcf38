import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { plusSeconds } from '../../domain/primitives.ts';
import { Answers } from '../../functions/shell/list-messages.ts';
import { PublicCase, PublicCases } from '../../functions/shell/public-messages.ts';
import { PublicSatisfaction, Satisfaction } from '../../functions/shell/satisfaction-messages.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { aReportBody, SECRET } from '../support/a-report.ts';
import { anOpening, MONDAY, shanghai } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';

/* S11 every answer is published, or has a reason that everybody may read why it is not. */

const { id } = anOpening();
const GRID = 'niushi-v1-g1';
const WORDS = '已联系李某13800138000，车川L12345已移走，路面已修复';

const done = async (cloud: TestCloud, who: string, command: object, of = id) => {
  const { status, body } = await cloud.command(of, who, command);
  expect([status, body.detail]).toEqual([200, undefined]);
  await cloud.idle();
};
const reported = async (cloud: TestCloud, number: string, words = '李某某家门口塌陷') => {
  const { status } = await cloud.post('/public/reports', aReportBody({ id: number, words }), null);
  expect(status).toBe(201);
  await cloud.idle();
};
const queue = async (cloud: TestCloud, unit: string, who = unit) =>
  Answers.parse((await cloud.get(`/answers?unit=${unit}`, who)).body);
const shown = async (cloud: TestCloud, of = id) =>
  PublicCase.parse((await cloud.get(`/public/cases/${of}`, null)).body);
const all = async (cloud: TestCloud, query = '') =>
  PublicCases.parse((await cloud.get(`/public/cases${query}`, null)).body);

describe('an answer', () => {
  test('is checked by a level above before anybody reads it, and told with its light, late as it was', async () => {
    await using cloud = await aCloud();
    await reported(cloud, id);
    expect(await shown(cloud)).toMatchObject({ status: 'open', light: 'green', answer: null });
    // Due on 16 March: a day late.
    await cloud.passTo(shanghai('2026-03-17 10:00'));
    // It has gone up by itself.
    await done(cloud, 'niushi-v1', { type: 'resolve', result: WORDS });
    const since = shanghai('2026-03-17 10:00');

    const waiting = await shown(cloud);
    expect(waiting).toMatchObject({
      light: 'red',
      dueAt: shanghai('2026-03-16 18:00'),
      answer: { at: since, check: null },
    });
    expect(JSON.stringify(waiting)).not.toMatch(/李|138|12345/);
    const row = { id, category: 'roads', answeredBy: 'niushi-v1', since };
    for (const unit of ['niushi', 'shawan']) expect((await queue(cloud, unit)).answers).toEqual([row]);
    for (const unit of [GRID, 'niushi-v1']) expect((await queue(cloud, unit)).answers).toEqual([]);
    expect((await cloud.get('/answers?unit=niushi', 'fulu')).status).toBe(403);

    expect((await cloud.command(id, GRID, { type: 'publish' })).body.code).toBe('not-yours');
    const refused = await cloud.command(id, 'niushi', { type: 'publish' });
    expect([refused.status, refused.body.code]).toEqual([422, 'personal-data']);
    expect(refused.body.detail).toMatch(/13800138000.*川L12345.*take it out/);
    const replayed = { id: ulid(9), type: 'publish', words: '路面已修复' };
    await done(cloud, 'niushi', replayed);
    await done(cloud, 'niushi', replayed);
    expect((await queue(cloud, 'niushi')).answers).toEqual([]);

    // The resident reads the answer itself; the public what was published.
    expect((await cloud.follow(id, SECRET)).body.answer).toMatchObject({ words: WORDS });
    expect((await shown(cloud)).answer?.check).toEqual({ outcome: 'published', at: since, words: '路面已修复' });
    expect((await cloud.say(id, SECRET, { type: 'rate', satisfied: true })).status).toBe(200);
    await cloud.idle();
    expect(await shown(cloud)).toMatchObject({ status: 'closed', light: 'red', settled: true });

    // Found out too late: it is taken back, with a reason that everybody reads.
    await done(cloud, 'shawan', { type: 'withhold', reason: 'other', note: '当事人提起诉讼' });
    expect((await shown(cloud)).answer?.check).toMatchObject({
      outcome: 'withheld',
      reason: 'other',
      note: '当事人提起诉讼',
    });
    expect((await cloud.see(id)).answer?.check).toMatchObject({ outcome: 'withheld' });
  });

  test('that changes after a reopening is checked anew', async () => {
    await using cloud = await aCloud();
    await reported(cloud, id);
    await done(cloud, GRID, { type: 'resolve', result: '已修' });
    await done(cloud, 'niushi-v1', { type: 'publish' });
    expect((await shown(cloud)).answer?.check).toMatchObject({ words: '已修' });
    await cloud.say(id, SECRET, { type: 'reopen', reason: '又塌了' });
    await done(cloud, 'niushi-v1', { type: 'rule', wish: 'reopening', grant: true, unit: GRID, reason: '属实' });
    expect((await shown(cloud)).answer).toBeNull();
    await done(cloud, GRID, { type: 'resolve', result: '重修' });
    expect((await queue(cloud, 'niushi-v1')).answers).toMatchObject([{ id }]);
    expect((await shown(cloud)).answer?.check).toBeNull();
  });

  test('to a report that was merged is that of the case it went into', async () => {
    await using cloud = await aCloud();
    const own = ulid(2);
    await reported(cloud, id);
    await cloud.open(anOpening({ id: own }), GRID);
    await done(cloud, GRID, { type: 'merge', into: own, reason: '同一处' });
    await done(cloud, GRID, { type: 'resolve', result: '已修' }, own);
    await done(cloud, 'niushi-v1', { type: 'publish' }, own);
    expect(await shown(cloud)).toMatchObject({ status: 'merged', answer: { check: { words: '已修' } } });
    // An officer took that one in: it is no report of its own.
    expect((await cloud.get(`/public/cases/${own}`, null)).status).toBe(404);
  });
});

test('the public list is paged and filtered, in three formats, and residents’ words for the answers are counted', async () => {
  await using cloud = await aCloud();
  const ids = Array.from({ length: 7 }, (_, n) => ulid(n + 1));
  for (const [n, number] of ids.entries()) {
    await cloud.passTo(plusSeconds(MONDAY, n * 60));
    await reported(cloud, number);
    if (n < 6) await done(cloud, GRID, { type: 'resolve', result: '已修' }, number);
    if (n < 5) await cloud.say(number, SECRET, { type: 'rate', satisfied: n < 4 });
  }
  await done(cloud, 'niushi-v1', { type: 'publish', words: '=HYPERLINK("x")，已修' }, ids[0]);
  const newest = ids.toReversed();

  const first = await fetch(`${cloud.url}/public/cases?limit=4&format=json`);
  const page = PublicCases.parse(await first.json());
  expect(page.cases.map((own) => own.id)).toEqual(newest.slice(0, 4));
  const next = /^<(\/public\/cases\?[^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
  expect(next).toContain('limit=4');
  const rest = PublicCases.parse((await cloud.get(next, null)).body);
  expect(rest.cases.map((own) => own.id)).toEqual(newest.slice(4));
  expect((await all(cloud, '?status=open')).cases.map((own) => own.id)).toEqual([ids[6]]);
  expect((await all(cloud, '?unit=fulu')).cases).toEqual([]);
  expect((await all(cloud, '?from=2026-03-02&to=2026-03-02&light=green')).cases).toHaveLength(7);

  const csv = await (await fetch(`${cloud.url}/public/cases`, { headers: { accept: 'text/csv' } })).text();
  expect(parse(csv, { bom: true, columns: true }).at(-1)).toMatchObject({
    id: ids[0],
    answer: 'published',
    answer_words: '\'=HYPERLINK("x")，已修',
  });
  const geo = await fetch(`${cloud.url}/public/cases/${ids[0]}?format=geojson`);
  expect(geo.headers.get('content-type')).toContain('application/geo+json');
  expect(z.looseObject({ features: z.array(z.unknown()) }).parse(await geo.json()).features).toHaveLength(1);

  for (const query of [
    '?format=xml',
    '?from=2026-02-30',
    '?from=2026-03-03&to=2026-03-01',
    '?cursor=x',
    '?limit=0',
    '?x=1',
  ])
    expect((await cloud.get(`/public/cases${query}`, null)).status, query).toBe(400);
  for (const path of [
    '/public/cases/x',
    `/public/cases/${ulid(99)}`,
    '/public/cases?unit=nowhere',
    '/public/cases?category=nope',
  ])
    expect((await cloud.get(path, null)).status, path).toBe(404);

  const counts = { answered: 6, asked: 6, rated: 5, satisfied: 4, responseRate: 5 / 6, satisfactionRate: 0.8 };
  const staff = Satisfaction.parse((await cloud.get('/satisfaction?unit=niushi&from=2026-03-01', 'niushi')).body);
  expect(staff).toMatchObject({ all: counts, rows: [{ unit: GRID, ...counts }] });
  expect((await cloud.get('/satisfaction?unit=niushi', 'fulu')).status).toBe(403);
  expect((await cloud.get('/satisfaction', 'niushi')).status).toBe(403);
  expect((await cloud.get('/satisfaction?unit=shawan&from=2020-01-01', 'shawan')).status).toBe(400);
  // One is dissatisfied: nobody is to know who, not even at the top.
  const told = PublicSatisfaction.parse((await cloud.get('/public/satisfaction?month=2026-03', null)).body);
  expect(told.rows).toMatchObject([{ unit: 'shawan', answered: null, satisfied: null, satisfactionRate: null }]);
  expect(PublicSatisfaction.parse((await cloud.get('/public/satisfaction', null)).body).month).toBe('2026-03');
});
