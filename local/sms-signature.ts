import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** As the gateway signs and verifies, worked out apart from how the functions do: see docs/decisions/0021-sms-gateway.md. */
interface Request {
  path: string;
  timestamp: string;
  id: string;
  body: string;
}

function sign({ path, timestamp, id, body }: Request, key: string): string {
  const digest = createHash('sha256').update(body).digest('hex');
  return createHmac('sha256', key).update(`POST\n${path}\n${timestamp}\n${id}\n${digest}`).digest('hex');
}

export const headersFor = (request: Request, key: string): Record<string, string> => ({
  'content-type': 'application/json',
  'x-gridlight-id': request.id,
  'x-gridlight-timestamp': request.timestamp,
  'x-gridlight-signature': sign(request, key),
});

/** Whether a POST was signed with the key, within so many milliseconds of now. */
export function isSigned(
  request: { path: string; headers: IncomingHttpHeaders; body: string },
  key: string,
  { now, within }: { now: number; within: number },
): boolean {
  const { path, headers, body } = request;
  const of = (name: string): string => String(headers[`x-gridlight-${name}`] ?? '');
  const signature = Buffer.from(of('signature'), 'hex');
  const own = Buffer.from(sign({ path, timestamp: of('timestamp'), id: of('id'), body }, key), 'hex');
  const isPresent = Math.abs(now - Date.parse(of('timestamp'))) <= within;
  return isPresent && signature.length === own.length && timingSafeEqual(signature, own);
}
