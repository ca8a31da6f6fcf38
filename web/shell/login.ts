import * as oauth from 'oauth4webapi';
import { config } from './config.ts';

/*
 * Login by the code flow with PKCE. Tokens live in this page's memory and nowhere else; a page that is opened anew asks
 * the issuer again (`prompt=none`), which answers by itself while its own session lasts.
 */
interface Tokens {
  access: string;
  refresh?: string | undefined;
}
/** What has to survive the way to the issuer and back; of no use to anybody else, or later. */
interface Pending {
  verifier: string;
  state: string;
  nonce: string;
  hash: string;
}

const PENDING = 'gridlight-login';
const QUIETLY_TRIED = 'gridlight-login-tried';
let tokens: Tokens | undefined;

export const accessToken = (): string | undefined => tokens?.access;

/** Lets the next `login` ask the issuer quietly once more. */
export const forgetTries = (): void => sessionStorage.removeItem(QUIETLY_TRIED);

/**
 * Finishes a login that the issuer has just sent back from, else tries one without asking anybody. True if somebody is
 * logged in. Leaves the page on the first visit, and then never resolves.
 */
export async function login(): Promise<boolean> {
  const parameters = new URLSearchParams(location.search);
  if (parameters.has('state')) return finish(parameters);
  if (sessionStorage.getItem(QUIETLY_TRIED)) return false;
  sessionStorage.setItem(QUIETLY_TRIED, 'yes');
  return leaveForLogin('none');
}

/** Goes to the issuer, for somebody to log in, and comes back to where the page is now. */
export async function leaveForLogin(prompt?: 'none'): Promise<never> {
  const { clientId, audience } = await config();
  const server = await describe();
  const pending: Pending = {
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    hash: location.hash,
  };
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  const url = new URL(server.authorization_endpoint ?? '');
  const asked = {
    client_id: clientId,
    redirect_uri: here(),
    response_type: 'code',
    scope: 'openid',
    audience,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    ...(prompt && { prompt }),
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  location.assign(url);
  return new Promise(() => {});
}

/** A new token for one that is over; false if somebody has to log in again. */
export async function loginAgain(): Promise<boolean> {
  const refresh = tokens?.refresh;
  tokens = undefined;
  if (!refresh) return false;
  const server = await describe();
  const client = await me();
  const answer = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refresh, await plainly());
  const result = await oauth.processRefreshTokenResponse(server, client, answer).catch(() => undefined);
  if (!result) return false;
  tokens = { access: result.access_token, refresh: result.refresh_token ?? refresh };
  return true;
}

/** Forgets the tokens and ends the session of the issuer. */
export async function logout(): Promise<void> {
  tokens = undefined;
  const { end_session_endpoint } = await describe();
  sessionStorage.setItem(QUIETLY_TRIED, 'yes');
  if (!end_session_endpoint) return location.reload();
  const { clientId } = await config();
  const url = new URL(end_session_endpoint);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('post_logout_redirect_uri', here());
  location.assign(url);
}

async function finish(parameters: URLSearchParams): Promise<boolean> {
  const pending: Pending | null = JSON.parse(sessionStorage.getItem(PENDING) ?? 'null');
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, '', `${location.pathname}${pending?.hash ?? ''}`);
  dispatchEvent(new HashChangeEvent('hashchange'));
  if (!pending) return false;
  const server = await describe();
  const client = await me();
  try {
    const checked = oauth.validateAuthResponse(server, client, parameters, pending.state);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      checked,
      here(),
      pending.verifier,
      await plainly(),
    );
    const result = await oauth.processAuthorizationCodeResponse(server, client, answer, {
      expectedNonce: pending.nonce,
      requireIdToken: true,
    });
    tokens = { access: result.access_token, refresh: result.refresh_token };
    sessionStorage.removeItem(QUIETLY_TRIED);
    return true;
  } catch (fault) {
    // `login_required` is how the issuer says that nobody is logged in there.
    if (fault instanceof oauth.AuthorizationResponseError) return false;
    throw fault;
  }
}

let described: Promise<oauth.AuthorizationServer> | undefined;
function describe(): Promise<oauth.AuthorizationServer> {
  described ??= config().then(async ({ issuer, metadata }) =>
    oauth.processDiscoveryResponse(new URL(issuer), await fetch(metadata)),
  );
  described.catch(() => {
    described = undefined;
  });
  return described;
}

const me = async (): Promise<oauth.Client> => ({ client_id: (await config()).clientId });
const here = (): string => `${location.origin}${location.pathname}`;
/** Only an issuer on this very machine may do without TLS. */
const plainly = async () => ({
  [oauth.allowInsecureRequests]: new URL((await config()).metadata).hostname === '127.0.0.1',
});
