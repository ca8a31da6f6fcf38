import * as z from 'zod/mini';
import type { endpoint, HttpEvent } from '../../functions/shell/endpoint.ts';
import { type Signed, signedHeaders } from '../../functions/shell/gateway-signature.ts';

export const KEY = 'the-key-of-the-gateway';
export const NOW = '2026-03-02T01:00:00.000Z';
export const verifier = { key: async () => KEY, now: () => NOW };

const Structured = z.object({ statusCode: z.number(), body: z.string(), headers: z.record(z.string(), z.string()) });

/** What a callback answers to a call of the gateway, signed as `over` says. */
export async function call(
  handler: ReturnType<typeof endpoint>,
  path: string,
  body: unknown,
  over: Partial<Signed> & { key?: string; headers?: Record<string, string>; base64?: boolean } = {},
) {
  const { key = KEY, headers, base64 = false, ...signed } = over;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = { method: 'POST', path, timestamp: NOW, id: 'call-1', body: text, ...signed };
  const event = {
    routeKey: `POST ${path}`,
    headers: headers ?? signedHeaders(request, key),
    requestContext: { requestId: 'r' },
    body: base64 ? Buffer.from(text).toString('base64') : text,
    isBase64Encoded: base64,
  } as unknown as HttpEvent;
  const context = {} as Parameters<typeof handler>[1];
  const answer = Structured.parse(await handler(event, context, { signal: new AbortController().signal }));
  return {
    status: answer.statusCode,
    type: answer.headers['content-type'],
    body: z.parse(z.looseObject({}), JSON.parse(answer.body)),
  };
}

/** Calls that are not the gateway's, or not of now: what is wrong with each, and how it is made. */
export const FORGED: [string, Parameters<typeof call>[3]][] = [
  ['unsigned', { headers: {} }],
  ['signed with another key', { key: 'another' }],
  ['signed for another path', { path: '/sms/elsewhere' }],
  ['signed for another method', { method: 'PUT' }],
  ['signed for another body', { body: '{}' }],
  ['from too long ago', { timestamp: '2026-03-02T00:54:59.000Z' }],
  ['from the future', { timestamp: '2026-03-02T01:05:01.000Z' }],
  ['of a day that does not exist', { timestamp: '2026-02-31T01:00:00.000Z' }],
];
