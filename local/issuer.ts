import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod/mini';
import type { Clock } from './clock.ts';

/** Somebody to log in as. `subject` is what the token says; name, role and unit are for the reader. */
export interface Persona {
  readonly id: string;
  readonly subject: string;
  readonly name: string;
  readonly role: string;
  readonly unit: string;
}

export type Issuer = Awaited<ReturnType<typeof createIssuer>>;

const lifetimeSeconds = 12 * 60 * 60;
const Key = z.looseObject({ kty: z.literal('EC'), d: z.string(), kid: z.string() });

/**
 * Stands for the OIDC issuer that the template names: signs tokens in its name for the personas and verifies them. Its key
 * is kept in `keyFile`. Tokens live 12 hours of engine time, times the speed of the clock if it runs faster.
 */
export async function createIssuer(options: {
  keyFile: string;
  /** Where its own documents are served. */
  url: string;
  issuer: string;
  audience: readonly string[];
  clock: Clock;
  personas: readonly Persona[];
}) {
  const { keyFile, url, issuer, audience, clock, personas } = options;
  const jwk = await loadKey(keyFile);
  const { d: _, ...publicJwk } = jwk;
  const signingKey = await importJWK(jwk, 'ES256');
  const verifyingKey = await importJWK(publicJwk, 'ES256');
  const lifetime = lifetimeSeconds * Math.max(1, clock.speed);

  return {
    personas,
    jwks: { keys: [publicJwk] },
    configuration: {
      issuer,
      jwks_uri: `${url}/jwks.json`,
      token_endpoint: `${url}/token`,
      response_types_supported: ['token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256'],
    },

    /** A bearer token for a persona; `undefined` if there is no such persona. */
    async token(id: string) {
      const persona = personas.find((one) => one.id === id);
      if (!persona) return undefined;
      const issuedAt = Math.floor(clock.now() / 1000);
      const token = await new SignJWT({ name: persona.name })
        .setProtectedHeader({ alg: 'ES256', kid: jwk.kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience([...audience])
        .setSubject(persona.subject)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifetime)
        .sign(signingKey);
      return { access_token: token, token_type: 'Bearer', expires_in: lifetime };
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
