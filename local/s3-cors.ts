import type { IncomingMessage } from 'node:http';
import type { BucketCors } from './properties.ts';
import { type Answer, NOTHING, type Refusal, refusal } from './s3-answers.ts';

type Rule = BucketCors['CorsRules'][number];

const granted = ({ AllowedOrigins }: Rule, origin: string): string | undefined =>
  ['*', origin].find((each) => AllowedOrigins.includes(each));

const allows = (rule: Rule, method: string, headers: readonly string[]): boolean =>
  rule.AllowedMethods.includes(method) &&
  headers.every((name) => rule.AllowedHeaders.some((allowed) => allowed === '*' || allowed.toLowerCase() === name));

/** What a bucket lets the pages of another origin read; nothing if it says nothing of that origin. */
export function corsHeaders(
  cors: BucketCors | undefined,
  { method = 'GET', headers }: IncomingMessage,
): Record<string, string> {
  const origin = headers.origin ?? '';
  const rule = cors?.CorsRules.find((each) => allows(each, method, []) && granted(each, origin));
  const allowed = rule && granted(rule, origin);
  return allowed === undefined ? {} : { 'access-control-allow-origin': allowed, vary: 'origin' };
}

/** The answer to a browser that asks, before it calls, whether a page of another origin may. */
export function preflight(cors: BucketCors | undefined, { headers }: IncomingMessage): Answer | Refusal {
  const { origin = '', 'access-control-request-method': method = '' } = headers;
  const asked = String(headers['access-control-request-headers'] ?? '').toLowerCase();
  const names = asked.split(',').flatMap((name) => name.trim() || []);
  const rule = cors?.CorsRules.find((each) => granted(each, origin) && allows(each, method, names));
  const allowed = rule && granted(rule, origin);
  if (allowed === undefined) {
    return refusal(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  }
  return {
    headers: {
      'access-control-allow-origin': allowed,
      'access-control-allow-methods': rule?.AllowedMethods.join(', ') ?? '',
      'access-control-allow-headers': names.join(', '),
      'access-control-max-age': String(rule?.MaxAge ?? 0),
      vary: 'origin',
    },
    body: NOTHING,
  };
}
