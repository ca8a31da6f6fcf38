import type { IncomingMessage, ServerResponse } from 'node:http';
import { choicePage, messagePage, PAGE_HEADERS, STYLESHEET } from './authorize-page.ts';
import { type AuthorizeRequest, type Refusal, readAuthorizeRequest } from './authorize-request.ts';
import { readBody } from './gateway.ts';
import type { Issuer } from './issuer.ts';
import type { Logins } from './logins.ts';

const COOKIE = 'session';
const mostFormBytes = 20_000;

/**
 * The pages of the issuer: who comes with a request of a client chooses a persona and is sent back with a code. The choice
 * stays as a session, in a cookie of these pages alone, from which later requests are answered without asking, if they say
 * so. Answers go to this server's own origin only.
 */
export function createAuthorize({ issuer, logins, url }: { issuer: Issuer; logins: Logins; url: string }) {
  const { origin } = new URL(url);
  const cookie = (value: string, seconds: number): string =>
    `${COOKIE}=${value}; Path=/local; HttpOnly; SameSite=Lax; Max-Age=${seconds}`;

  const sessionOf = (request: IncomingMessage) => {
    const pair = request.headers.cookie?.split('; ').find((each) => each.startsWith(`${COOKIE}=`));
    return pair === undefined ? undefined : issuer.readSession(pair.slice(COOKIE.length + 1));
  };

  function show(response: ServerResponse, status: number, html: string, headers = {}): void {
    response.writeHead(status, { ...PAGE_HEADERS, ...headers });
    response.end(html);
  }

  function sendBack(
    response: ServerResponse,
    to: string,
    answer: Record<string, string | undefined>,
    headers = {},
  ): void {
    const location = new URL(to);
    for (const [name, value] of Object.entries(answer)) if (value !== undefined) location.searchParams.set(name, value);
    response.writeHead(303, { location: location.href, 'cache-control': 'no-store', ...headers });
    response.end();
  }

  function refuse(response: ServerResponse, refusal: Refusal): void {
    const { message } = refusal;
    if (refusal.told === 'client') {
      const { redirectUri, state, error } = refusal;
      sendBack(response, redirectUri, { error, error_description: message, state, iss: issuer.configuration.issuer });
    } else show(response, 400, messagePage('无法登录', 'Cannot log in', message));
  }

  function letIn(
    response: ServerResponse,
    asked: AuthorizeRequest,
    who: { persona: string; session: string },
    headers = {},
  ): void {
    const { clientId, redirectUri, challenge, nonce, state } = asked;
    const code = logins.code({ clientId, redirectUri, challenge, nonce, ...who });
    sendBack(response, redirectUri, { code, state, iss: issuer.configuration.issuer }, headers);
  }

  return {
    async ask(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const { searchParams } = new URL(request.url ?? '/', url);
      const asked = readAuthorizeRequest(searchParams, origin);
      if ('told' in asked) return refuse(response, asked);
      const session = await sessionOf(request);
      if (!asked.quietly) return show(response, 200, choicePage(issuer.personas, searchParams, session?.persona));
      if (session) return letIn(response, asked, session);
      const { redirectUri, state } = asked;
      const message = 'nobody is logged in here';
      refuse(response, { told: 'client', redirectUri, state, error: 'login_required', message });
    },

    async choose(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const from = request.headers.origin;
      if (from !== undefined && from !== origin) {
        return show(response, 403, messagePage('无法登录', 'Cannot log in', `${from} cannot choose for you`));
      }
      const form = new URLSearchParams((await readBody(request, mostFormBytes))?.toString());
      const asked = readAuthorizeRequest(form, origin);
      if ('told' in asked) return refuse(response, asked);
      const persona = form.get('persona') ?? '';
      const session = await issuer.session(persona);
      if (!session) {
        return show(response, 400, messagePage('无法登录', 'Cannot log in', `there is no persona "${persona}"`));
      }
      const headers = { 'set-cookie': cookie(session.token, session.seconds) };
      letIn(response, asked, { persona, session: session.id }, headers);
    },

    async leave(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const session = await sessionOf(request);
      if (session) logins.end(session.session);
      const { searchParams } = new URL(request.url ?? '/', url);
      const to = searchParams.get('post_logout_redirect_uri') ?? '';
      const headers = { 'set-cookie': cookie('', 0) };
      const isOurs = URL.canParse(to) && new URL(to).origin === origin;
      if (isOurs) return sendBack(response, to, { state: searchParams.get('state') ?? undefined }, headers);
      show(response, 200, messagePage('已退出', 'Logged out', 'You can close this page.'), headers);
    },

    style(_: IncomingMessage, response: ServerResponse): void {
      response.writeHead(200, { ...PAGE_HEADERS, 'content-type': 'text/css; charset=utf-8' });
      response.end(STYLESHEET);
    },
  };
}
