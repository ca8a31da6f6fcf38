import { errors, type JWTPayload } from 'jose';
import type { Clock } from './clock.ts';
import type { Issuer } from './issuer.ts';
import type { RouteSpec } from './template.ts';

/** What a JWT authorizer puts into the event: every claim as text, as API Gateway writes them. */
export interface Authorization {
  readonly jwt: { readonly claims: Readonly<Record<string, string>>; readonly scopes: readonly string[] | null };
}
export type Verdict = Authorization | 'unauthorized' | 'forbidden';

type Rule = NonNullable<RouteSpec['authorizer']>;

const mostRemembered = 10_000;

/**
 * Checks bearer tokens for a route's JWT authorizer. A token found good is remembered by its text until it expires, so that
 * its signature is verified once. Expiry is judged on the engine clock.
 */
export function createAuthorizer(issuer: Issuer, clock: Clock) {
  const remembered = new Map<string, { rule: Rule; expiresAt: number; authorization: Authorization }>();

  async function verify(token: string, rule: Rule): Promise<Authorization | undefined> {
    try {
      const claims = await issuer.verify(token, rule.Issuer, rule.Audience);
      const authorization = { jwt: { claims: asText(claims), scopes: null } };
      if (remembered.size >= mostRemembered) remembered.clear();
      remembered.set(token, { rule, expiresAt: (claims.exp ?? 0) * 1000, authorization });
      return authorization;
    } catch (fault) {
      if (fault instanceof errors.JOSEError) return undefined;
      throw fault;
    }
  }

  return {
    /** The verdict at once for a token seen before; otherwise a promise of it. */
    check(header: string | undefined, route: RouteSpec): Verdict | Promise<Verdict> {
      const rule = route.authorizer;
      const token = header?.replace(/^Bearer /i, '');
      if (!rule || !token) return 'unauthorized';
      const known = remembered.get(token);
      if (known?.rule === rule && known.expiresAt > clock.now()) return scoped(known.authorization, route);
      return verify(token, rule).then((found) => (found ? scoped(found, route) : 'unauthorized'));
    },
  };
}

function scoped(authorization: Authorization, { scopes }: RouteSpec): Verdict {
  if (scopes.length === 0) return authorization;
  const granted = (authorization.jwt.claims.scope ?? '').split(' ');
  return scopes.some((scope) => granted.includes(scope)) ? authorization : 'forbidden';
}

function asText(claims: JWTPayload): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
    ]),
  );
}
