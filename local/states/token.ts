import { createHmac, timingSafeEqual } from 'node:crypto';

/** The attempt a task token stands for. Nothing is stored for a token: it is signed, and names its attempt itself. */
export interface TokenOf {
  readonly execution: number;
  readonly branch: number;
  readonly seq: number;
}

const SIGNATURE_BYTES = 18;

const sign = (key: string, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest().subarray(0, SIGNATURE_BYTES);

/** The token of an attempt: always the same one for the same attempt. */
export function makeToken(key: string, { execution, branch, seq }: TokenOf): string {
  const text = `${execution}.${branch}.${seq}`;
  return Buffer.concat([sign(key, text), Buffer.from(text)]).toString('base64url');
}

/** Reads a token; undefined when it was not made with this key. */
export function readToken(key: string, token: string): TokenOf | undefined {
  const bytes = Buffer.from(token, 'base64url');
  const text = bytes.subarray(SIGNATURE_BYTES).toString();
  const signature = bytes.subarray(0, SIGNATURE_BYTES);
  if (signature.length < SIGNATURE_BYTES || !timingSafeEqual(signature, sign(key, text))) return undefined;
  const [execution = 0, branch = 0, seq = 0] = text.split('.').map(Number);
  return { execution, branch, seq };
}
