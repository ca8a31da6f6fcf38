import { join } from 'node:path';
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createManualClock } from '../../local/clock.ts';
import { scratch, startTestCloud } from './cloud-under-test.ts';
import { audience, issuer, synthFixture } from './fixture/stack.ts';

/** The local issuer, as a page of today logs in with it: code flow, PKCE, one public client. */

const start = Date.parse('2026-03-02T08:00:00.000Z');
const { path, remove } = scratch();
const clock = createManualClock(start);
const client: oauth.Client = { client_id: 'pages' };
const plainly = { [oauth.allowInsecureRequests]: true };
let cloud: Awaited<ReturnType<typeof startTestCloud>>;
let server: oauth.AuthorizationServer;
let home: string;

beforeAll(async () => {
  cloud = await startTestCloud({ assembly: synthFixture(path), data: join(path, 'data'), clock });
  home = `${cloud.url}/console/`;
  const described = await fetch(`${cloud.url}/local/.well-known/openid-configuration`);
  server = await oauth.processDiscoveryResponse(new URL(issuer), described);
});
afterAll(async () => {
  await cloud.close();
  remove();
});

interface Attempt {
  verifier: string;
  state: string;
  nonce: string;
  parameters: URLSearchParams;
}

async function anAttempt(changes: Record<string, string> = {}): Promise<Attempt> {
  const [verifier, state, nonce] = [
    oauth.generateRandomCodeVerifier(),
    oauth.generateRandomState(),
    oauth.generateRandomNonce(),
  ];
  const parameters = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: home,
    response_type: 'code',
    scope: 'openid',
    audience,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...changes,
  });
  return { verifier, state, nonce, parameters };
}

const ask = ({ parameters }: Attempt, headers: Record<string, string> = {}) =>
  fetch(`${server.authorization_endpoint}?${parameters}`, { redirect: 'manual', headers });

/** What a browser sends when somebody presses a button of the page. */
const choose = ({ parameters }: Attempt, persona = 'ann', headers: Record<string, string> = {}) =>
  fetch(`${server.authorization_endpoint}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: cloud.url, ...headers },
    body: new URLSearchParams([...parameters, ['persona', persona]]),
  });

const backAt = (answer: Response): URL => new URL(answer.headers.get('location') ?? 'none:');
const cookieOf = (answer: Response): string => answer.headers.get('set-cookie')?.split(';')[0] ?? '';

async function redeem(attempt: Attempt, answer: Response, changes: { verifier?: string; redirect?: string } = {}) {
  const checked = oauth.validateAuthResponse(server, client, backAt(answer), attempt.state);
  const { verifier = attempt.verifier, redirect = home } = changes;
  const reply = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    checked,
    redirect,
    verifier,
    plainly,
  );
  return oauth.processAuthorizationCodeResponse(server, client, reply, {
    expectedNonce: attempt.nonce,
    requireIdToken: true,
  });
}

async function renew(token: string | undefined) {
  const reply = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), token ?? '', plainly);
  return oauth.processRefreshTokenResponse(server, client, reply);
}

const invalidGrant = { name: 'ResponseBodyError', error: 'invalid_grant' };

test('somebody chooses a persona, and the page has tokens for the API', async () => {
  const attempt = await anAttempt();
  const page = await ask(attempt);
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toContain('<button name="persona" value="ann">');
  expect(html).not.toMatch(/<script|style=|<style|\son[a-z]+=/);
  expect(page.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  const style = await fetch(`${cloud.url}/local/authorize.css`);
  expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);

  const answer = await choose(attempt);
  expect(answer.status).toBe(303);
  expect(backAt(answer).href.startsWith(`${home}?code=`)).toBe(true);
  expect(answer.headers.get('set-cookie')).toMatch(
    /^session=[^;]+; Path=\/local; HttpOnly; SameSite=Lax; Max-Age=\d+$/,
  );

  const tokens = await redeem(attempt, answer);
  expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({
    iss: issuer,
    aud: 'pages',
    sub: 'officer-1',
    name: 'Ann',
    nonce: attempt.nonce,
  });
  expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 43_200, refresh_token: expect.any(String) });
  const authorization = `Bearer ${tokens.access_token}`;
  expect((await fetch(`${cloud.url}/notes/n1`, { headers: { authorization } })).status).not.toBe(401);
  const withIdToken = { authorization: `Bearer ${tokens.id_token}` };
  expect((await fetch(`${cloud.url}/notes/n1`, { headers: withIdToken })).status).toBe(401);
});

test('what is sent to the page is shown, not run', async () => {
  const html = await (await ask(await anAttempt({ state: '"><script>alert(1)</script>' }))).text();
  expect(html).toContain('&quot;&gt;&lt;script&gt;');
  expect(html).not.toContain('<script');
});

test('without asking: from the session, or back with login_required', async () => {
  const out = await anAttempt({ prompt: 'none' });
  const refused = await ask(out);
  expect(() => oauth.validateAuthResponse(server, client, backAt(refused), out.state)).toThrow(
    expect.objectContaining({ error: 'login_required' }),
  );

  const cookie = cookieOf(await choose(await anAttempt()));
  const attempt = await anAttempt({ prompt: 'none' });
  expect(await redeem(attempt, await ask(attempt, { cookie }))).toMatchObject({ access_token: expect.any(String) });
  expect(await (await ask(await anAttempt(), { cookie })).text()).toContain('logged in</span>');

  const forged = await ask(attempt, { cookie: `${cookie.slice(0, -6)}AAAAAA` });
  expect(backAt(forged).searchParams.get('error')).toBe('login_required');
  const notASession = await ask(attempt, { cookie: `session=${cloud.token}` });
  expect(backAt(notASession).searchParams.get('error')).toBe('login_required');
});

test('a session ends with its logins, and logging out leads back to this server only', async () => {
  const attempt = await anAttempt();
  const answer = await choose(attempt);
  const cookie = cookieOf(answer);
  const { refresh_token } = await redeem(attempt, answer);
  const leave = (to: string) =>
    fetch(`${server.end_session_endpoint}?post_logout_redirect_uri=${encodeURIComponent(to)}`, {
      redirect: 'manual',
      headers: { cookie },
    });
  const elsewhere = await leave('https://evil.example/');
  expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([200, null]);
  const left = await leave(home);
  expect([left.status, left.headers.get('location')]).toEqual([303, home]);
  expect(left.headers.get('set-cookie')).toMatch(/^session=; .*Max-Age=0$/);
  await expect(renew(refresh_token)).rejects.toMatchObject(invalidGrant);
});

test.each(['https://evil.example/', 'http://127.0.0.1:1/', 'http://127.0.0.1.evil.example/', 'javascript:alert(1)'])(
  'nobody is sent to %s',
  async (redirect_uri) => {
    const attempt = await anAttempt({ redirect_uri });
    for (const answer of [await ask(attempt), await choose(attempt)]) {
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
      expect(await answer.text()).toContain('is not on this server');
    }
  },
);

test.each([
  ['response_type', 'token', 'unsupported_response_type'],
  ['scope', 'profile', 'invalid_scope'],
  ['code_challenge_method', 'plain', 'invalid_request'],
  ['code_challenge', 'short', 'invalid_request'],
])('%s=%s is refused to the client as %s', async (name, value, error) => {
  const attempt = await anAttempt({ [name]: value });
  const back = backAt(await ask(attempt));
  expect(back.searchParams.get('state')).toBe(attempt.state);
  expect(back.searchParams.get('error')).toBe(error);
});

test('a page elsewhere cannot choose for somebody, and nobody is whom there is not', async () => {
  const attempt = await anAttempt();
  expect((await choose(attempt, 'ann', { origin: 'https://evil.example' })).status).toBe(403);
  expect((await choose(attempt, 'bob')).status).toBe(400);
});

test('a code is good once: used again, it takes back what it gave', async () => {
  const attempt = await anAttempt();
  const answer = await choose(attempt);
  const { refresh_token } = await redeem(attempt, answer);
  await expect(redeem(attempt, answer)).rejects.toMatchObject(invalidGrant);
  await expect(renew(refresh_token)).rejects.toMatchObject(invalidGrant);
});

test('a code is good for its own verifier and address alone, and used up by a wrong one', async () => {
  const attempt = await anAttempt();
  const answer = await choose(attempt);
  const verifier = oauth.generateRandomCodeVerifier();
  await expect(redeem(attempt, answer, { verifier })).rejects.toMatchObject(invalidGrant);
  await expect(redeem(attempt, answer)).rejects.toMatchObject(invalidGrant);
  const other = await choose(attempt);
  await expect(redeem(attempt, other, { redirect: `${cloud.url}/wall/` })).rejects.toMatchObject(invalidGrant);
});

test('a code is good for a minute', async () => {
  const attempt = await anAttempt();
  const answer = await choose(attempt);
  clock.advanceTo(clock.now() + 60_000);
  await expect(redeem(attempt, answer)).rejects.toMatchObject(invalidGrant);
});

test('a refresh token is good once and gives the next; used again, all of its login is over', async () => {
  const attempt = await anAttempt();
  const first = await redeem(attempt, await choose(attempt));
  const second = await renew(first.refresh_token);
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect(second.access_token).toEqual(expect.any(String));
  await expect(renew(first.refresh_token)).rejects.toMatchObject(invalidGrant);
  await expect(renew(second.refresh_token)).rejects.toMatchObject(invalidGrant);
});

test('the token endpoint says what it does not know', async () => {
  const post = async (body: Record<string, string>) => {
    const answer = await fetch(`${server.token_endpoint}`, { method: 'POST', body: new URLSearchParams(body) });
    return [answer.status, await answer.json()];
  };
  expect(await post({ grant_type: 'password', username: 'ann' })).toEqual([
    400,
    expect.objectContaining({ error: 'unsupported_grant_type' }),
  ]);
  expect(await post({ grant_type: 'authorization_code', code: 'x' })).toEqual([
    400,
    expect.objectContaining({ error: 'invalid_request' }),
  ]);
  expect(await post({ grant_type: 'refresh_token', refresh_token: 'x', client_id: 'pages' })).toEqual([
    400,
    expect.objectContaining({ error: 'invalid_grant' }),
  ]);
});
