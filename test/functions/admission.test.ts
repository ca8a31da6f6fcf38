import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { plusSeconds } from '../../domain/primitives.ts';
import { ratesWith } from '../../domain/resident/rates.ts';
import { alike } from '../../domain/resident/suspicion.ts';
import { admit, type Gate } from '../../functions/shell/admission.ts';
import { Challenge } from '../../functions/shell/challenge-message.ts';
import { dayKeys } from '../../functions/shell/day-keys.ts';
import type { HttpEvent } from '../../functions/shell/endpoint.ts';
import { limitRows } from '../../functions/shell/limit-rows.ts';
import type { ProblemError } from '../../functions/shell/problem.ts';
import { workProofs } from '../../functions/shell/proofs.ts';
import { MONDAY } from '../support/casework.ts';
import { aResidentsTable } from './a-residents-table.ts';

let table: Awaited<ReturnType<typeof aResidentsTable>>;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(MONDAY) });
  table = await aResidentsTable();
});
afterAll(async () => {
  vi.useRealTimers();
  await table.close();
});

let addresses = 0;
/** A gate of its own address, as nothing else has come from. */
function aGate(rates = 'address-soft:6,address-hard:9,device-soft:2,device-hard:4') {
  const rows = limitRows(table.client, 'residents', 'shawan');
  const keys = dayKeys(rows);
  const gate: Gate = { rows, keys, proofs: workProofs(keys, rows), rates: ratesWith(rates), listed: [alike('赌博')] };
  addresses += 1;
  const sourceIp = `203.0.113.${addresses}`;
  const device = { 'x-device': `a-device-drawn-by-chance-${addresses}` };
  let count = 0;
  const send = (headers: Record<string, string> = {}, words = '', now = MONDAY, where: object = {}) => {
    count += 1;
    const event = { headers, requestContext: { http: { sourceIp } } } as unknown as HttpEvent;
    return admit(event, { words: words || `第${count}件 ${sourceIp}`, ...where }, now, gate);
  };
  return { send, gate, sourceIp, device };
}

const refusalOf = (sent: Promise<unknown>): Promise<ProblemError> =>
  sent.then(
    () => Promise.reject(new Error('it was let in')),
    (refused) => refused,
  );
async function solved(refused: ProblemError): Promise<string> {
  expect(refused.problem).toMatchObject({ status: 429, code: 'proof-needed' });
  return answerTo(Challenge.parse(refused.problem.challenge));
}
async function answerTo(challenge: Challenge): Promise<string> {
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
}

test('a device is let in, then proves work, then waits for a clerk, then is refused', async () => {
  const { send, device } = aGate('device-soft:2,device-hard:4');
  expect([await send(device), await send(device)]).toEqual([[], []]);
  const proof = await solved(await refusalOf(send(device)));
  expect(await send({ ...device, 'x-proof': proof })).toEqual([]);
  const second = await solved(await refusalOf(send(device)));
  expect(await send({ ...device, 'x-proof': second })).toEqual(['rate']);
  await refusalOf(send(device));
  await refusalOf(send(device));
  const refused = await refusalOf(send(device));
  expect(refused.problem).toMatchObject({ status: 429, code: 'too-many' });
  expect(refused.headers).toEqual({ 'retry-after': '3600' });
  // Another device of the same address is not meant, and the hour after is another.
  expect(await send({ 'x-device': 'another-device-altogether' })).toEqual([]);
  expect(await send(device, '', plusSeconds(MONDAY, 3600))).toEqual([]);
}, 60_000);

test('whoever changes devices is stopped by their address', async () => {
  const { send } = aGate();
  for (let each = 0; each < 6; each += 1)
    expect(await send({ 'x-device': `a-device-that-changes-${each}` })).toEqual([]);
  expect((await refusalOf(send({ 'x-device': 'yet-another-device' }))).problem.code).toBe('proof-needed');
});

test('a proof counts once, for the challenge it was made for, and not when it is over', async () => {
  const { gate } = aGate();
  const challenge = Challenge.parse(await gate.proofs.challenge(MONDAY));
  const proof = await answerTo(challenge);
  const { solution } = JSON.parse(Buffer.from(proof, 'base64').toString());
  const forged = (change: object, more: object = {}) =>
    Buffer.from(
      JSON.stringify({
        challenge: { ...challenge, parameters: { ...challenge.parameters, ...change } },
        solution: { ...solution, ...more },
      }),
    ).toString('base64');
  const bad = [
    '',
    'x',
    '[]',
    Buffer.from('{}').toString('base64'),
    'A'.repeat(5000),
    forged({ cost: 1 }),
    forged({ expiresAt: challenge.parameters.expiresAt + 900 }),
    forged({ data: { day: '2026-03-01' } }),
    forged({}, { derivedKey: '00'.repeat(32) }),
  ];
  for (const each of bad) expect([each, await gate.proofs.spend(each, MONDAY)]).toEqual([each, false]);
  expect(await gate.proofs.spend(proof, plusSeconds(MONDAY, 901))).toBe(false);
  expect(await gate.proofs.spend(proof, MONDAY)).toBe(true);
  expect(await gate.proofs.spend(proof, MONDAY)).toBe(false);
});

test('a challenge of the minute before midnight is solved in the minute after', async () => {
  const { gate } = aGate();
  const before = '2026-03-02T23:59:30.000Z';
  const proof = await answerTo(Challenge.parse(await gate.proofs.challenge(before)));
  expect(await gate.proofs.spend(proof, plusSeconds(before, 60))).toBe(true);
});

test('what looks like abuse is held: links, listed words, the same words again and again', async () => {
  const { send, device } = aGate('device-soft:50,device-hard:90');
  expect(await send(device, 'http://a.example http://b.example http://c.example')).toEqual(['links']);
  expect(await send(device, '网上赌·博')).toEqual(['listed-words']);
  const wherever = { place: { longitude: 103.5, latitude: 29.4, address: 'http://c.example' } };
  const links = { address: 'http://a.example http://b.example', ...wherever };
  expect(await send(device, '', MONDAY, links)).toEqual(['links']);
  expect(await send(device, '', MONDAY, { address: '赌博' })).toEqual(['listed-words']);
  for (let each = 0; each < 3; each += 1) expect(await send(device, '还是不亮')).toEqual([]);
  expect(await send(device, '还是 不亮！')).toEqual(['same-words']);
});

test('no address and no device stands in the table, and everything in it goes by itself', async () => {
  const { sourceIp, send, device } = aGate();
  await send(device, '一句不该留下的话');
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: 'residents' }));
  expect(Items.length).toBeGreaterThan(10);
  expect(JSON.stringify(Items)).not.toMatch(new RegExp(`${sourceIp.replaceAll('.', '\\.')}|a-device-drawn|不该留下`));
  for (const item of Items) expect(Number(item.expires?.N)).toBeGreaterThan(Date.parse(MONDAY) / 1000);
});

test('the same address is another name the day after', async () => {
  const { gate } = aGate();
  const name = (now: string) => gate.keys.nameOf('address', '2001:db8:1:2::9', now);
  expect(await name(MONDAY)).toBe(await name(plusSeconds(MONDAY, 3600)));
  expect(await gate.keys.nameOf('address', '2001:0db8:1:2:ffff::1', MONDAY)).toBe(await name(MONDAY));
  expect(await gate.keys.nameOf('address', '2001:db8:1:3::9', MONDAY)).not.toBe(await name(MONDAY));
  expect(await name(plusSeconds(MONDAY, 86_400))).not.toBe(await name(MONDAY));
});
