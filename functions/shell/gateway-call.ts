import { type Instant, ms } from '../../domain/primitives.ts';
import type { HttpEvent } from './endpoint.ts';
import { claimOf, isSigned } from './gateway-signature.ts';
import { ProblemError, problem } from './problem.ts';
import { readBody, type Schema } from './read.ts';

/** What it takes to know that it is the gateway who calls. */
export interface Verifier {
  key: () => Promise<string>;
  now: () => Instant;
}

const MOST_BYTES = 64 * 1024;

/**
 * The body of a call of the gateway. Whatever is wrong with the signature, the answer is the same; a call that is not even
 * in form, or of another time, costs no look at the key.
 */
export async function readCall<T>(schema: Schema<T>, event: HttpEvent, { key, now }: Verifier): Promise<T> {
  const { routeKey, headers, body = '', isBase64Encoded } = event;
  const [method = '', path = ''] = routeKey.split(' ');
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const claim = claimOf({ method, path, headers, body: bytes }, ms(now()));
  if (!claim || !isSigned(claim, await key())) throw new ProblemError(NOT_THE_GATEWAY);
  return readBody(schema, body, isBase64Encoded, MOST_BYTES);
}

const NOT_THE_GATEWAY = problem('unauthorized', 'this is for the SMS gateway, which signs what it calls');
