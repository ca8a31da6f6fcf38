import { DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { RESIDENT } from '../../domain/case/decision.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { erased } from '../../domain/case-file/erasure.ts';
import { plusSeconds } from '../../domain/primitives.ts';
import { type Face, faceOf } from '../../functions/shell/public-face.ts';
import { publicCases, voiceAttributes } from '../../functions/shell/public-index.ts';
import { aDirectory, documents, of } from '../support/a-district.ts';
import { aReport, district, MONDAY, means, move } from '../support/casework.ts';
import { ulid } from '../support/ulids.ts';

const client = new DynamoDBClient({ region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });
const dynamo = mockClient(client);
const cases = publicCases(client, 'cases', 'shawan');
beforeEach(() => dynamo.reset());

const [FIRST, NEXT] = [ulid(1), ulid(2)];
const report = aReport();
const face = (over: Partial<Face> = {}): Face => {
  const made = faceOf(report, caseOf(report), district);
  if (!made) throw new Error('no face');
  return { ...made, ...over };
};
const row = (id: string, own: Face, isIndexed = true) => ({
  pk: { S: `D#shawan#C#${id}` },
  face: { S: JSON.stringify(own) },
  ...(isIndexed && { publicIn: { S: 'D#shawan#O#2026-03' } }),
});
const there = (id: string, item: object) =>
  dynamo.on(GetItemCommand, { Key: { pk: { S: `D#shawan#C#${id}` } } }).resolves({ Item: item as never });

test('a case that went on in another is shown as that one stands, under its own number and from its own beginning', async () => {
  const later = plusSeconds(MONDAY, 86_400);
  const went = face({ status: 'continued', next: NEXT });
  there(FIRST, row(FIRST, went));
  const updates = [{ at: later, key: 'resolved' as const }];
  there(NEXT, row(NEXT, face({ status: 'closed', openedAt: later, updates }), false));
  expect(await cases.find(FIRST)).toMatchObject({
    id: FIRST,
    face: { status: 'closed', openedAt: MONDAY, updates: [{ key: 'received' }, { key: 'resolved' }] },
  });
  // What it went on in is no report of its own.
  expect(await cases.find(NEXT)).toBeUndefined();
});

test('cases that lead round to each other end somewhere', async () => {
  there(FIRST, row(FIRST, face({ status: 'continued', next: FIRST })));
  expect(await cases.find(FIRST)).toMatchObject({ id: FIRST });
});

test('a merged report has the answer of the case that it went into, unless that is about persons', async () => {
  const answer = { at: MONDAY, check: { outcome: 'published' as const, at: MONDAY, words: '已修' } };
  there(NEXT, row(NEXT, face({ answer })));
  const merged = face({ status: 'merged', into: NEXT });
  expect(await cases.answerTo(merged, district)).toEqual(answer);
  const categories = documents().categories.map((category) => ({ ...category, personal: true }));
  expect(await cases.answerTo(merged, aDirectory({ categories }))).toBeNull();
});

test('nothing but the face is ever asked for', async () => {
  dynamo.on(GetItemCommand).resolves({});
  expect(await cases.find(FIRST)).toBeUndefined();
  expect(dynamo.commandCalls(GetItemCommand)[0]?.args[0].input.ProjectionExpression).toBe('face, publicIn');
});

test('what residents thought stays when who reported is forgotten', () => {
  const answered = move(report, of('niushi-v1-g1'), { type: 'resolve', result: '已修' }, plusSeconds(MONDAY, 3600));
  const rated = move(answered, RESIDENT, { type: 'rate', satisfied: false }, plusSeconds(MONDAY, 7200));
  const reopens = { type: 'rule', wish: 'reopening', grant: false, reason: '查无此事' } as const;
  const asked = move(rated, RESIDENT, { type: 'reopen', reason: '又塌了' }, plusSeconds(MONDAY, 7300));
  const closed = move(asked, of('niushi-v1'), reopens, plusSeconds(MONDAY, 9000));
  const forgotten = erased(closed, means(plusSeconds(MONDAY, 9600)));
  if (isRefusal(forgotten)) throw new Error(forgotten.message);
  expect(forgotten.receipt).toBeUndefined();
  const voices = (file: CaseFile) => voiceAttributes(file, caseOf(file), 'shawan');
  expect(voices(closed).voicesIn).toEqual({ S: 'D#shawan#O#2026-03' });
  expect(voices(closed).voices?.S).toContain('"satisfied":false');
  expect(voices(forgotten)).toEqual(voices(closed));
  expect(voices(report)).toEqual({});
});

test('a span is read month by month, newest first, to the last page', async () => {
  const key = { pk: { S: 'last' } };
  dynamo
    .on(QueryCommand)
    .resolvesOnce({ Items: [row(NEXT, face())], LastEvaluatedKey: key })
    .resolvesOnce({ Items: [row(FIRST, face())] })
    .resolves({ Items: [] });
  const found = [];
  for await (const page of cases.opened('2026-02-15T00:00:00.000Z', MONDAY)) found.push(...page.map(({ id }) => id));
  expect(found).toEqual([NEXT, FIRST]);
  const asked = dynamo.commandCalls(QueryCommand).map(({ args }) => args[0].input);
  const months = asked.map((input) => input.ExpressionAttributeValues?.[':month']?.S);
  expect(months).toEqual(['D#shawan#O#2026-03', 'D#shawan#O#2026-03', 'D#shawan#O#2026-02']);
  expect(asked.map((input) => input.ExclusiveStartKey)).toEqual([undefined, key, undefined]);
  expect(asked.every((input) => input.IndexName === 'public' && input.ScanIndexForward === false)).toBe(true);
});
