import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import { readBody, sendJson } from './gateway.ts';
import type { Issuer } from './issuer.ts';
import type { Login, Logins } from './logins.ts';

const Form = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('authorization_code'),
    code: z.string(),
    redirect_uri: z.string(),
    client_id: z.string(),
    code_verifier: z.string(),
  }),
  z.object({ grant_type: z.literal('refresh_token'), refresh_token: z.string(), client_id: z.string() }),
]);
const Persona = z.strictObject({ persona: z.string() });

const mostBytes = 10_000;
const unstored = { 'cache-control': 'no-store' };

/**
 * The token endpoint: `{"persona": id}` as JSON, for who works with curl, and the grants of OpenID Connect, for pages: a
 * code with its verifier, or a refresh token, which is good for one use.
 */
export function createTokenEndpoint({ issuer, logins }: { issuer: Issuer; logins: Logins }) {
  async function forPersona(response: ServerResponse, body: string): Promise<void> {
    const asked = z.safeParse(Persona, parseJson(body));
    if (!asked.success) {
      return sendJson(response, 400, { message: 'send {"persona": id}; GET /local/personas lists the ids' });
    }
    const { persona } = asked.data;
    const token = await issuer.token(persona);
    if (token) return sendJson(response, 200, token, unstored);
    sendJson(response, 404, { message: `there is no persona "${persona}"; GET /local/personas lists them` });
  }

  const refuse = (response: ServerResponse, error: string, message: string): void =>
    sendJson(response, 400, { error, error_description: message }, unstored);

  async function answer(response: ServerResponse, login: Login, refreshToken: string, nonce?: string): Promise<void> {
    const tokens = await issuer.tokens(login.persona, login.clientId, nonce);
    if (!tokens) return refuse(response, 'invalid_grant', `there is no persona "${login.persona}" any more`);
    sendJson(response, 200, { ...tokens, refresh_token: refreshToken, scope: 'openid' }, unstored);
  }

  async function forForm(response: ServerResponse, body: string): Promise<void> {
    const form = Form.safeParse(Object.fromEntries(new URLSearchParams(body)));
    if (!form.success) {
      const [issue] = form.error.issues;
      if (issue?.path[0] === 'grant_type') {
        return refuse(response, 'unsupported_grant_type', 'grant_type must be authorization_code or refresh_token');
      }
      return refuse(response, 'invalid_request', `${String(issue?.path[0])} is missing`);
    }
    if (form.data.grant_type === 'refresh_token') {
      const renewed = logins.renew(form.data.refresh_token, form.data.client_id);
      if (!renewed) return refuse(response, 'invalid_grant', 'the refresh token is used, over or not yours');
      return answer(response, renewed.login, renewed.refreshToken);
    }
    const { code, client_id: clientId, redirect_uri: redirectUri, code_verifier: verifier } = form.data;
    const redeemed = logins.redeem({ code, clientId, redirectUri, verifier });
    if (!redeemed) return refuse(response, 'invalid_grant', 'the code is used, over, or was given for something else');
    return answer(response, redeemed.login, redeemed.refreshToken, redeemed.login.nonce);
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await readBody(request, mostBytes))?.toString() ?? '';
    // curl calls JSON a form too.
    return body.includes('grant_type=') ? forForm(response, body) : forPersona(response, body);
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
