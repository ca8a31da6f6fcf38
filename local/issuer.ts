import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  calculateJwkThumbprint,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';
import * as z from 'zod/mini';
import type { Clock } from './clock.ts';

/** Somebody to log in as. `subject` is what the token says; name, role and unit are for the reader. */
export interface Persona {
  readonly id: string;
  readonly subject: string;
  readonly name: string;
  readonly role: string;
  readonly unit: string;
  /** Role and unit for the eyes of people, in languages as HTML names them. */
  readonly about?: readonly { readonly lang: string; readonly text: string }[];
}

export type Issuer = Awaited<ReturnType<typeof createIssuer>>;

const lifetimeSeconds = 12 * 60 * 60;
const Session = z.object({ sub: z.string(), jti: z.string() });
const Key = z.looseObject({ kty: z.literal('EC'), d: z.string(), kid: z.string() });

/**
 * Stands for the OIDC issuer that the template names: signs tokens in its name for the personas and verifies them. Its key
 * is kept in `keyFile`. Tokens live 12 hours of engine time, times the speed of the clock if it runs faster.
 * `now` is the real time, by which pages judge who logged in.
 */
export async function createIssuer(options: {
  keyFile: string;
  /** Where its own documents are served. */
  url: string;
  issuer: string;
  audience: readonly string[];
  clock: Clock;
  personas: readonly Persona[];
  now?: () => number;
}) {
  const { keyFile, url, issuer, audience, clock, personas, now = Date.now } = options;
  const jwk = await loadKey(keyFile);
  const { d: _, ...publicJwk } = jwk;
  const signingKey = await importJWK(jwk, 'ES256');
  const verifyingKey = await importJWK(publicJwk, 'ES256');
  const lifetime = lifetimeSeconds * Math.max(1, clock.speed);
  const find = (id: string) => personas.find((one) => one.id === id);
  /** Signs claims that hold from `at` on, in epoch seconds. */
  const sign = (
    claims: Record<string, unknown>,
    subject: string,
    aud: string | string[],
    at: number,
    seconds: number,
  ) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: jwk.kid, typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(aud)
      .setSubject(subject)
      .setIssuedAt(at)
      .setExpirationTime(at + seconds)
      .sign(signingKey);
  const engineSeconds = () => Math.floor(clock.now() / 1000);
  const accessToken = ({ name, subject }: Persona) => sign({ name }, subject, [...audience], engineSeconds(), lifetime);
  const sessions = [`${issuer}#sessions`];

  return {
    personas,
    jwks: { keys: [publicJwk] },
    configuration: {
      issuer,
      jwks_uri: `${url}/jwks.json`,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      end_session_endpoint: `${url}/logout`,
      scopes_supported: ['openid'],
      claims_supported: ['sub', 'name', 'nonce'],
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
      prompt_values_supported: ['none', 'select_account'],
      authorization_response_iss_parameter_supported: true,
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
    },

    /** A bearer token for a persona; `undefined` if there is no such persona. */
    async token(id: string) {
      const persona = find(id);
      if (!persona) return undefined;
      return { access_token: await accessToken(persona), token_type: 'Bearer', expires_in: lifetime };
    },

    /** What a client is given for a persona, expiry in real seconds; `undefined` if there is no such persona. */
    async tokens(id: string, clientId: string, nonce: string | undefined) {
      const persona = find(id);
      if (!persona) return undefined;
      const at = Math.floor(now() / 1000);
      const { name, subject } = persona;
      return {
        access_token: await accessToken(persona),
        id_token: await sign({ name, ...(nonce !== undefined && { nonce }) }, subject, clientId, at, lifetimeSeconds),
        token_type: 'Bearer',
        expires_in: lifetimeSeconds,
      };
    },

    /** A session of a persona, as a token for the cookie of the issuer; `undefined` if there is no such persona. */
    async session(id: string) {
      const persona = find(id);
      if (!persona) return undefined;
      const session = randomUUID();
      const token = await sign({ jti: session }, id, sessions, engineSeconds(), lifetime);
      return { token, id: session, seconds: lifetimeSeconds };
    },

    /** The session that such a token says, if it is a good one. */
    async readSession(token: string): Promise<{ persona: string; session: string } | undefined> {
      try {
        const { payload } = await jwtVerify(token, verifyingKey, {
          issuer,
          audience: sessions,
          algorithms: ['ES256'],
          currentDate: new Date(clock.now()),
        });
        const { sub, jti } = Session.parse(payload);
        return find(sub) && { persona: sub, session: jti };
      } catch (fault) {
        if (fault instanceof errors.JOSEError) return undefined;
        throw fault;
      }
    },

    /** The claims of a token that this issuer signed and that is valid at this engine instant. Rejects otherwise. */
    verify: async (token: string, from: string, acceptable: readonly string[]) =>
      (
        await jwtVerify(token, verifyingKey, {
          issuer: from,
          audience: [...acceptable],
          algorithms: ['ES256'],
          currentDate: new Date(clock.now()),
        })
      ).payload,
  };
}

async function loadKey(file: string): Promise<JWK & z.infer<typeof Key>> {
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(privateKey);
    const kid = await calculateJwkThumbprint(jwk);
    writeFileSync(file, JSON.stringify({ ...jwk, kid, alg: 'ES256', use: 'sig' }), { mode: 0o600 });
  }
  return Key.parse(JSON.parse(readFileSync(file, 'utf8')));
}
