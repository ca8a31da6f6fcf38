import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import type { Outcome } from '../../domain/case-file/outbox.ts';
import { textOf } from '../../domain/line/templates.ts';
import { type Instant, plusSeconds } from '../../domain/primitives.ts';
import type { ReportRow } from '../../domain/resident/report-row.ts';
import { residentReply } from '../../domain/resident/resident-texts.ts';
import { lineKey } from '../../functions/shell/case-keys.ts';
import type { Outgoing } from '../../functions/shell/sms.ts';
import { of } from '../support/a-district.ts';
import { aCase, aReport, district, MONDAY, move, shanghai, ticked } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';
import { aResidentsTable } from './a-residents-table.ts';
import { aDirectoryTable, table } from './directory-table.ts';
import { someCases } from './sending.ts';

for (const name of [
  'DISTRICT',
  'CASES_TABLE',
  'DIRECTORY_TABLE',
  'REVIEWS_TABLE',
  'LINES_TABLE',
  'RESIDENTS_TABLE',
  'AWS_REGION',
])
  vi.stubEnv(name, 'local');
const clock = vi.hoisted(() => ({ now: '' }));
vi.mock('../../functions/shell/chance.ts', async (original) => ({
  ...(await original<typeof import('../../functions/shell/chance.ts')>()),
  now: () => clock.now,
}));
const { sendFrom } = await import('../../functions/shell/send-line.ts');
const { lineStore } = await import('../../functions/shell/line-store.ts');
const { postAsking } = await import('../../functions/shell/resident-letters.ts');
const { monthlyBudget } = await import('../../functions/shell/budget.ts');
const { tellResidents } = await import('../../functions/shell/tell-residents.ts');
const { chooseBy, wantsNoSms, wantsSms } = await import('../../functions/shell/phone-choice.ts');
const { sha256 } = await import('../../functions/shell/chance.ts');

const PHONE = '+8613800138000';
const GRID = 'niushi-v1-g1';
const DAY = 86_400;
/** Messages that may be sent in a month. */
const MONTHLY = 50;

let engine: Awaited<ReturnType<typeof aDirectoryTable>>;
let rows: Awaited<ReturnType<typeof aResidentsTable>>;
let worlds = 0;
let world: ReturnType<typeof aWorld>;
beforeAll(async () => {
  engine = await aDirectoryTable();
  rows = await aResidentsTable();
});
afterAll(async () => {
  await engine.close();
  await rows.close();
});
beforeEach(() => {
  worlds += 1;
  clock.now = MONDAY;
  world = aWorld(`d${worlds}`);
});

/** A district of its own: a case of a resident, its rows, and a telephone. */
function aWorld(name: string) {
  const lines = lineStore(engine.client, table, name);
  const residents = rows.in(name);
  const { files, store } = someCases();
  const desk = { cases: store, directory: async () => district, now: (): Instant => clock.now };
  const sent: Outgoing[] = [];
  const outcomes: Outcome[] = [];
  const sender = {
    desk: {
      lines,
      cases: desk,
      reviews: { reviews: { load: async () => undefined, save: async () => false }, directory: async () => district },
      residents,
    },
    sms: {
      takesReplies: true,
      send: async (message: Outgoing) => {
        sent.push(message);
        await made.meanwhile();
        return outcomes.shift() ?? ({ outcome: 'sent' } as const);
      },
    },
    budget: monthlyBudget(engine.client, table, name, MONTHLY),
    acknowledgeAt: 'https://api.example/a/',
    residentsAt: 'https://api.example/u/',
  };
  const own = { cases: desk, lines, residents };
  const made = {
    ...own,
    name,
    files,
    outcomes,
    budget: sender.budget,
    /** What happens while a message is on its way. */
    meanwhile: async () => {},
    texts: () => sent.map(textOf),
    report(number: number): void {
      files.set(ulid(number), { ...aReport({ id: ulid(number) }), version: 1 });
    },
    async row(number: number, over: Partial<ReportRow> = {}): Promise<ReportRow> {
      const row = {
        version: 1,
        id: ulid(number),
        case: ulid(number),
        at: MONDAY,
        contact: { phone: PHONE },
        subscribed: true,
        told: [],
        ...over,
      };
      await residents.save(row);
      return row;
    },
    async asks(row: ReportRow) {
      await postAsking(lines, row, GRID, { now: clock.now, directory: district });
      await made.send();
    },
    answer(number: number): void {
      const file = files.get(ulid(number));
      if (file)
        files.set(ulid(number), {
          ...move(file, of(GRID), { type: 'resolve', result: '已办' }, clock.now),
          version: file.version + 1,
        });
    },
    async tell(number: number) {
      await tellResidents(own, ulid(number));
      await made.send();
    },
    send: () => sendFrom(sender, PHONE),
    async pass(seconds: number) {
      clock.now = plusSeconds(clock.now, seconds);
      await made.send();
    },
    async lastMessage() {
      const { line } = (await lines.load(PHONE)) ?? {};
      const message = await lines.message(PHONE, line?.seq ?? 0);
      if (!message) throw new Error('there was no message');
      return message;
    },
  };
  return made;
}

const ASKS = expect.stringContaining('不是您请勿理会，是您请回Y或点https://api.example/u/');
const answered = (number: number) =>
  expect.stringContaining(`您反映的${ulid(number)}已有答复，凭回执查看。退订回TD或点https`);

describe('a telephone that nobody has confirmed', () => {
  test('is asked once a day, whoever reports what how often, and told nothing else', async () => {
    for (const number of [1, 2, 3]) {
      world.report(number);
      await world.asks(await world.row(number));
      await world.pass(120);
    }
    expect(world.texts()).toEqual([ASKS]);
    world.answer(1);
    await world.tell(1);
    await world.pass(DAY / 2);
    expect(world.texts()).toHaveLength(1);
    await world.pass(DAY / 2);
    world.report(4);
    await world.asks(await world.row(4));
    expect(world.texts()).toEqual([ASKS, ASKS]);
  });

  test('is left alone for a month if it says no more while it is being asked', async () => {
    world.report(1);
    const row = await world.row(1);
    world.meanwhile = () => wantsNoSms(world, PHONE);
    await world.asks(row);
    expect(await world.residents.phone(PHONE)).toMatchObject({ quietUntil: plusSeconds(MONDAY, 30 * DAY) });
  });

  test('stands on its line for 400 days after the last message', async () => {
    world.report(1);
    await world.asks(await world.row(1));
    await world.pass(DAY);
    const Key = { pk: { S: lineKey(world.name, PHONE) }, sk: { S: 'line' } };
    const { Item } = await engine.client.send(new GetItemCommand({ TableName: table, Key }));
    expect(Number(Item?.expires?.N)).toBeGreaterThanOrEqual(Date.parse(MONDAY) / 1000 + 400 * DAY);
    expect(Number(Item?.expires?.N)).toBeLessThanOrEqual(Date.parse(clock.now) / 1000 + 400 * DAY);
  });

  test('is told what it missed once it has said yes, and is not asked again', async () => {
    world.report(1);
    const row = await world.row(1);
    await world.asks(row);
    world.answer(1);
    await world.tell(1);
    expect(await chooseBy(world, PHONE, await world.lastMessage())).toBe(true);
    await world.pass(120);
    expect(world.texts()).toEqual([ASKS, answered(1)]);
    await wantsSms(world, PHONE);
    await world.asks(row);
    await world.pass(DAY);
    expect(world.texts()).toHaveLength(2);
  });
});

describe('a telephone that was confirmed', () => {
  beforeEach(async () => {
    await wantsSms(world, PHONE);
    world.report(1);
  });

  test('is told once, however often it is posted, also by a claim that ran out', async () => {
    await world.row(1);
    world.answer(1);
    const before = structuredClone(world.files.get(ulid(1)));
    await world.tell(1);
    expect(world.files.get(ulid(1))?.forResidents).toEqual([]);
    if (before) world.files.set(ulid(1), before);
    await world.pass(DAY);
    await world.tell(1);
    await world.pass(120);
    expect(world.texts()).toEqual([answered(1)]);
  });

  test('is told of the newest alone, and by the number of its own report', async () => {
    await world.row(1, { subscribed: false });
    await world.row(2, {
      case: ulid(1),
      joined: { receipt: 'a'.repeat(64), request: 'b'.repeat(64), words: '也看到' },
    });
    world.answer(1);
    clock.now = shanghai('2026-03-18 10:00');
    const file = world.files.get(ulid(1));
    if (file) world.files.set(ulid(1), { ...ticked(file, clock.now), version: 3 });
    expect(world.files.get(ulid(1))?.forResidents).toMatchObject([{ news: 'closed' }]);
    await world.tell(1);
    expect(world.texts()).toEqual([expect.stringContaining(`您反映的${ulid(2)}已办结`)]);
  });

  test('gets one message for several', async () => {
    for (const number of [2, 3]) world.report(number);
    for (const number of [1, 2, 3]) {
      await world.row(number);
      world.answer(number);
      await tellResidents(world, ulid(number));
    }
    await world.send();
    expect(world.texts()).toEqual([expect.stringContaining('您反映的3件事项有新进展')]);
  });

  test('is tried three times when it fails, and twice when nobody knows', async () => {
    await world.row(1);
    world.answer(1);
    world.outcomes.push({ outcome: 'failed' }, { outcome: 'failed' }, { outcome: 'failed' });
    await world.tell(1);
    for (let minutes = 0; minutes < 120; minutes += 10) await world.pass(600);
    expect(world.texts()).toHaveLength(3);
    world.report(2);
    await world.row(2);
    world.answer(2);
    world.outcomes.push({ outcome: 'unknown' }, { outcome: 'unknown' });
    await world.tell(2);
    for (let minutes = 0; minutes < 120; minutes += 10) await world.pass(600);
    expect(world.texts()).toHaveLength(5);
  });

  test('is left alone once it has said no more, and not asked for a month', async () => {
    await world.row(1);
    await wantsNoSms(world, PHONE);
    world.answer(1);
    await world.tell(1);
    world.report(2);
    const again = await world.row(2);
    await world.asks(again);
    await world.pass(29 * DAY);
    await world.asks(again);
    expect(world.texts()).toEqual([]);
    await world.pass(DAY);
    await world.asks(again);
    expect(world.texts()).toEqual([ASKS]);
  });

  test('is told nothing while two fifths of the messages of the month are used, and then in the next', async () => {
    await world.row(1);
    await world.budget.spend(0.4 * MONTHLY, clock.now);
    world.answer(1);
    await world.tell(1);
    await world.pass(DAY);
    expect(world.texts()).toEqual([]);
    expect([await world.budget.allows('resident', clock.now), await world.budget.allows('routine', clock.now)]).toEqual(
      [false, true],
    );
    clock.now = shanghai('2026-04-02 10:00');
    await world.send();
    expect(world.texts()).toEqual([answered(1)]);
  });

  test('is told no more of the reports that the link of a message stopped', async () => {
    await world.row(1);
    world.report(2);
    await world.row(2);
    world.answer(1);
    await world.tell(1);
    const secret = /\/u\/(\S+)$/.exec(world.texts()[0] ?? '')?.[1] ?? '';
    expect((await world.lastMessage()).link).toBe(sha256(secret));
    await chooseBy(world, PHONE, await world.lastMessage());
    await chooseBy(world, PHONE, await world.lastMessage());
    expect(await world.residents.load(ulid(1))).toMatchObject({ subscribed: false });
    await world.pass(3600);
    world.answer(2);
    await world.tell(2);
    expect(world.texts()).toEqual([answered(1), answered(2)]);
  });
});

test('a reply is a word for residents, or something else', () => {
  expect(['Y', 'y ', 'Ｙ', '同意'].map(residentReply)).toEqual(['yes', 'yes', 'yes', 'yes']);
  expect(['T', 'td', 'ＴＤ', ' 退订 '].map(residentReply)).toEqual(['stop', 'stop', 'stop', 'stop']);
  for (const text of ['12', '报 道路破损 塌了', 'TDD', '', 'yes']) expect(residentReply(text)).toBeUndefined();
});

test('what residents are told waits for working hours, and nothing waits where none reported it', () => {
  const night = shanghai('2026-03-02 21:00');
  const answered = (file: CaseFile) => move(file, of(GRID), { type: 'resolve', result: '已办' }, night).forResidents;
  expect(answered(aReport())).toMatchObject([{ news: 'answered', notBefore: shanghai('2026-03-03 09:00') }]);
  expect(answered(aCase())).toEqual([]);
});
