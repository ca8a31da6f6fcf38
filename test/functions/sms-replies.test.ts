import { beforeEach, describe, expect, test } from 'vitest';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import type { Outcome } from '../../domain/case-file/outbox.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { textOf } from '../../domain/line/templates.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { lately } from '../../functions/shell/lately.ts';
import type { Outgoing } from '../../functions/shell/sms.ts';
import { repliesEndpoint } from '../../functions/shell/take-reply.ts';
import { aDirectory, documents } from '../support/a-district.ts';
import { call, FORGED, NOW, verifier } from './a-gateway-call.ts';

const PHONE = '+8613800138000';
const AWAY = '+8613800138001';
const PHONES: Record<string, string> = { 'niushi-v1-g1': PHONE, 'niushi-v1-g2': AWAY };
const officers = documents().officers.map((officer) => {
  const phone = PHONES[officer.posts[0]?.unit ?? ''];
  return phone === undefined ? officer : { ...officer, phone };
});
const wang = officers.find(({ phone }) => phone === PHONE)?.id;

let directory: Directory;
let cases: Map<string, CaseFile>;
let answered: Set<string>;
let sent: Outgoing[];
let acknowledged: [string, number][];
let outcomes: Outcome[];
let chosen: string[];
beforeEach(() => {
  directory = aDirectory({ officers });
  cases = new Map();
  answered = new Set();
  sent = [];
  acknowledged = [];
  outcomes = [];
  chosen = [];
});

let now = NOW;
const handler = repliesEndpoint({
  ...verifier,
  now: () => now,
  callbacks: () => ({
    arrived: async () => expect.unreachable(),
    acknowledge: async (phone, code) => acknowledged.push([phone, code]) > 0,
  }),
  desk: {
    directory: async () => directory,
    cases: {
      load: async (id) => cases.get(id),
      save: async (file) => {
        const { id } = caseOf(file);
        return !cases.has(id) && cases.set(id, file).has(id);
      },
    },
  },
  residents: {
    yes: async (phone) => void chosen.push(`yes ${phone}`),
    stop: async (phone) => void chosen.push(`stop ${phone}`),
  },
  refusals: lately(2, 60_000),
  answered: { has: async (id) => answered.has(id), keep: async (id) => void answered.add(id) },
  sms: {
    takesReplies: true,
    async send(message) {
      sent.push(message);
      return outcomes.shift() ?? { outcome: 'sent' };
    },
  },
});

const PATH = '/sms/replies';
const reply = { id: 'MO-1', phone: PHONE, text: '报 道路破损 村口塌了一块', at: NOW };
const take = (over: Partial<typeof reply> = {}) => call(handler, PATH, { ...reply, ...over });
const texts = () => sent.map(textOf);
const TAKEN = { status: 200, body: { taken: true } };

test('a word for residents is theirs, whoever sends it, and opens nothing', async () => {
  for (const text of ['TD', ' y ', '退订']) expect(await take({ phone: '+8613900139000', text })).toMatchObject(TAKEN);
  expect(await take({ text: 't' })).toMatchObject(TAKEN);
  expect(chosen).toEqual(['stop +8613900139000', 'yes +8613900139000', 'stop +8613900139000', `stop ${PHONE}`]);
  expect([cases.size, sent.length, acknowledged.length]).toEqual([0, 0, 0]);
});

describe('a code', () => {
  test.each(['12', '１２', '收到12', '已阅 12', 'OK12'])('%s acknowledges, whoever has the telephone', async (text) => {
    expect(await take({ phone: '+8613900139000', text })).toMatchObject(TAKEN);
    expect(acknowledged).toEqual([['+8613900139000', 12]]);
    expect(sent).toEqual([]);
  });
});

describe('a report', () => {
  test('opens a case that its officer has accepted, and is answered with its number', async () => {
    expect(await take()).toMatchObject(TAKEN);
    const [file = expect.unreachable()] = cases.values();
    const kase = caseOf(file);
    expect(file.history.map(({ what, by }) => [what.type, by])).toEqual([
      ['opened', { officer: wang, unit: 'niushi-v1-g1', role: 'officer' }],
      ['accepted', { officer: wang, unit: 'niushi-v1-g1', role: 'officer' }],
    ]);
    expect(kase).toMatchObject({ category: 'roads', openedAt: NOW, emergency: false });
    expect(texts()).toEqual([`【网格灯】已受理，编号${kase.id}，由您首问负责。`]);
    expect(sent).toMatchObject([{ phone: PHONE, id: 'r-MO-1' }]);
  });

  test('of an emergency is one', async () => {
    await take({ text: '急报 火情 后山起火' });
    expect([...cases.values()].map((file) => caseOf(file).emergency)).toEqual([true]);
  });

  test('that comes again opens no second case and is not answered again', async () => {
    expect([await take(), await take()]).toMatchObject([TAKEN, TAKEN]);
    expect([cases.size, sent.length]).toEqual([1, 1]);
  });

  test('that the officer sends again within ten minutes is the same one, and answered so; later it is another', async () => {
    await take();
    await take({ id: 'MO-2', at: plusSeconds(NOW, 590) });
    expect([cases.size, sent.length, new Set(texts()).size]).toEqual([1, 2, 1]);
    await take({ id: 'MO-3', at: plusSeconds(NOW, 620) });
    await take({ id: 'MO-4', text: `${reply.text}，又一块` });
    expect([cases.size, sent.length]).toEqual([3, 4]);
  });

  test.each<Outcome['outcome']>(['failed', 'unknown'])(
    'whose answer is %s is asked for again, and answered then, whatever the directory says by then',
    async (outcome) => {
      outcomes = [{ outcome }];
      expect(await take()).toMatchObject({ status: 503, body: { code: 'not-answered' } });
      directory = aDirectory({ officers, categories: directory.documents.categories.slice(1) });
      expect(await take()).toMatchObject(TAKEN);
      expect(cases.size).toBe(1);
      expect(texts()[1]).toBe(texts()[0]);
    },
  );

  test('that is not understood opens none, and is answered with what was wrong, once', async () => {
    const text = '报 水管 漏水了';
    expect([await take({ text }), await take({ text })]).toMatchObject([TAKEN, TAKEN]);
    expect(texts()).toEqual(['【网格灯】没有类别“水管”。例：报 道路破损 村口有情况']);
    expect(cases.size).toBe(0);
  });
});

test('a machine that answers every SMS is not answered for ever, and a report is all the same', async () => {
  const away = (n: number, over = {}) => take({ id: `AWAY-${n}`, phone: AWAY, text: '自动回复：正在开会', ...over });
  for (const n of [1, 2, 3]) expect(await away(n)).toMatchObject(TAKEN);
  expect(texts()).toEqual(Array(2).fill('【网格灯】没看懂，未受理。例：报 道路破损 村口有情况'));
  await away(4, { text: reply.text });
  expect(texts()[2]).toContain('已受理');
  now = '2026-03-02T01:01:00.000Z';
  await away(5);
  now = NOW;
  expect(sent).toHaveLength(4);
});

test('whoever the directory does not know gets no answer, and the gateway the same as ever', async () => {
  const known = await take();
  sent = [];
  cases.clear();
  expect(await take({ id: 'MO-3', phone: '+8613900139000' })).toEqual(known);
  expect([sent, [...cases], [...answered]]).toEqual([[], [], ['MO-1']]);
});

test.each(FORGED)('a call %s does nothing', async (_, over) => {
  for (const text of [reply.text, '12']) {
    expect(await call(handler, PATH, { ...reply, text }, over)).toMatchObject({ status: 401 });
  }
  expect([acknowledged, sent, [...cases]]).toEqual([[], [], []]);
});

test.each([
  { text: undefined },
  { text: 'x'.repeat(5001) },
  { id: 'a b' },
  { phone: '13800138000' },
  { at: 'now' },
  { officer: wang },
])('a signed call in another form is refused: %o', async (over) => {
  expect(await call(handler, PATH, { ...reply, ...over })).toMatchObject({ status: 400 });
  expect([acknowledged, sent, [...cases]]).toEqual([[], [], []]);
});
