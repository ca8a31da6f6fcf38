import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Contact, SaidContact } from '../../domain/resident/contact.ts';
import type { ReportRow } from '../../domain/resident/report-row.ts';
import { keepRow } from '../../functions/shell/keep-row.ts';
import { MONDAY } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';
import { aResidentsTable } from './a-residents-table.ts';

let table: Awaited<ReturnType<typeof aResidentsTable>>;
beforeAll(async () => {
  table = await aResidentsTable();
});
afterAll(() => table.close());

const PHONE = '+8613800138000';
const aRow = (number: number, over: Partial<ReportRow> = {}): ReportRow => ({
  version: 1,
  id: ulid(number),
  case: ulid(number),
  at: MONDAY,
  contact: { phone: PHONE, name: '李某' },
  subscribed: true,
  told: [],
  ...over,
});
const aJoiner = (number: number, kase: string): ReportRow =>
  aRow(number, { case: kase, joined: { receipt: 'a'.repeat(64), request: 'b'.repeat(64), words: '水管爆了' } });
const numbers = async (pages: AsyncGenerator<ReportRow[]>) => {
  const found: string[] = [];
  for await (const rows of pages) found.push(...rows.map(({ id }) => id));
  return found.sort();
};

describe('the row of a report', () => {
  test('is read as it was written, and written again only over the version before', async () => {
    const row = aRow(1);
    expect(await table.residents.load(row.id)).toBeUndefined();
    expect(await table.residents.save(row)).toBe(true);
    expect(await table.residents.load(row.id)).toEqual(row);
    expect(await table.residents.save({ ...row, contact: null })).toBe(false);
    const next = { ...row, version: 2, subscribed: false };
    expect(await table.residents.save(next)).toBe(true);
    expect(await table.residents.save({ ...row, version: 2 })).toBe(false);
    expect(await table.residents.load(row.id)).toEqual(next);
  });

  test('kept again is the first one, and refused with another contact', async () => {
    const row = aRow(3);
    expect(await keepRow(table.residents, row)).toEqual(row);
    const changed = { ...row, version: 2, subscribed: false };
    await table.residents.save(changed);
    expect(await keepRow(table.residents, { ...row, at: '2026-03-03T00:00:00.000Z' })).toEqual(changed);
    expect(await keepRow(table.residents, { ...row, contact: { phone: '+8613900139000' } })).toBeUndefined();
  });

  test('is of its district alone', async () => {
    await table.residents.save(aRow(4));
    expect(await table.in('another').load(ulid(4))).toBeUndefined();
    expect(await numbers(table.in('another').ofPerson(PHONE))).toEqual([]);
  });

  test('erased is in no list any more; once more changes nothing', async () => {
    const row = aRow(5, { contact: { phone: '+8613700137000' } });
    await table.residents.save(row);
    await table.residents.erase(row);
    await table.residents.erase(row);
    expect(await table.residents.load(row.id)).toBeUndefined();
    expect(await numbers(table.residents.ofCase(row.case))).toEqual([]);
    expect(await numbers(table.residents.ofPerson('+8613700137000'))).toEqual([]);
  });
});

describe('the reports', () => {
  test('about a case come page by page to the last, and those that joined are counted', async () => {
    const kase = ulid(100);
    const rows = [aRow(100), ...Array.from({ length: 230 }, (_, index) => aJoiner(101 + index, kase))];
    await Promise.all(rows.map((row) => table.residents.save(row)));
    expect(await numbers(table.residents.ofCase(kase))).toEqual(rows.map(({ id }) => id).sort());
    expect(await table.residents.joined(kase)).toBe(230);
    const first = await table.residents.pageOfCase(kase, null, 200);
    const second = await table.residents.pageOfCase(kase, first.next, 200);
    expect([first.rows.length, second.rows.length, second.next]).toEqual([200, 31, null]);
  });

  test('of a telephone are found by it, and nobody else is', async () => {
    const phone = '+8613600136000';
    await table.residents.save(aRow(400, { contact: { phone } }));
    await table.residents.save(aRow(401, { contact: { phone } }));
    await table.residents.save(aRow(402, { contact: null }));
    expect(await numbers(table.residents.ofPerson(phone))).toEqual([ulid(400), ulid(401)]);
  });
});

test('who read a contact is on record, in order', async () => {
  const reading = (at: string, officer: string) => ({ officer, unit: 'niushi-v1-g1', at });
  const [first, second] = [reading(MONDAY, 'li'), reading('2026-03-03T00:00:00.000Z', 'wang')];
  await table.residents.noteReading(ulid(500), second, 'x');
  await table.residents.noteReading(ulid(500), first, 'x');
  await table.residents.noteReading(ulid(500), first, 'y');
  expect(await table.residents.readings(ulid(500))).toEqual([first, first, second]);
  expect(await table.residents.load(ulid(500))).toBeUndefined();
});

describe('what a resident gives', () => {
  test.each([
    ['13800138000', '+8613800138000'],
    ['138 0013-8000', '+8613800138000'],
    ['+86 138 0013 8000', '+8613800138000'],
    ['0086 13800138000', '+8613800138000'],
    ['０１３８', null],
    ['028-85551234', '+862885551234'],
    ['+447911123456', '+447911123456'],
    ['12345', null],
    ['1380013800012345678', null],
    ['李某', null],
  ])('%s is %s', (phone, read) => {
    const said = SaidContact.safeParse({ phone });
    expect(said.success ? said.data.phone : null).toBe(read);
    if (said.success) expect(Contact.parse(said.data)).toEqual({ phone: read });
  });

  test('subscribes with a mobile of the mainland alone', () => {
    expect(SaidContact.safeParse({ phone: '13800138000', subscribe: true }).success).toBe(true);
    for (const phone of ['+447911123456', '028-85551234', '+12025550123'])
      expect(SaidContact.safeParse({ phone, subscribe: true }).success).toBe(false);
    expect(SaidContact.safeParse({ phone: '+447911123456', subscribe: false }).success).toBe(true);
  });
});
