import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { jsonService, madeOnce, refused } from './json-service.ts';
import type { OnCall } from './observer.ts';
import type { SecretSpec } from './template.ts';

export type Secrets = ReturnType<typeof createSecrets>;

const Named = z.strictObject({ SecretId: z.string() });
const mostBytes = 10_000;

/**
 * The embedded Secrets Manager: GetSecretValue of the secrets of the template, each generated at the first start and kept in a
 * file below `directory` for its owner alone. Anything else is refused by name.
 */
export function createSecrets(options: {
  directory: string;
  secrets: readonly SecretSpec[];
  onCall?: OnCall | undefined;
}) {
  const { directory, onCall } = options;
  mkdirSync(directory, { recursive: true });
  const secrets = new Map(
    options.secrets.flatMap(({ name, arn, GenerateSecretString: { PasswordLength } }) => {
      const secret = { ARN: arn, Name: name, SecretString: loadSecret(join(directory, name), PasswordLength) };
      return [[name, secret] as const, [arn, secret] as const];
    }),
  );

  function answer(action: string, body: unknown, principal: string): object {
    if (action !== 'GetSecretValue')
      return refused('InvalidRequestException', `the embedded Secrets Manager does not know ${action}`);
    const named = z.safeParse(Named, body);
    if (!named.success) return refused('InvalidParameterException', z.prettifyError(named.error));
    const secret = secrets.get(named.data.SecretId);
    if (!secret) return refused('ResourceNotFoundException', `there is no secret ${named.data.SecretId}`);
    onCall?.({ service: 'secretsmanager', action, resource: secret.ARN, principal });
    return { ...secret, VersionId: 'local', VersionStages: ['AWSCURRENT'] };
  }

  return {
    /** The value of a secret by its ARN or name. */
    valueOf: (id: string): string | undefined => secrets.get(id)?.SecretString,

    /** Answers one request of a Secrets Manager client. */
    handle: jsonService(mostBytes, answer),
  };
}

const loadSecret = (file: string, length: number): string =>
  madeOnce(file, () => randomBytes(length).toString('hex').slice(0, length));
