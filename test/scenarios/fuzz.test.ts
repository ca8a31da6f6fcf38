import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { synth } from '../../lib/synth.ts';
import { temporary } from '../lib/temporary.ts';
import { aCloud, type TestCloud } from '../support/a-cloud.ts';
import { badBytes } from '../support/fuzz/bad-bytes.ts';
import { type Bad, badRequests } from '../support/fuzz/bad-requests.ts';
import { fromSchemas } from '../support/fuzz/from-schema.ts';
import { type Came, faultsOf } from '../support/fuzz/judge.ts';
import { type Operation, readDescription } from '../support/fuzz/operations.ts';
import { CANARIES, CASES_OF_OTHERS, KNOWN, plant, theirDirectory } from '../support/fuzz/planted.ts';
import { signed } from '../support/fuzz/signed.ts';
import { aTally, toldShortly } from '../support/fuzz/tally.ts';
import { toFunctions } from '../support/fuzz/to-functions.ts';
import { overHttp, overSocket } from '../support/fuzz/wire.ts';

/*
 * Issue 6, done when: schema-driven fuzzing of every public endpoint: never a 5xx, never a stack trace, never another's data.
 * `FUZZ_SEED` repeats a run, `FUZZ_RUNS` makes it longer: so many inputs to each open operation, one in ten of them over
 * HTTP, the others to the functions as the gateway calls them.
 */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_128);
const RUNS = Number(process.env.FUZZ_RUNS ?? 200);
const OVER_HTTP = 10;
const AT_ONCE = 16;

type Send = (bad: Bad) => Promise<Came>;
type Tally = ReturnType<typeof aTally>;

let cloud: TestCloud;
let operations: Operation[];
let fitting: ReturnType<typeof fromSchemas>;
let wire: ReturnType<typeof overHttp>;
let direct: Send;
const errors: string[] = [];
beforeAll(async () => {
  const context = {
    administrators: 'local|admin',
    sms: 'gateway',
    smsGateway: 'https://gateway.invalid',
    // Else most of it would hear 429 alone.
    rates: 'address-soft:999999,device-soft:999999,guesses:999999,similar:999999,same-words-address:999999',
  };
  cloud = await aCloud({
    assembly: synth(temporary(), context),
    directory: theirDirectory(),
    onError: (text) => errors.push(text),
  });
  const { body } = await cloud.get('/openapi.json', null);
  const description = readDescription(body);
  operations = description.operations;
  fitting = fromSchemas(description.schemas, KNOWN);
  await plant(cloud);
  wire = overHttp(cloud.url, AT_ONCE);
  direct = toFunctions(cloud, 'local|of-niushi-v1-g1');
});
afterAll(async () => {
  wire?.close();
  await cloud?.[Symbol.asyncDispose]();
});

const rowOf = ({ method, path }: Operation): string => `${method} ${path}`;
const samples = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] =>
  fc.sample(arbitrary, { seed: SEED, numRuns: count });
const isForHttp = (_: unknown, at: number): boolean => at % OVER_HTTP === 0;

/** Does it with each of them, a few at once. */
async function withEach<T>(list: readonly T[], run: (each: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let each = list[next++]; each !== undefined; each = list[next++]) await run(each);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Sends all of them, and holds every answer against the description. */
const drive = (list: readonly Bad[], send: Send, secrets: readonly string[], tally: Tally): Promise<void> =>
  withEach(list, async (bad) => {
    const row = rowOf(bad.operation);
    try {
      const came = await send(bad);
      tally.count(row, came.status);
      for (const fault of faultsOf(bad, came, secrets))
        tally.fault(row, fault, `${toldShortly(bad)} → ${came.text.slice(0, 300)}`);
    } catch (fault) {
      tally.fault(row, String(fault), toldShortly(bad));
    }
  });

const withToken = (token: string) => (bad: Bad) => ({
  ...bad,
  headers: [...bad.headers, ['authorization', `Bearer ${token}`] as [string, string]],
});

function holds(tally: Tally): void {
  console.log(tally.table());
  expect(tally.faults()).toEqual([]);
}

/** Most calls of the gateway for SMS are signed, so that they get as far as their body. */
function asTheGateway(bad: Bad, at: number): Bad {
  if (!bad.operation.path.startsWith('/sms/') || at % 4 === 0) return bad;
  const folder = join(cloud.data, 'secrets');
  const [secret = ''] = readdirSync(folder);
  return signed(bad, readFileSync(join(folder, secret), 'utf8'), cloud.now());
}

test('what anybody may ask', async () => {
  const open = operations.filter(({ isOpen }) => isOpen);
  const tally = aTally();
  const list = open.flatMap((operation) => samples(badRequests(operation, fitting), RUNS).map(asTheGateway));
  await drive(list.filter(isForHttp), wire.send, CANARIES, tally);
  await drive(
    list.filter((bad, at) => !isForHttp(bad, at)),
    direct,
    CANARIES,
    tally,
  );
  holds(tally);
});

test('what only officers may ask, by nobody and by an officer of a grid', async () => {
  const closed = operations.filter(({ isOpen }) => !isOpen);
  const tally = aTally();
  const list = closed.flatMap((operation) => samples(badRequests(operation, fitting), Math.ceil(RUNS / 4)));
  const sent = list.filter(isForHttp);
  await drive(sent, wire.send, CANARIES, tally);
  // Nothing is answered but that there is no token, or no such path.
  for (const operation of closed)
    expect(tally.statuses(rowOf(operation)).filter((status) => status !== '401' && status !== '404')).toEqual([]);
  await drive(sent.map(withToken(await cloud.tokenOf('niushi-v1-g1'))), wire.send, CASES_OF_OTHERS, tally);
  await drive(list, direct, CASES_OF_OTHERS, tally);
  holds(tally);
});

test('bytes that are hardly HTTP', async () => {
  const tally = aTally();
  const requests = fc.oneof(...operations.map((operation) => badRequests(operation, fitting)));
  await withEach(samples(badBytes(requests), RUNS * 2), async (bytes) => {
    const example = bytes.toString('latin1').slice(0, 400);
    const came = await overSocket(cloud.url, bytes);
    tally.count('bytes', came?.status ?? 'cut');
    if (came && came.status >= 500) tally.fault('bytes', `${came.status}`, `${example} → ${came.text.slice(0, 300)}`);
    const secret = CANARIES.find((each) => came?.text.includes(each));
    if (secret !== undefined) tally.fault('bytes', `tells what is another's: ${secret}`, example);
  });
  holds(tally);
});

test('bodies of any size', async () => {
  const tally = aTally();
  const bodies = [65_537, 1_000_000, 11_000_000].map((size) => Buffer.alloc(size, '{"words":"长"} '));
  const list = operations
    .filter(({ body, isOpen }) => body && isOpen)
    .flatMap((operation) => {
      const [sound] = samples(badRequests(operation, fitting), 1);
      return sound ? bodies.map((body): Bad => ({ ...sound, body })) : [];
    });
  await drive(list, wire.send, CANARIES, tally);
  holds(tally);
});

test('and all that was left behind is sound', async () => {
  await cloud.idle();
  expect(cloud.failures.list()).toEqual([]);
  expect(errors).toEqual([]);
});
