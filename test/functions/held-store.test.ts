import { DeleteItemCommand, GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HeldReport, type Ruled } from '../../domain/resident/held-report.ts';
import { heldStore } from '../../functions/shell/held-store.ts';
import { MONDAY } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';
import { aResidentsTable } from './a-residents-table.ts';

let table: Awaited<ReturnType<typeof aResidentsTable>>;
let held: ReturnType<typeof heldStore>;
beforeAll(async () => {
  table = await aResidentsTable();
  held = heldStore(table.client, 'residents', 'shawan');
});
afterAll(() => table.close());

const aHeld = (n: number, over: Partial<HeldReport> = {}): HeldReport =>
  HeldReport.parse({
    id: ulid(n),
    at: MONDAY,
    receipt: 'a'.repeat(64),
    request: 'b'.repeat(64),
    report: { id: ulid(n), category: 'roads', grid: 'niushi-v1-g1', words: `被扣下的话${n}` },
    contact: { phone: '+8613800138000' },
    subscribed: false,
    why: ['links'],
    ...over,
  });
const ruled = (decision: Ruled['decision'], officer = 'of-shawan'): Ruled => ({
  decision,
  reason: '已核实',
  officer,
  at: MONDAY,
});
const waiting = async () => (await held.waiting(null, 100)).rows.map(({ id }) => id);
const everything = async () =>
  JSON.stringify((await table.client.send(new ScanCommand({ TableName: 'residents' }))).Items);

test('what is held is held once, and answered as it is', async () => {
  expect(await held.hold(aHeld(1))).toEqual(aHeld(1));
  expect(await held.hold(aHeld(1, { request: 'c'.repeat(64) }))).toEqual(aHeld(1));
  expect(await held.load(ulid(1))).toEqual(aHeld(1));
  expect(await held.load(ulid(2))).toBeUndefined();
  expect(await waiting()).toEqual([ulid(1)]);
});

test('the queue comes by pages, and is of this district alone', async () => {
  for (const n of [11, 12, 13]) await held.hold(aHeld(n));
  await heldStore(table.client, 'residents', 'other').hold(aHeld(14));
  const first = await held.waiting(null, 2);
  const second = await held.waiting(first.next, 2);
  expect([first.rows.length, second.rows.length]).toEqual([2, 2]);
  expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual([1, 11, 12, 13].map(ulid));
});

test('the first ruling stands, whoever rules again', async () => {
  const report = await held.hold(aHeld(21));
  expect(await held.rule(report, ruled('turn-down'))).toEqual(ruled('turn-down'));
  expect(await held.rule(report, ruled('let-in', 'of-else'))).toEqual(ruled('turn-down'));
  expect((await held.load(ulid(21)))?.ruled).toEqual(ruled('turn-down'));
  expect(await waiting()).not.toContain(ulid(21));
});

test('a ruling is on record for three years, also if the first answer to it was lost', async () => {
  const report = await held.hold(aHeld(22));
  await held.rule(report, ruled('turn-down'));
  const Key = { pk: { S: `D#shawan#R#${ulid(22)}` }, sk: { S: 'ruled' } };
  await table.client.send(new DeleteItemCommand({ TableName: 'residents', Key }));
  await held.rule(report, ruled('let-in', 'of-else'));
  const { Item } = await table.client.send(new GetItemCommand({ TableName: 'residents', Key }));
  expect(JSON.parse(Item?.doc?.S ?? '')).toEqual({ ...ruled('turn-down'), why: ['links'] });
  expect(Item?.expires?.N).toBe(String(Date.parse(MONDAY) / 1000 + 3 * 366 * 86_400));
});

test('what is let in waits until it is a case, and then keeps nothing but the ruling', async () => {
  const { report: told } = aHeld(31);
  const place = { longitude: 103.5, latitude: 29.4, address: '被扣下的位置' };
  const report = await held.hold(aHeld(31, { report: { ...told, address: '被扣下的地址', place } }));
  await held.rule(report, ruled('let-in'));
  expect(await waiting()).toContain(ulid(31));
  await held.done({ ...report, ruled: ruled('let-in') }, MONDAY);
  expect(await waiting()).not.toContain(ulid(31));
  expect(await everything()).not.toMatch(/被扣下的话31|被扣下的位置|被扣下的地址/);
  expect(await held.load(ulid(31))).toMatchObject({ done: true, contact: null, ruled: ruled('let-in') });
});

test('all of it goes by itself', async () => {
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: 'residents' }));
  for (const item of Items) expect(Number(item.expires?.N)).toBeGreaterThan(Date.parse(MONDAY) / 1000);
});
