import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, expect, test, vi } from 'vitest';
import { caseKey, seatOf } from '../../functions/shell/case-keys.ts';
import { openCasesUnder } from '../../functions/shell/open-cases.ts';
import { aDirectory, documents } from '../support/a-district.ts';
import { aCase, shanghai } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';

const client = mockClient(DynamoDBClient);
afterEach(() => {
  client.reset();
  vi.restoreAllMocks();
});

const AT = shanghai('2026-12-28 09:00');
const before = aDirectory();
const announced = documents().calendars.map((calendar) => ({
  ...calendar,
  validThrough: '2027-12-31',
  dates: [{ date: '2027-01-01', is: 'off' as const, name: '元旦' }],
}));
const after = aDirectory({ calendars: announced }, 2);

/** So many open cases in the index, all of the first branch that is asked for, and the store that has them. */
function holding(count: number) {
  const ids = Array.from({ length: count }, (_, index) => ulid(index));
  const rows = ids.map((id) => ({
    pk: { S: caseKey('shawan', id) },
    seat: { S: seatOf('niushi-v1-g1', AT, id) },
  }));
  client
    .on(QueryCommand)
    .resolves({ Items: [] })
    .on(QueryCommand, {
      ExpressionAttributeValues: {
        ':branch': { S: 'D#shawan#U#niushi' },
        ':from': { S: ' ' },
        ':to': { S: '~' },
      },
    })
    .resolves({ Items: rows });
  const load = vi.fn(async (id: string) => aCase({ id, at: AT }));
  return { load, from: { client: new DynamoDBClient({}), table: 'cases', cases: { load, save: async () => false } } };
}

test('the first two hundred clocks are told one by one, and all are counted', async () => {
  const { from } = holding(250);
  const told = await openCasesUnder(after, before, from);
  expect(told).toMatchObject({ counted: 250, looked: 250, cut: false, movingInAll: 250, stranded: [] });
  expect(told.moving.map((moved) => moved.case)).toEqual(Array.from({ length: 200 }, (_, index) => ulid(index)));
});

test('no case is read when no calendar differs', async () => {
  const { from, load } = holding(3);
  const renamed = before.documents.units.map((unit) => ({ ...unit, name: `${unit.name}！` }));
  const told = await openCasesUnder(aDirectory({ units: renamed }, 2), before, from);
  expect(told).toMatchObject({ counted: 3, looked: 3, cut: false, moving: [] });
  expect(load).not.toHaveBeenCalled();
});

test('when the time is over it says how far it came', async () => {
  const { from } = holding(100);
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 100;
    return now;
  });
  const told = await openCasesUnder(after, before, from);
  expect(told).toMatchObject({ counted: 100, cut: true });
  expect(told.looked).toBeGreaterThan(50);
  expect(told.looked).toBeLessThan(70);
  expect(told.movingInAll).toBe(told.looked);
});
