import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import { eventJson } from '../../../local/gateway-event.ts';
import { createRoutes } from '../../../local/routes.ts';
import type { TestCloud } from '../a-cloud.ts';
import type { Bad } from './bad-requests.ts';
import type { Came } from './judge.ts';

const Answer = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z._default(z.string(), ''),
  isBase64Encoded: z.optional(z.boolean()),
});

/**
 * Calls the functions with the events that the gateway would make: faster than over HTTP. What has no route is answered as the
 * gateway does. `subject` is who the token names, where a route asks for one.
 */
export function toFunctions({ spec, clock, invoke }: Pick<TestCloud, 'spec' | 'clock' | 'invoke'>, subject: string) {
  const find = createRoutes(spec.routes);
  const verdict = { jwt: { claims: { sub: subject }, scopes: null } };

  return async ({ method, target, headers, body = Buffer.alloc(0) }: Bad): Promise<Came> => {
    const mark = target.indexOf('?');
    const path = mark < 0 ? target : target.slice(0, mark);
    const match = find(method, path);
    if (!match) return { status: 404, headers: {}, text: '{"message":"Not Found"}' };
    const joined: Record<string, string> = { host: 'localhost' };
    for (const [name, value] of headers) joined[name] = name in joined ? `${joined[name]}, ${value}` : value;
    const request = { method, headers: joined, httpVersion: '1.1', socket: { remoteAddress: '127.0.0.1' } };
    const query = mark < 0 ? '' : target.slice(mark + 1);
    const { authorizer, functionArn } = match.route;
    const may = authorizer && verdict;
    const event = eventJson(request as unknown as IncomingMessage, path, query, body, match, may, clock.now());
    const result = await invoke(functionArn, JSON.parse(event));
    if (!result.ok) return { status: 500, headers: {}, text: `${result.error} ${result.cause}` };
    const answer = Answer.parse(result.payload);
    return { status: answer.statusCode, headers: answer.headers, text: textOf(answer) };
  };
}

function textOf({ body, isBase64Encoded, headers }: z.infer<typeof Answer>): string {
  if (!isBase64Encoded) return body;
  const bytes = Buffer.from(body, 'base64');
  return (headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
}
