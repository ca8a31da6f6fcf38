import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What is signed of a request, in either direction. The path is without host and query; the query is not used. */
export interface Signed {
  method: string;
  path: string;
  /** ISO, UTC. */
  timestamp: string;
  /** Names the request: a request that is repeated as it is has the same. */
  id: string;
  body: string | Uint8Array;
}

export const ID_HEADER = 'x-gridlight-id';
export const TIMESTAMP_HEADER = 'x-gridlight-timestamp';
export const SIGNATURE_HEADER = 'x-gridlight-signature';

/**
 * Seconds by which the clocks of both sides may differ, and a request be late. A clock that runs fast leaves less real
 * time in a second, so whoever sets one up allows for more of them.
 */
const WITHIN = Number(process.env.SIGNATURE_SECONDS ?? 300);

const ID = /^[\w.:-]{1,100}$/;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
const SIGNATURE = /^[0-9a-f]{64}$/;

/** HMAC-SHA256 in lower-case hexadecimal over five lines: method, path, timestamp, id, and the SHA-256 of the body. */
export function signatureOf({ method, path, timestamp, id, body }: Signed, key: string): string {
  const digest = createHash('sha256').update(body).digest('hex');
  return createHmac('sha256', key).update([method, path, timestamp, id, digest].join('\n')).digest('hex');
}

/** The headers that a signed request carries. */
export const signedHeaders = (request: Signed, key: string): Record<string, string> => ({
  [ID_HEADER]: request.id,
  [TIMESTAMP_HEADER]: request.timestamp,
  [SIGNATURE_HEADER]: signatureOf(request, key),
});

export interface Received {
  method: string;
  path: string;
  headers: Readonly<Record<string, string | undefined>>;
  body: string | Uint8Array;
}

/** What a request says of itself, if it is in form and of about `now`, in epoch milliseconds; else it needs no key to be refused. */
export function claimOf({ headers, ...request }: Received, now: number, within = WITHIN): (Signed & Claim) | undefined {
  const id = headers[ID_HEADER] ?? '';
  const timestamp = headers[TIMESTAMP_HEADER] ?? '';
  const signature = headers[SIGNATURE_HEADER] ?? '';
  if (!ID.test(id) || !TIMESTAMP.test(timestamp) || !SIGNATURE.test(signature)) return undefined;
  // A date that does not exist is not a number, and no number is within anything.
  const isPresent = Math.abs(now - Date.parse(timestamp)) <= within * 1000;
  return isPresent ? { ...request, id, timestamp, signature } : undefined;
}

interface Claim {
  signature: string;
}

/** Whether a claim was signed with the key. Takes as long for any wrong signature. */
export const isSigned = ({ signature, ...request }: Signed & Claim, key: string): boolean =>
  timingSafeEqual(Buffer.from(signature, 'hex'), Buffer.from(signatureOf(request, key), 'hex'));
