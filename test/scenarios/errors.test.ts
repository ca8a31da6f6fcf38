import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { plusSeconds } from '../../domain/primitives.ts';
import { aCloud, type Reply, type TestCloud } from '../support/a-cloud.ts';
import { documents, roads } from '../support/a-district.ts';
import { anOpening, MONDAY } from '../support/casework.ts';
import { personasOf } from '../support/personas.ts';
import { ulid } from '../support/ulids.ts';

/*
 * S3 replayed any number of times it makes exactly one case · S5, S6 refusals that name the rule. "Anyone but the centre
 * dispatching: 403. Skipping a level: 422 naming the rule." Every error says the value received and the remedy.
 */

/** RFC 9457 with what this API adds. The detail ends in a remedy: what to do instead. */
const ProblemDetails = z.strictObject({
  type: z.string().check(z.regex(/^urn:gridlight:problem:[a-z-]+$/)),
  title: z.string().check(z.minLength(1)),
  status: z.int(),
  code: z.string().check(z.regex(/^[a-z-]+$/)),
  detail: z.string().check(z.minLength(10)),
  rule: z.optional(z.string()),
  faults: z.optional(z.array(z.looseObject({ path: z.string(), message: z.string() }))),
});
/** What would tell an outsider how this is built. */
const INSIDES = /node_modules|\.ts:|\.mjs|\\n +at |dynalite|D#shawan|ConditionalCheck|TypeError|ZodError|"stack"/;

let cloud: TestCloud;
let count = 0;
beforeAll(async () => {
  const stranger = { id: 'stranger', subject: 'local|stranger', name: '路人', role: 'none', unit: 'none' };
  cloud = await aCloud({ personas: [...personasOf(documents()), stranger] });
});
afterAll(() => cloud[Symbol.asyncDispose]());

const freshId = () => {
  count += 1;
  return ulid(count);
};
async function opened(more: object = {}): Promise<string> {
  const id = freshId();
  expect((await cloud.open({ ...anOpening({ id }), ...more }, 'niushi-v1-g1')).status).toBe(201);
  return id;
}
function isProblem({ status, body }: Reply): void {
  expect(ProblemDetails.parse(body).status).toBe(status);
  expect(JSON.stringify(body)).not.toMatch(INSIDES);
}
async function raw(method: string, path: string, init: RequestInit & { persona?: string } = {}) {
  const { persona = 'niushi-v1-g1', headers, ...rest } = init;
  const authorization = `Bearer ${await cloud.tokenOf(persona)}`;
  const answer = await fetch(cloud.url + path, { method, headers: { authorization, ...headers }, ...rest });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

describe('what is malformed is named, with the value received and the remedy', () => {
  test.each<[string, unknown, string, unknown]>([
    ['a missing field', { words: undefined }, 'words', undefined],
    ['a wrong type', { words: 7 }, 'words', 7],
    ['an empty text', { words: '  ' }, 'words', '  '],
    ['a text that is too long', { words: '长'.repeat(2001) }, 'words', expect.stringMatching(/^"长+…$/)],
    ['an id that is no ULID', { id: '1' }, 'id', '1'],
    ['a key in capitals', { grid: 'NIUSHI' }, 'grid', 'NIUSHI'],
    ['a place off the globe', { place: { longitude: 181, latitude: 0 } }, 'place.longitude', 181],
    [
      'an instant in local time',
      { capturedAt: '2026-03-02T09:00:00+08:00' },
      'capturedAt',
      '2026-03-02T09:00:00+08:00',
    ],
    ['an instant that never was', { capturedAt: '2026-02-30T09:00:00.000Z' }, 'capturedAt', '2026-02-30T09:00:00.000Z'],
    ['an hour that is none', { capturedAt: '2026-02-20T25:61:00.000Z' }, 'capturedAt', '2026-02-20T25:61:00.000Z'],
    ['an unknown field inside', { record: { result: '好', by: 'me' } }, 'record', { result: '好', by: 'me' }],
  ])('%s', async (_what, change, path, value) => {
    const body = { ...anOpening({ id: freshId() }), ...(change as object) };
    const reply = await cloud.open(body, 'niushi-v1-g1');
    expect(reply).toMatchObject({ status: 400, body: { code: 'malformed' } });
    isProblem(reply);
    const { faults = [], detail } = ProblemDetails.parse(reply.body);
    expect(faults).toContainEqual(expect.objectContaining({ path, ...(value !== undefined && { value }) }));
    expect(detail).toMatch(/openapi\.json/);
  });

  test('an unknown field at the top: who reports is never taken from a body', async () => {
    const reply = await cloud.open({ ...anOpening({ id: freshId() }), officer: 'of-shawan' }, 'niushi-v1-g1');
    expect(reply).toMatchObject({ status: 400, body: { detail: expect.stringContaining('officer') } });
    isProblem(reply);
  });

  test('several faults at once are all named', async () => {
    const reply = await cloud.open({ id: 'x', category: 'Y', grid: '', words: '' }, 'niushi-v1-g1');
    const { faults = [] } = ProblemDetails.parse(reply.body);
    expect(faults.map(({ path }) => path).sort()).toEqual(['category', 'grid', 'id', 'words']);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{"id": '],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '1e999'],
    ['a nest of lists', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['a nest in a field', `{"id":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['a prototype', '{"__proto__":{"id":"x"},"constructor":1}'],
  ])('a body of %s', async (_what, body) => {
    const { status, type, text } = await raw('POST', '/cases', { body });
    expect(status).toBe(400);
    expect(type).toBe('application/problem+json; charset=utf-8');
    isProblem({ status, body: JSON.parse(text) });
  });

  test('a body of another kind, and one in base64', async () => {
    const bytes = await raw('POST', '/cases', {
      body: Uint8Array.of(0xff, 0xfe, 0),
      headers: { 'content-type': 'image/png' },
    });
    expect(bytes.status).toBe(400);
    const body = JSON.stringify(anOpening({ id: freshId() }));
    const posted = await raw('POST', '/cases', { body, headers: { 'content-type': 'application/octet-stream' } });
    expect(posted.status).toBe(201);
  });

  test('a body that is too large', async () => {
    const reply = await cloud.open({ ...anOpening(), words: 'x'.repeat(70_000) }, 'niushi-v1-g1');
    expect(reply).toMatchObject({
      status: 413,
      body: { code: 'too-large', detail: expect.stringMatching(/\d+ bytes; at most 65536/) },
    });
    isProblem(reply);
    expect((await raw('POST', '/cases', { body: 'x'.repeat(11_000_000) })).status).toBe(413);
  });

  test.each([
    ['a case number', '/cases/1'],
    ['a case number in small letters', `/cases/${ulid(1).toLowerCase()}`],
    ['a broken escape', '/cases/%E0%A4%A'],
    ['an unknown question', '/cases?holder=shawan&colour=red'],
    ['an unknown light', '/cases?holder=shawan&light=blue'],
    ['no holder', '/cases'],
    ['a page of none', '/cases?holder=shawan&limit=0'],
    ['a page too large', '/cases?holder=shawan&limit=201'],
    ['a cursor that is none', '/cases?holder=shawan&cursor=abc'],
    ['a unit that is no key', '/wall?unit=%20'],
  ])('%s', async (_what, path) => {
    const { status, text } = await raw('GET', path, { persona: 'shawan' });
    expect(status).toBe(400);
    isProblem({ status, body: JSON.parse(text) });
  });
});

describe('who you are', () => {
  const whoAmI = (authorization?: string) =>
    fetch(`${cloud.url}/cases?holder=shawan`, { headers: authorization ? { authorization } : {} });
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test('without a token, or with one that is garbage, unsigned or signed by another: 401', async () => {
    const token = await cloud.tokenOf('shawan');
    const [head = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = encoded({ ...claims, sub: 'local|admin' });
    const answers = await Promise.all(
      [
        undefined,
        'Bearer',
        'Bearer garbage',
        `Basic ${token}`,
        `Bearer ${encoded({ alg: 'none', typ: 'JWT' })}.${payload}.`,
        `Bearer ${head}.${forged}.${signature}`,
        `Bearer ${head}.${payload}.${'A'.repeat(signature.length)}`,
      ].map(whoAmI),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
    expect(await answers[0]?.text()).not.toMatch(INSIDES);
    expect((await whoAmI(`Bearer ${token}`)).status).toBe(200);
  });

  test('a token signed by another algorithm with what everybody knows: 401', async () => {
    const [, payload, signature] = (await cloud.tokenOf('shawan')).split('.');
    for (const alg of ['HS256', 'RS256', 'ES512', 'made-up']) {
      const answer = await whoAmI(`Bearer ${encoded({ alg, typ: 'JWT' })}.${payload}.${signature}`);
      expect([alg, answer.status]).toEqual([alg, 401]);
    }
  });

  test('an administrator who keeps the directory touches no case', async () => {
    const id = await opened();
    for (const reply of [
      await cloud.get(`/cases/${id}`, 'admin'),
      await cloud.command(id, 'admin', { type: 'cancel', reason: 'mistaken', note: '误报' }),
      await cloud.open(anOpening({ id: freshId() }), 'admin'),
      await cloud.get('/wall', 'admin'),
    ]) {
      expect(reply.status).toBe(403);
      isProblem(reply);
    }
  });

  test('an officer whom the directory does not know: 403 with the remedy', async () => {
    const reply = await cloud.open(anOpening({ id: freshId() }), 'stranger');
    expect(reply).toMatchObject({
      status: 403,
      body: { code: 'no-officer', detail: expect.stringMatching(/local\|stranger.*administrator/) },
    });
    isProblem(reply);
  });

  test('an officer of another line neither files, reads, moves nor lists', async () => {
    const id = await opened();
    for (const reply of [
      await cloud.open(anOpening({ id: freshId() }), 'fulu-v1-g1'),
      await cloud.get(`/cases/${id}`, 'fulu'),
      await cloud.get(`/cases/${id}/explanation`, 'fulu'),
      await cloud.command(id, 'fulu-v1', { type: 'accept' }),
      await cloud.get('/cases?holder=niushi-v1-g1', 'fulu'),
      await cloud.get('/wall?unit=niushi', 'fulu'),
      await cloud.get('/wall', 'niushi'),
    ]) {
      expect(reply).toMatchObject({ status: 403, body: { code: 'not-yours' } });
      isProblem(reply);
    }
  });
});

describe('what is not there', () => {
  test.each([
    ['a case', 'GET', `/cases/${ulid(1e9)}`],
    ['its explanation', 'GET', `/cases/${ulid(1e9)}/explanation`],
    ['a holder', 'GET', '/cases?holder=nowhere'],
    ['a unit', 'GET', '/wall?unit=nowhere'],
  ])('%s: 404 as a problem', async (_what, method, path) => {
    const reply = await cloud.call(method, path, 'shawan');
    expect(reply).toMatchObject({ status: 404, body: { code: 'not-found' } });
    isProblem(reply);
  });

  test('a command to a case that is not there', async () => {
    const reply = await cloud.command(ulid(1e9), 'shawan', { type: 'accept' });
    expect(reply.status).toBe(404);
    isProblem(reply);
  });

  test.each([
    ['GET', '/nothing'],
    ['DELETE', '/cases'],
    ['PATCH', `/cases/${ulid(1)}`],
    ['POST', '/wall'],
    ['GET', '/cases/a/b/c'],
    ['GET', '//cases'],
    ['TRACE2', '/cases'],
  ])('no route %s %s', async (method, path) => {
    const { status, text } = await raw(method, path).catch(() => ({ status: 404, text: '' }));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(text).not.toMatch(INSIDES);
  });
});

describe('replays and conflicts', () => {
  test('the same opening again: 200 and one case; in another order of fields too; other contents or officer: 409', async () => {
    const opening = anOpening({ id: freshId(), capturedAt: plusSeconds(MONDAY, -3600) });
    expect((await cloud.open(opening, 'niushi-v1-g1')).status).toBe(201);
    const turned = Object.fromEntries(Object.entries(opening).reverse());
    for (const again of [opening, turned, opening]) {
      expect(await cloud.open(again, 'niushi-v1-g1')).toMatchObject({
        status: 200,
        body: { id: opening.id, capturedAt: opening.capturedAt },
      });
    }
    for (const reply of [
      await cloud.open({ ...opening, words: '别的事' }, 'niushi-v1-g1'),
      await cloud.open(opening, 'niushi-v1'),
    ]) {
      expect(reply).toMatchObject({ status: 409, body: { code: 'id-conflict' } });
      isProblem(reply);
    }
    expect((await cloud.see(opening.id)).history.map(({ what }) => what.type)).toEqual(['opened', 'accepted']);
  });

  test('twenty replays at once: one is made, the others see it', async () => {
    const opening = anOpening({ id: freshId() });
    const replies = await Promise.all(Array.from({ length: 20 }, () => cloud.open(opening, 'niushi-v1-g1')));
    expect(replies.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
    expect((await cloud.see(opening.id)).history).toHaveLength(2);
  });

  test('the same command id twice, one after the other and at once, applies once', async () => {
    const id = await opened();
    const command = { type: 'escalate', reason: '无设备', id: freshId() };
    const first = await Promise.all([1, 2, 3, 4].map(() => cloud.command(id, 'niushi-v1-g1', command)));
    const later = await cloud.command(id, 'niushi-v1-g1', command);
    expect([...first, later].map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const { history, holder } = await cloud.see(id);
    expect(holder).toBe('niushi-v1');
    expect(history.filter(({ what }) => what.type === 'escalated')).toHaveLength(1);
  });

  test('a version that is no longer current: 409 with the version that is', async () => {
    const id = await opened();
    const { version } = await cloud.see(id);
    const command = { type: 'escalate', reason: '无设备', ifVersion: version };
    expect((await cloud.command(id, 'niushi-v1-g1', command)).status).toBe(200);
    await cloud.idle();
    const reply = await cloud.command(id, 'niushi-v1', { ...command, type: 'escalate' });
    expect(reply).toMatchObject({
      status: 409,
      body: { code: 'version-conflict', detail: expect.stringMatching(/has version \d+, not \d+/) },
    });
    isProblem(reply);
  });

  test.each([
    ['accept', { type: 'accept' }, 'already-accepted', 422],
    ['escalate', { type: 'escalate', reason: '无设备' }, 'not-yours', 403],
    ['resolve', { type: 'resolve', result: '已办' }, 'not-open', 422],
  ])('twenty at once of %s: exactly one wins, the others are refused', async (what, command, code, status) => {
    const id = freshId();
    const by = what === 'accept' ? 'niushi-v1' : 'niushi-v1-g1';
    await cloud.open(anOpening({ id }), by);
    const replies = await Promise.all(Array.from({ length: 20 }, () => cloud.command(id, 'niushi-v1-g1', command)));
    const won = replies.filter((reply) => reply.status === 200);
    const lost = replies.filter((reply) => reply.status !== 200);
    expect(won).toHaveLength(1);
    expect(lost.map((reply) => [reply.status, reply.body.code])).toEqual(lost.map(() => [status, code]));
    lost.forEach(isProblem);
    const { chain, history } = await cloud.see(id);
    expect(chain.verified).toBe(true);
    expect(
      history.filter(
        ({ what: { type } }) => type === `${what}ed`.replace('eed', 'ed').replace('resolveed', 'resolved'),
      ),
    ).toHaveLength(1);
  });
});

describe('a directory that changed between two replays', () => {
  test('a replay is still answered with its case, though nobody could open it now', async () => {
    await using own = await aCloud();
    const opening = anOpening();
    await own.open(opening, 'niushi-v1-g1');
    const categories = documents().categories.map((each) => (each.id === roads.id ? { ...each, retired: true } : each));
    expect((await own.put('/categories', { rows: categories }, 'admin')).status).toBe(200);
    await expect
      .poll(async () => (await own.open(anOpening({ id: freshId() }), 'niushi-v1-g1')).status, {
        timeout: 15_000,
        interval: 500,
      })
      .toBe(422);
    expect(await own.open(opening, 'niushi-v1-g1')).toMatchObject({ status: 200, body: { id: opening.id } });
  });
});

describe('a few thousand bad inputs', () => {
  const RUNS = 250;
  const AT_ONCE = 4;
  const junk = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(null, '', 0, -1, 1e308, '\u0000', [], {}));
  /** A sound body with some fields replaced, taken out or added. */
  const spoiled = (sound: Record<string, unknown>) =>
    fc
      .tuple(
        fc.dictionary(fc.constantFrom(...Object.keys(sound), 'extra', '__proto__'), junk, { minKeys: 1, maxKeys: 4 }),
        fc.subarray(Object.keys(sound), { maxLength: 2 }),
      )
      .map(([change, out]) =>
        Object.fromEntries(Object.entries({ ...sound, ...change }).filter(([key]) => !out.includes(key))),
      );
  const query = (names: string[]) =>
    fc
      .dictionary(fc.constantFrom(...names, 'x'), fc.oneof(fc.string(), fc.constantFrom('shawan', 'red', '1', '~')), {
        maxKeys: 3,
      })
      .map((pairs) => new URLSearchParams(pairs).toString());

  const never5xx = async <T>(
    arbitrary: fc.Arbitrary<T>,
    send: (input: T) => Promise<{ status: number; text: string }>,
  ) => {
    const many = fc.array(arbitrary, { minLength: AT_ONCE, maxLength: AT_ONCE });
    await fc.assert(
      fc.asyncProperty(many, async (inputs) => {
        for (const { status, text } of await Promise.all(inputs.map(send))) {
          if (status >= 500) throw new Error(`${status} ${text}`);
          if (status >= 400) isProblem({ status, body: JSON.parse(text) });
        }
      }),
      { numRuns: RUNS },
    );
  };
  const posting = (path: string) => (body: unknown) => raw('POST', path, { body: JSON.stringify(body) ?? '' });

  test('to open a case', () => never5xx(fc.oneof(spoiled({ ...anOpening() }), junk), posting('/cases')));

  test('to move one', async () => {
    const id = await opened();
    const commands = [
      { type: 'accept' },
      { type: 'escalate', reason: '无', to: 'district', emergency: true },
      { type: 'dispatch', department: 'dept-water', instruction: '办' },
      { type: 'cancel', reason: 'mistaken', note: '误' },
    ].map((command) => spoiled({ ...command, id: ulid(5), ifVersion: 1 }));
    await never5xx(fc.oneof(...commands, junk), posting(`/cases/${id}/commands`));
  });

  test('to ask for lists', () =>
    never5xx(
      fc.tuple(
        fc.constantFrom('/cases', '/wall', '/units', '/directory'),
        query(['holder', 'light', 'cursor', 'limit', 'unit']),
      ),
      ([path, text]) => raw('GET', `${path}?${text}`, { persona: 'shawan' }),
    ));

  test('to name a case', () =>
    never5xx(
      fc
        .tuple(
          fc.string({ minLength: 1, unit: 'grapheme' }).filter((id) => !/^\.\.?$/.test(id)),
          fc.constantFrom('', '/explanation'),
        )
        .map(([id, rest]) => encodeURIComponent(id) + rest),
      (path) => raw('GET', `/cases/${path}`),
    ));
});

describe('time passes', () => {
  test('a move that is sent again an hour later is answered as of then', async () => {
    await using own = await aCloud();
    const opening = anOpening();
    await own.open(opening, 'niushi-v1-g1');
    const move = { type: 'escalate', reason: '无设备', id: freshId() };
    const first = await own.command(opening.id, 'niushi-v1-g1', move);
    expect(first).toMatchObject({ status: 200, body: { at: MONDAY } });
    await own.passTo(plusSeconds(MONDAY, 3600));
    const again = await own.command(opening.id, 'niushi-v1-g1', move);
    expect(again).toMatchObject({ status: 200, body: { at: plusSeconds(MONDAY, 3600), version: first.body.version } });
  });

  test('a token that has expired: 401', async () => {
    await using own = await aCloud();
    const authorization = `Bearer ${await own.tokenOf('shawan')}`;
    const ask = async () => (await fetch(`${own.url}/wall`, { headers: { authorization } })).status;
    await own.passTo(plusSeconds(MONDAY, 12 * 3600 - 1));
    expect(await ask()).toBe(200);
    await own.passTo(plusSeconds(MONDAY, 12 * 3600 + 1));
    expect(await ask()).toBe(401);
  });
});
