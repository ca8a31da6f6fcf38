import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { jsonService, madeOnce, refused } from './json-service.ts';
import type { OnCall } from './observer.ts';

export type Kms = ReturnType<typeof createKms>;

interface KeySpec {
  readonly name: string;
  readonly arn: string;
}

const algorithm = 'ECDSA_SHA_256';
const Named = z.looseObject({ KeyId: z.string() });
const SignRequest = z.strictObject({
  KeyId: z.string(),
  Message: z.string(),
  MessageType: z.literal('RAW'),
  SigningAlgorithm: z.literal(algorithm),
});
const PublicKeyRequest = z.strictObject({ KeyId: z.string() });
const mostBytes = 100_000;
const mostMessageBytes = 4096;

/**
 * The embedded KMS: Sign of raw messages and GetPublicKey, with the keys of the template, each a file below `directory`
 * for its owner alone, made at the first start. Anything else is refused by name.
 */
export function createKms(options: { directory: string; keys: readonly KeySpec[]; onCall?: OnCall | undefined }) {
  const { directory, onCall } = options;
  mkdirSync(directory, { recursive: true });
  const keys = new Map(
    options.keys.flatMap(({ name, arn }) => {
      const key = { arn, secret: loadKey(join(directory, `${name}.pem`)) };
      return [[name, key] as const, [arn, key] as const];
    }),
  );

  const operations: Readonly<Record<string, (secret: KeyObject, body: unknown) => object>> = {
    Sign(secret, body) {
      const { Message } = SignRequest.parse(body);
      const message = Buffer.from(Message, 'base64');
      if (message.length > mostMessageBytes || message.length === 0) {
        return refused('ValidationException', `a message has 1 to ${mostMessageBytes} bytes`);
      }
      return { Signature: sign('sha256', message, secret).toString('base64'), SigningAlgorithm: algorithm };
    },
    GetPublicKey(secret, body) {
      PublicKeyRequest.parse(body);
      const der = createPublicKey(secret).export({ type: 'spki', format: 'der' });
      return {
        PublicKey: der.toString('base64'),
        KeySpec: 'ECC_NIST_P256',
        KeyUsage: 'SIGN_VERIFY',
        SigningAlgorithms: [algorithm],
      };
    },
  };

  function answer(action: string, body: unknown, principal: string): object {
    const operation = operations[action];
    if (!operation) return refused('UnsupportedOperationException', `the embedded KMS does not know ${action}`);
    const named = z.safeParse(Named, body);
    const key = keys.get(named.data?.KeyId ?? '');
    if (!key) return refused('NotFoundException', `there is no key ${named.data?.KeyId}`);
    onCall?.({ service: 'kms', action, resource: key.arn, principal });
    try {
      return { KeyId: key.arn, ...operation(key.secret, body) };
    } catch (fault) {
      if (!(fault instanceof z.core.$ZodError)) throw fault;
      return refused('ValidationException', z.prettifyError(fault));
    }
  }

  return {
    /** Answers one request of a KMS client. */
    handle: jsonService(mostBytes, answer),
  };
}

const loadKey = (file: string): KeyObject =>
  createPrivateKey(
    madeOnce(
      file,
      () =>
        generateKeyPairSync('ec', {
          namedCurve: 'P-256',
          privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
          publicKeyEncoding: { type: 'spki', format: 'pem' },
        }).privateKey,
    ),
  );
