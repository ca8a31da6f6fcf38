import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { endpoint, type HttpEvent, ok } from '../../functions/shell/endpoint.ts';

const Structured = z.looseObject({
  body: z.string(),
  headers: z.record(z.string(), z.string()),
  isBase64Encoded: z.optional(z.boolean()),
});
const LARGE = { words: '路'.repeat(10_000) };

/** What a route answers to whoever accepts an encoding. */
const asked = async (body: unknown, accepted?: string) => {
  const event = { headers: { ...(accepted !== undefined && { 'accept-encoding': accepted }) } } as unknown as HttpEvent;
  const context = {} as Parameters<ReturnType<typeof endpoint>>[1];
  return Structured.parse(await endpoint(() => ok(body))(event, context, { signal: new AbortController().signal }));
};

test('a large answer is packed for whoever can open it, and is the same inside', async () => {
  const { body, headers, isBase64Encoded } = await asked(LARGE, 'br, gzip;q=0.8');
  expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
  expect(isBase64Encoded).toBe(true);
  const bytes = Buffer.from(body, 'base64');
  expect(bytes.length).toBeLessThan(1_000);
  expect(JSON.parse(gunzipSync(bytes).toString())).toEqual(LARGE);
});

test.each([
  ['a small one', { words: '路' }, 'gzip'],
  ['one for somebody who says nothing', LARGE, undefined],
  ['one for somebody who refuses gzip', LARGE, 'gzip;q=0, br'],
])('%s goes as it is', async (_, body, accepted) => {
  const answer = await asked(body, accepted);
  expect(answer.isBase64Encoded).toBeUndefined();
  expect(JSON.parse(answer.body)).toEqual(body);
});
