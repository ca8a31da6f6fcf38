import { endpoint } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { memo } from '../shell/memo.ts';
import { signer } from '../shell/signer.ts';

const own = signer(env('SIGNING_KEY_ID'));
const once = memo<string>(1);

/** `GET /evidence/key`: the public key that evidence and checkpoints are verified with, as PEM. For anybody. */
export const handler = endpoint(async () => ({
  status: 200,
  body: await once('key', () => own.publicKey()),
  headers: { 'content-type': 'application/x-pem-file', 'cache-control': 'public, max-age=300' },
}));
