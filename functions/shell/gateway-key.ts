import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { refreshed } from './refreshed.ts';
import { requestHandler } from './request-handler.ts';

/** Milliseconds after which the key is read again, so that a new one is picked up. */
const HELD = 5 * 60_000;

/** The key that we and the gateway sign with, read when first asked for. Rejects when it cannot be read. */
export function gatewayKey(
  arn: string,
  client = new SecretsManagerClient({
    requestHandler: requestHandler(3000),
  }),
  monotonic: () => number = () => performance.now(),
): () => Promise<string> {
  const read = async (): Promise<string> => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (!SecretString) throw new Error(`the secret ${arn} holds no text; put the key of the SMS gateway into it`);
    return SecretString;
  };
  const held = refreshed(read, { fresh: HELD, usable: HELD }, monotonic);
  return () => held.get();
}
