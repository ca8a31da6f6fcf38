import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import type { createAuthorizer } from './authorizer.ts';
import type { Clock } from './clock.ts';
import { createCors } from './cors.ts';
import type { Invoke } from './functions.ts';
import { eventJson } from './gateway-event.ts';
import { createRoutes } from './routes.ts';
import type { CorsSpec, RouteSpec } from './template.ts';

const mostBodyBytes = 10 * 1024 * 1024;
const READING = /^(GET|HEAD)$/;

const Answer = z.object({
  statusCode: z.number(),
  headers: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  cookies: z.optional(z.array(z.string())),
  body: z.optional(z.nullable(z.string())),
  isBase64Encoded: z.optional(z.boolean()),
});

/**
 * The HTTP API of the template as a request handler: routes, JWT authorizers, events and answers in payload format 2.0, and
 * the answers API Gateway gives by itself (CORS, 401, 403, 404, 413, 500, 503). What it has no route for and is only to be
 * read is left to `otherwise`, if there is such: here one origin stands for the API and for the pages.
 */
export function createGateway(options: {
  routes: readonly RouteSpec[];
  cors?: CorsSpec | undefined;
  otherwise?: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined;
  authorizer: ReturnType<typeof createAuthorizer>;
  invoke: Invoke;
  clock: Clock;
}) {
  const { authorizer, invoke, clock, otherwise } = options;
  const find = createRoutes(options.routes);
  const cors = options.cors && createCors(options.cors);

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path, query] = splitUrl(request.url ?? '/');
    if (cors?.(request, response)) return;
    const match = find(request.method ?? 'GET', path);
    if (!match)
      return READING.test(request.method ?? '') && otherwise
        ? otherwise(request, response)
        : refuse(response, 404, 'Not Found');
    const body = await readBody(request, mostBodyBytes);
    if (!body) return refuse(response, 413, 'Request Entity Too Large');
    const { route } = match;
    const verdict = route.authorizer && (await authorizer.check(request.headers.authorization, route));
    if (verdict === 'unauthorized') return refuse(response, 401, 'Unauthorized', { 'www-authenticate': 'Bearer' });
    if (verdict === 'forbidden') return refuse(response, 403, 'Forbidden');
    const result = await invoke(route.functionArn, eventJson(request, path, query, body, match, verdict, clock.now()));
    if (result.ok) return answer(response, result.payload);
    const timedOut = result.error === 'Sandbox.Timedout';
    return refuse(response, timedOut ? 503 : 500, timedOut ? 'Service Unavailable' : 'Internal Server Error');
  };
}

/** The whole body, or `undefined` if it is larger than `most` bytes; the rest of it is then read and dropped. */
export function readBody(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= most) chunks.push(chunk);
      else resolve(undefined);
    });
    request.on('end', () => resolve(Buffer.concat(chunks, Math.min(size, most))));
    request.on('error', reject);
  });
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, value: unknown, headers = {}): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

function refuse(response: ServerResponse, status: number, message: string, headers = {}): void {
  sendJson(response, status, { message }, headers);
}

/** A function answers with a status, or with anything else as the body of a 200. */
function answer(response: ServerResponse, payload: unknown): void {
  const parsed = z.safeParse(Answer, payload);
  if (parsed.success) answerWith(response, parsed.data);
  else answerPlainly(response, payload);
}

function answerWith(response: ServerResponse, given: z.infer<typeof Answer>): void {
  const { statusCode, headers, cookies, body, isBase64Encoded } = given;
  // A text goes out in one write with the headers, bytes in a second one.
  const content = isBase64Encoded ? Buffer.from(body ?? '', 'base64') : (body ?? '');
  const lowered: Record<string, string | string[] | number> = { 'content-type': 'text/plain;charset=UTF-8' };
  for (const name in headers) lowered[name.toLowerCase()] = String(headers[name]);
  if (cookies && cookies.length > 0) lowered['set-cookie'] = cookies;
  if (statusCode !== 204 && statusCode !== 304) lowered['content-length'] = Buffer.byteLength(content);
  response.writeHead(statusCode, lowered);
  response.end(content);
}

function answerPlainly(response: ServerResponse, payload: unknown): void {
  const hasStatus = typeof payload === 'object' && payload !== null && 'statusCode' in payload;
  if (hasStatus) refuse(response, 500, 'Internal Server Error');
  else sendJson(response, 200, payload);
}

function splitUrl(url: string): [path: string, query: string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}
