import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

/** What somebody was let in for: by which client, as whom, and what has to come back with it. */
export interface Login {
  readonly clientId: string;
  readonly redirectUri: string;
  /** The SHA-256 of the verifier that the client keeps, as base64url. */
  readonly challenge: string;
  readonly nonce: string | undefined;
  readonly persona: string;
  /** The session at the issuer that it came from. */
  readonly session: string;
}

interface Held {
  readonly login: Login;
  readonly until: number;
  /** All that came of one login falls with it. */
  readonly family: { revoked: boolean };
  taken: boolean;
}

/** What a client has to show with a code. */
export interface Shown {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly verifier: string;
}

export type Logins = ReturnType<typeof createLogins>;

const CODE_SECONDS = 60;

/**
 * Codes and refresh tokens, each good for one use and for its time on the engine clock; gone when the process ends. A
 * second use shows that two have it, and takes all away that came of the same login.
 */
export function createLogins(clock: Clock, refreshSeconds: number) {
  const codes = new Map<string, Held>();
  const refreshTokens = new Map<string, Held>();
  const pace = Math.max(1, clock.speed);

  function hold(among: Map<string, Held>, login: Login, family: Held['family'], seconds: number): string {
    const now = clock.now();
    for (const [name, { until }] of among) if (until <= now) among.delete(name);
    const name = randomBytes(32).toString('base64url');
    among.set(name, { login, family, until: now + seconds * pace * 1000, taken: false });
    return name;
  }

  function take(among: Map<string, Held>, name: string): Held | undefined {
    const held = among.get(name);
    if (!held) return undefined;
    if (held.taken) held.family.revoked = true;
    held.taken = true;
    return held.family.revoked || held.until <= clock.now() ? undefined : held;
  }

  const renewable = ({ login, family }: Held) => ({
    login,
    refreshToken: hold(refreshTokens, login, family, refreshSeconds),
  });

  return {
    code: (login: Login): string => hold(codes, login, { revoked: false }, CODE_SECONDS),
    /** The login behind a code, with a refresh token; `undefined` if the code is not good, which uses it up. */
    redeem({ code, clientId, redirectUri, verifier }: Shown) {
      const held = take(codes, code);
      if (!held) return undefined;
      const { login } = held;
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      const fits = login.clientId === clientId && login.redirectUri === redirectUri && login.challenge === challenge;
      return fits ? renewable(held) : undefined;
    },
    /** The login behind a refresh token, with the next one; `undefined` if it is not good. */
    renew(refreshToken: string, clientId: string) {
      const held = take(refreshTokens, refreshToken);
      return held?.login.clientId === clientId ? renewable(held) : undefined;
    },
    /** Ends all logins that came from a session. */
    end(session: string): void {
      for (const { login, family } of [...codes.values(), ...refreshTokens.values()]) {
        if (login.session === session) family.revoked = true;
      }
    },
  };
}
