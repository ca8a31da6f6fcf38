import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { caseStore } from '../../functions/shell/case-store.ts';
import { aCase, aReport, climbedTo, MONDAY, means, ticked } from '../support/casework.ts';

const client = new DynamoDBClient({ region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
const dynamo = mockClient(client);
const store = caseStore(client, 'cases', 'shawan');
const taken = new ConditionalCheckFailedException({ message: 'taken', $metadata: {} });
const present = means(MONDAY);
const file = { ...aCase(), version: 1 };
beforeEach(() => dynamo.reset());

const written = () => dynamo.commandCalls(PutItemCommand)[0]?.args[0].input;

test('the first version wants no item, each later one the version before it', async () => {
  dynamo.on(PutItemCommand).resolves({});
  expect(await store.save(file, present)).toBe(true);
  expect(written()?.ConditionExpression).toBe('attribute_not_exists(pk)');
  dynamo.reset();
  dynamo.on(PutItemCommand).resolves({});
  await store.save({ ...file, version: 7 }, present);
  expect(written()).toMatchObject({
    ConditionExpression: 'version = :before',
    ExpressionAttributeValues: { ':before': { N: '6' } },
  });
});

test('a report stands in the public index by its face while somebody may have a receipt for it', async () => {
  dynamo.on(PutItemCommand).resolves({});
  await store.save({ ...aReport(), receipt: 'a'.repeat(64), version: 1 }, present);
  expect(written()?.Item).toMatchObject({
    publicIn: { S: 'D#shawan#O#2026-03' },
    publicAt: { S: `${MONDAY}#01KJP3AB5S8M6W3T9V2XQ4RD7C` },
    face: { S: expect.not.stringContaining('塌陷') },
  });
  dynamo.reset();
  dynamo.on(PutItemCommand).resolves({});
  await store.save({ ...aReport(), version: 1 }, present);
  expect([written()?.Item?.face, written()?.Item?.publicIn]).toEqual([expect.anything(), undefined]);
});

test('somebody else wrote first: false; our own write whose answer was lost: true', async () => {
  dynamo.on(PutItemCommand).rejects(taken);
  dynamo
    .on(GetItemCommand)
    .resolvesOnce({ Item: { writer: { S: 'another' } } })
    .resolvesOnce({ Item: { writer: { S: present.salt } } });
  expect(await store.save(file, present)).toBe(false);
  expect(await store.save(file, present)).toBe(true);
});

test('an open case is filed under its holder and looked at in time; a closed one is looked at when it is to be erased', async () => {
  dynamo.on(PutItemCommand).resolves({});
  await store.save(file, present);
  expect(written()?.Item).toMatchObject({
    seatBranch: { S: 'D#shawan#U#niushi' },
    seat: { S: expect.stringMatching(/^niushi-v1-g1#2026-03-02T10:00:00.000Z#01KJP3/) },
    attentionAt: { S: expect.any(String) },
    signal: { S: '1' },
  });
  dynamo.reset();
  dynamo.on(PutItemCommand).resolves({});
  const recorded = { ...aCase({ record: { result: '已劝导' } }), version: 1 };
  await store.save(recorded, present);
  for (const name of ['seat', 'seatBranch', 'signal', 'notice', 'dueAt']) {
    expect(written()?.Item).not.toHaveProperty(name);
  }
  // A year after its end people are forgotten.
  expect(written()?.Item).toMatchObject({ attentionAt: { S: '2027-03-02T01:00:00.000Z' } });
});

test('what is stored is read back, and damage is a fault', async () => {
  dynamo.on(PutItemCommand).resolves({});
  const rich = { ...ticked(climbedTo('department'), present.now), version: 1 };
  await store.save(rich, present);
  const Item = written()?.Item;
  dynamo
    .on(GetItemCommand)
    .resolvesOnce(Item ? { Item } : {})
    .resolvesOnce({ Item: { doc: { S: '{"version":1}' } } })
    .resolves({});
  expect(await store.load('x')).toEqual(rich);
  await expect(store.load('x')).rejects.toThrow();
  expect(await store.load('x')).toBeUndefined();
});
