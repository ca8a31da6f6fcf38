import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from '../../bin/evidence/run.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { Reviews } from '../../functions/shell/review-messages.ts';
import { reviewKey } from '../../functions/shell/review-store.ts';
import { ReviewView } from '../../functions/shell/review-view.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { roads } from '../support/a-district.ts';
import { anOpening, MONDAY, shanghai } from '../support/casework.ts';
import { personas, withLeader } from '../support/centre-leader.ts';
import { inside } from '../support/inside.ts';
import { ulid } from '../support/ulids.ts';

const folder = mkdtempSync(join(tmpdir(), 'gridlight-review-'));
afterAll(() => rmSync(folder, { recursive: true }));

const opening = anOpening();
const words = '此处为文字';
const aReviewRequest = (id: string) => ({ id, case: opening.id, consequence: 'injury-or-death', words: '有人受伤' });
async function seen(cloud: TestCloud, id: string, persona = 'shawan'): Promise<ReviewView> {
  await cloud.idle();
  const { status, body } = await cloud.get(`/reviews/${id}`, persona);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return ReviewView.parse(body);
}
const step = async (cloud: TestCloud, id: string, persona: string, body: object) => {
  const reply = await cloud.post(`/reviews/${id}/commands`, body, persona);
  await cloud.idle();
  return reply;
};
/** The minute after the office opens, and two more for what waited for it. */
async function morning(cloud: TestCloud, date: string): Promise<void> {
  await cloud.passTo(shanghai(`${date} 09:01`));
  await cloud.passTo(shanghai(`${date} 09:03`));
}

/** What was sent about reviews since `before` texts. */
const told = async (cloud: TestCloud, before = 0) =>
  (await cloud.smsTexts()).slice(before).filter((text) => text.includes('倒查'));

async function evidence(...args: string[]) {
  const lines: string[] = [];
  return { code: await run(args, {}, (line) => lines.push(line)), text: lines.join('\n') };
}

/** Names of the states that the execution of a review entered. */
async function statesOf(cloud: TestCloud, id: string): Promise<string[]> {
  await cloud.idle();
  using look = inside(cloud.endpoints);
  const machine = cloud.spec.machines.find(({ name }) => name.includes('Reviews'));
  const executionArn = `${machine?.arn.replace(':stateMachine:', ':execution:')}:${id}-1`;
  const { events = [] } = await look.machine.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
  return events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
}

describe('a review of a closed case', () => {
  test('goes from statements to the ruling on an appeal, and its evidence is verified offline', async () => {
    await using cloud = await aCloud({ directory: withLeader(), personas });
    const id = ulid(1);
    await cloud.open(opening, 'niushi-v1-g1');
    await cloud.command(opening.id, 'niushi-v1-g1', { type: 'escalate', reason: '无设备' });
    await cloud.passTo(shanghai('2026-03-02 11:00'));
    await cloud.command(opening.id, 'niushi-v1', { type: 'resolve', result: '已处理' });

    // Word of that to the first contact, which is gathered for half an hour.
    await cloud.passTo(shanghai('2026-03-02 11:40'));
    await cloud.passTo(shanghai('2026-03-09 09:00'));
    expect(await cloud.post('/reviews', aReviewRequest(id), 'niushi')).toMatchObject({ status: 403 });
    expect(await cloud.post('/reviews', aReviewRequest(id), 'shawan')).toMatchObject({
      status: 201,
      body: { status: 'statements', light: 'green' },
    });
    expect(await cloud.post('/reviews', aReviewRequest(id), 'shawan')).toMatchObject({ status: 200 });
    expect(await cloud.post('/reviews', { ...aReviewRequest(id), words: '别的' }, 'shawan')).toMatchObject({
      status: 409,
      body: { code: 'id-conflict' },
    });
    expect(await cloud.post('/reviews', aReviewRequest(ulid(2)), 'shawan')).toMatchObject({
      status: 422,
      body: { code: 'under-review' },
    });
    expect((await cloud.see(opening.id)).reviews).toEqual([{ id, endedAt: null }]);
    expect((await told(cloud)).toSorted()).toEqual([
      expect.stringMatching(/^\+8610000000021 .*倒查请陈述/),
      expect.stringMatching(/^\+8610000000031 .*倒查请陈述.* 限03-16 18:00$/),
    ]);

    // The evidence, taken out and verified without the stack.
    const token = await cloud.tokenOf('shawan');
    const file = join(folder, 'bundle.json');
    expect(await evidence('fetch', id, '--api', cloud.url, '--token', token, '--out', file)).toMatchObject({ code: 0 });
    const pem = await (await fetch(`${cloud.url}/evidence/key`)).text();
    const key = join(folder, 'key.pem');
    writeFileSync(key, pem);
    expect(await evidence('verify', file, '--key', key)).toMatchObject({
      code: 0,
      text: expect.stringContaining('signed with the key of the district'),
    });
    const bundle = await (
      await fetch(`${cloud.url}/reviews/${id}/evidence`, { headers: { authorization: `Bearer ${token}` } })
    ).text();
    writeFileSync(file, bundle.replace('无设备', '有设备'));
    expect(await evidence('verify', file, '--key', key)).toMatchObject({
      code: 1,
      text: expect.stringContaining('CHANGED'),
    });
    expect(await cloud.get(`/reviews/${id}/evidence`, 'niushi-v1')).toMatchObject({ status: 403 });

    // Statements, findings, decision, appeal, ruling.
    expect(await step(cloud, id, 'niushi', { type: 'state', words })).toMatchObject({ status: 403 });
    expect(await step(cloud, id, 'niushi-v1-g1', { type: 'state', words: '已及时上报' })).toMatchObject({
      status: 200,
    });
    expect(await step(cloud, id, 'niushi-v1', { type: 'state', words: '已处理' })).toMatchObject({ status: 200 });
    expect(await step(cloud, id, 'shawan', { type: 'end-statements' })).toMatchObject({ body: { status: 'findings' } });
    const { units, officers } = await seen(cloud, id);
    expect([units, officers.map(({ officer }) => officer)]).toEqual([
      ['niushi-v1-g1', 'niushi-v1'],
      ['of-niushi-v1-g1', 'of-niushi-v1'],
    ]);
    for (const about of [...units.map((unit) => ({ unit })), ...officers]) {
      const responsible = about.unit === 'niushi-v1' ? 'in-part' : 'no';
      expect(await step(cloud, id, 'shawan', { type: 'find', about, responsible, events: [1], words })).toMatchObject({
        status: 200,
      });
    }
    expect(await step(cloud, id, 'shawan', { type: 'end-findings' })).toMatchObject({ body: { status: 'decision' } });
    expect(await step(cloud, id, 'shawan', { type: 'decide', words })).toMatchObject({ status: 403 });
    expect(await step(cloud, id, 'leader', { type: 'decide', words: '责令检查' })).toMatchObject({
      body: { status: 'appeal' },
    });

    await cloud.passTo(shanghai('2026-03-20 10:00'));
    const about = { unit: 'niushi-v1' };
    expect(await step(cloud, id, 'niushi-v1', { type: 'appeal', about, words: '不服', id: ulid(50) })).toMatchObject({
      status: 200,
    });
    expect(await step(cloud, id, 'niushi-v1', { type: 'appeal', about, words: '不服', id: ulid(50) })).toMatchObject({
      status: 200,
    });
    // Fifteen days after the ninth the time to appeal is over.
    await cloud.passTo(shanghai('2026-03-25 00:01'));
    expect(await seen(cloud, id)).toMatchObject({ status: 'ruling', appeals: [{ about }] });
    expect(
      await step(cloud, id, 'deputy', { type: 'rule', changes: [{ about, responsible: 'no' }], words: '改为不担责' }),
    ).toMatchObject({ body: { status: 'closed' } });

    const review = await seen(cloud, id);
    expect(review).toMatchObject({
      light: 'green',
      settled: true,
      outbox: [expect.anything(), expect.anything()],
      chain: { verified: true },
    });
    expect(
      review.findings.find((found) => found.about.officer === undefined && found.about.unit === 'niushi-v1')
        ?.responsible,
    ).toBe('no');
    expect((await cloud.see(opening.id)).reviews).toEqual([{ id, endedAt: expect.any(String) }]);
    expect(await statesOf(cloud, id)).toEqual([
      ...['Where?', 'Statements', 'Where?', 'Findings', 'Where?', 'Decision', 'Where?', 'Appeal', 'Appeal yellow'],
      ...['Time is over', 'Where?', 'Ruling', 'Where?', 'Closed'],
    ]);
    // Who is concerned reads the review, but not what others stated or what was found about others.
    const mine = await seen(cloud, id, 'niushi-v1-g1');
    const wordsOf = (type: string) =>
      mine.history.filter(({ what }) => what.type === type).map(({ content }) => content?.words ?? null);
    expect(wordsOf('stated')).toEqual(['已及时上报', null]);
    expect(wordsOf('found')).toEqual([words, null, words, null]);
    expect(wordsOf('decided')).toEqual(['责令检查']);
    expect(await cloud.get(`/reviews/${id}`, 'fulu')).toMatchObject({ status: 403 });
    expect(await cloud.get(`/reviews?case=${opening.id}`, 'niushi-v1')).toMatchObject({
      body: { reviews: [{ id, status: 'closed', light: 'green' }] },
    });
    expect(await cloud.get(`/reviews?case=${opening.id}`, 'fulu')).toMatchObject({ body: { reviews: [] } });
  });
});

describe('a review of an open case that lies', () => {
  test('goes on by itself after the statements, is yellow, then red, and rings at those instants', async () => {
    await using cloud = await aCloud({ directory: withLeader(), personas });
    const id = ulid(1);
    await cloud.open(opening, 'niushi-v1-g1');
    expect(await cloud.post('/reviews', aReviewRequest(id), 'shawan')).toMatchObject({ status: 201 });
    await cloud.idle();
    // Monday the 2nd: the statements end at the close of Monday the 9th; yellow from Friday the 6th, 16:36.
    await cloud.passTo(shanghai('2026-03-06 16:35'));
    const before = (await cloud.smsTexts()).length;
    await cloud.passTo(shanghai('2026-03-06 16:36'));
    expect(await told(cloud, before)).toEqual([
      expect.stringMatching(/^\+8610000000031 .*倒查黄灯临期.* 限03-09 18:00$/),
    ]);
    expect(await seen(cloud, id)).toMatchObject({ status: 'statements', light: 'yellow' });

    await cloud.passTo(plusSeconds(shanghai('2026-03-09 18:00'), 1));
    expect(await seen(cloud, id)).toMatchObject({ status: 'findings', light: 'green' });
    expect(await cloud.get('/reviews', 'shawan')).toMatchObject({
      body: { reviews: [{ id, status: 'findings', light: 'green' }], next: null },
    });
    // Ten working days: Monday the 23rd. The evening is after hours, so the centre is told in the morning.
    await morning(cloud, '2026-03-10');
    expect(await told(cloud, before + 1)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^\+8610000000001 .*倒查请认定.* 限03-23 18:00$/)]),
    );

    await cloud.passTo(shanghai('2026-03-19 17:59'));
    const quiet = (await cloud.smsTexts()).length;
    await morning(cloud, '2026-03-20');
    expect(await told(cloud, quiet)).toEqual([expect.stringMatching(/^\+8610000000001 .*倒查黄灯临期/)]);
    await cloud.passTo(shanghai('2026-03-23 18:00'));
    expect(await seen(cloud, id)).toMatchObject({ light: 'yellow' });
    const yellow = (await cloud.smsTexts()).length;
    await cloud.passTo(plusSeconds(shanghai('2026-03-23 18:00'), 1));
    expect(await seen(cloud, id)).toMatchObject({ light: 'red' });
    expect((await told(cloud, yellow)).toSorted()).toEqual([
      expect.stringMatching(/^\+8610000000001 .*倒查红灯逾期/),
      expect.stringMatching(/^\+8610000000009 .*倒查红灯逾期/),
    ]);
    expect((await statesOf(cloud, id)).slice(-4)).toEqual(['Where?', 'Findings', 'Findings yellow', 'Findings red']);
    expect(await step(cloud, id, 'shawan', { type: 'withdraw', words: '误启' })).toMatchObject({
      body: { status: 'withdrawn', light: 'red', settled: true },
    });
    expect((await cloud.see(opening.id)).reviews).toEqual([{ id, endedAt: expect.any(String) }]);
    expect((await statesOf(cloud, id)).at(-1)).toBe('Closed');
  });
});

describe('when opening breaks off', () => {
  test('sending it again carries on: one mark on the case, one bundle, one review', async () => {
    await using cloud = await aCloud({ directory: withLeader(), personas });
    const id = ulid(1);
    await cloud.open(opening, 'niushi-v1-g1');
    const first = await cloud.post('/reviews', aReviewRequest(id), 'shawan');
    await cloud.idle();
    // As if the function had been killed before its last write.
    using look = inside(cloud.endpoints);
    const { TableNames = [] } = await look.tables.send(new ListTablesCommand({}));
    const TableName = TableNames.find((name) => /reviews/i.test(name));
    await look.tables.send(new DeleteItemCommand({ TableName, Key: { pk: { S: reviewKey('shawan', id) } } }));
    expect(await cloud.get(`/reviews/${id}`)).toMatchObject({ status: 404 });
    expect(await cloud.post('/reviews', aReviewRequest(ulid(2)), 'shawan')).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining(id) },
    });

    const again = await Promise.all(
      Array.from({ length: 5 }, () => cloud.post('/reviews', aReviewRequest(id), 'shawan')),
    );
    expect(again.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 201]);
    expect(again[0]?.body).toMatchObject({ units: first.body.units });
    const kase = await cloud.see(opening.id);
    expect(kase.history.filter(({ what }) => what.type === 'review-opened')).toHaveLength(1);
    expect(await cloud.get(`/reviews/${id}/evidence`)).toMatchObject({
      status: 200,
      body: { format: 'gridlight-evidence/1' },
    });
  });

  test('what cannot be is refused', async () => {
    await using cloud = await aCloud({ directory: withLeader(), personas });
    expect(await cloud.post('/reviews', aReviewRequest(ulid(1)), 'shawan')).toMatchObject({ status: 404 });
    expect(
      await cloud.post('/reviews', { ...aReviewRequest(ulid(1)), consequence: 'bad luck' }, 'shawan'),
    ).toMatchObject({ status: 400 });
    expect(await cloud.get(`/reviews/${ulid(1)}`)).toMatchObject({ status: 404 });
    expect(await cloud.get('/reviews/1')).toMatchObject({ status: 400 });
    expect(await cloud.get('/reviews', 'niushi')).toMatchObject({ status: 403 });
    expect(await step(cloud, ulid(1), 'shawan', { type: 'withdraw', words })).toMatchObject({ status: 404 });
  });
});

describe('a case that is red for long', () => {
  const reviewAfter = { measure: 'working-days', count: 3 } as const;
  const categories = [{ ...roads, overdue: { ...roads.overdue, reviewAfter } }];

  test('is proposed for review once; the centre takes that up', async () => {
    await using cloud = await aCloud({ directory: withLeader({ categories }), personas });
    await cloud.open(opening, 'niushi-v1-g1');
    const { clock } = await cloud.see(opening.id);
    await cloud.passTo(plusSeconds(clock.dueAt ?? MONDAY, 7 * 86_400));
    await morning(cloud, '2026-03-24');
    const { body } = await cloud.get('/reviews', 'shawan');
    expect(body).toMatchObject({ reviews: [{ case: opening.id, status: 'proposed', consequence: 'long-red' }] });
    const [{ id } = { id: '' }] = Reviews.parse(body).reviews;
    expect(await told(cloud)).toEqual([expect.stringMatching(/^\+8610000000001 .*拟倒查待定/)]);
    expect((await cloud.see(opening.id)).history.filter(({ what }) => what.type === 'review-proposed')).toHaveLength(1);
    expect(await cloud.get(`/reviews/${id}/evidence`)).toMatchObject({ status: 404 });

    expect(await step(cloud, id, 'shawan', { type: 'take-up', words: '应予倒查' })).toMatchObject({
      body: { status: 'statements' },
    });
    expect((await cloud.see(opening.id)).reviews).toEqual([{ id, endedAt: null }]);
    expect(await cloud.get(`/reviews/${id}/evidence`)).toMatchObject({ status: 200 });
  });
});
