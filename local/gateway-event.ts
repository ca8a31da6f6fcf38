import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Authorization } from './authorizer.ts';
import type { Match } from './routes.ts';

const plainText = /^(text\/|application\/(json|javascript|xml|[^;]*\+(json|xml)))/i;

/** The event of an HTTP API, payload format 2.0, as JSON. `now` is the engine instant in epoch milliseconds. */
export function eventJson(
  request: IncomingMessage,
  path: string,
  query: string,
  body: Buffer,
  { route, parameters }: Match,
  authorization: Authorization | undefined,
  now: number,
): string {
  const { headers, cookies } = joinHeaders(request);
  const isBase64Encoded = body.length > 0 && !plainText.test(request.headers['content-type'] ?? 'application/json');
  return JSON.stringify({
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: path,
    rawQueryString: query,
    cookies,
    headers,
    queryStringParameters: query === '' ? undefined : joinQuery(query),
    pathParameters: parameters,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      authorizer: authorization,
      domainName: request.headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method: request.method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.routeKey,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now,
    },
    body: body.length === 0 ? undefined : body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  });
}

/** Header names in lower case, repeated ones joined by commas; cookies apart. */
function joinHeaders(request: IncomingMessage) {
  const { cookie, ...rest } = request.headers;
  const headers: Record<string, string> = {};
  for (const name in rest) {
    const value = rest[name];
    if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(',');
  }
  return { headers, cookies: cookie?.split('; ') };
}

function joinQuery(query: string): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query))
    joined[name] = name in joined ? `${joined[name]},${value}` : value;
  return joined;
}

/** `22/Nov/2026:19:02:03 +0000`, the `time` of the request context; the same for all requests of one second. */
function commonLogTime(now: number): string {
  const second = Math.floor(now / 1000);
  if (second !== written.second) {
    const [, day, month, year, time] = new Date(now).toUTCString().split(' ');
    written = { second, text: `${day}/${month}/${year}:${time} +0000` };
  }
  return written.text;
}
let written = { second: Number.NaN, text: '' };
