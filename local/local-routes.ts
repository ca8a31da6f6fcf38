import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import { createAuthorize } from './authorize.ts';
import type { Clock } from './clock.ts';
import type { createFailures } from './failures.ts';
import type { Functions } from './functions.ts';
import { readBody, sendJson } from './gateway.ts';
import type { Issuer } from './issuer.ts';
import type { Kms } from './kms.ts';
import { createLogins } from './logins.ts';
import type { S3 } from './s3.ts';
import type { Secrets } from './secrets.ts';
import type { SmsSink } from './sms.ts';
import type { SmsGateway } from './sms-gateway.ts';
import { createTokenEndpoint } from './token.ts';

/** URLs of the embedded services, for unmodified SDK clients. */
export interface Endpoints {
  readonly dynamodb: string;
  readonly kms: string;
  readonly s3: string;
  readonly stepfunctions: string;
  readonly secretsmanager: string;
  readonly sns: string;
  readonly smsGateway: string;
  readonly issuer: string;
  readonly region: string;
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

const Limit = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100_000)), 50);
const Forget = z.strictObject({ phone: z.string() });
const REFRESHED_FOR_SECONDS = 30 * 24 * 60 * 60;

/** What the gateway serves below `/local` besides the routes of the template; `undefined` if there is nothing. */
export function createLocalRoutes(parts: {
  endpoints: Endpoints;
  /** What the template puts out: names and ARNs for tools. */
  outputs: Readonly<Record<string, string>>;
  notes: readonly string[];
  issuer: Issuer;
  sms: SmsSink;
  s3: S3;
  kms: Kms;
  secrets: Secrets;
  /** Where the template sends SMS by a gateway. */
  smsGateway: SmsGateway | undefined;
  functions: Functions;
  failures: ReturnType<typeof createFailures>;
  clock: Clock;
  states: Handle;
  /** Takes from the disk what the services have deleted. */
  forgotten(): Promise<void>;
}) {
  const {
    endpoints,
    outputs,
    notes,
    issuer,
    sms,
    s3,
    kms,
    secrets,
    smsGateway,
    functions,
    failures,
    clock,
    states,
    forgotten,
  } = parts;
  const logins = createLogins(clock, REFRESHED_FOR_SECONDS);
  const authorize = createAuthorize({ issuer, logins, url: endpoints.issuer });
  const get =
    (read: (url: URL) => unknown): Handle =>
    async (request, response) =>
      sendJson(response, 200, await read(new URL(request.url ?? '/', endpoints.issuer)));

  const routes: Readonly<Record<string, Handle>> = {
    'GET /local/endpoints': get(() => endpoints),
    'GET /local/outputs': get(() => outputs),
    'GET /local/notes': get(() => notes),
    'GET /local/clock': get(() => ({ now: new Date(clock.now()).toISOString(), speed: clock.speed })),
    'GET /local/functions': get(() => functions.list()),
    'GET /local/failures': get(() => failures.list()),
    'GET /local/personas': get(() => issuer.personas),
    'GET /local/jwks.json': get(() => issuer.jwks),
    'GET /local/.well-known/openid-configuration': get(() => issuer.configuration),
    'GET /local/sms': async (request, response) => {
      const asked = new URL(request.url ?? '/', endpoints.issuer).searchParams.get('limit') ?? undefined;
      const limit = z.safeParse(Limit, asked);
      if (limit.success) return sendJson(response, 200, await sms.list(limit.data));
      sendJson(response, 400, { message: `limit must be a whole number from 1 to 100000, received "${asked}"` });
    },
    'POST /local/forget': async (request, response) => {
      const asked = z.safeParse(Forget, JSON.parse((await readBody(request, 1024))?.toString() ?? 'null'));
      if (!asked.success) return sendJson(response, 400, { message: 'say which: {"phone": "+86…"}' });
      await sms.forget(asked.data.phone);
      await forgotten();
      sendJson(response, 200, { forgotten: asked.data.phone });
    },
    'GET /local/authorize': authorize.ask,
    'GET /local/authorize.css': authorize.style,
    'POST /local/authorize': authorize.choose,
    'GET /local/logout': authorize.leave,
    'POST /local/token': createTokenEndpoint({ issuer, logins }),
    'POST /local/sns': sms.handle,
    'POST /local/kms': kms.handle,
    'POST /local/secretsmanager': secrets.handle,
    'POST /local/stepfunctions': states,
    ...(smsGateway && {
      'POST /local/sms-gateway/messages': smsGateway.messages,
      'POST /local/sms/receipts': smsGateway.receipts,
      'POST /local/sms/replies': smsGateway.replies,
    }),
  };

  return (method: string, path: string): Handle | undefined =>
    path.startsWith('/local/s3/') ? s3.handle : routes[`${method} ${path.replace(/\/$/, '')}`];
}
