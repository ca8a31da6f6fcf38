import { signal } from '@preact/signals';
import * as oauth from 'oauth4webapi';
import { config } from './config.ts';

/*
 * Login by the code flow with PKCE. Tokens live in this page's memory and nowhere else; a page that is opened anew asks
 * the issuer again (`prompt=none`), which answers by itself while its own session lasts.
 */
interface Tokens {
  access: string;
  refresh?: string | undefined;
  /** When it is over, by the clock of this device, in epoch milliseconds. */
  until: number;
}
/** What has to survive the way to the issuer and back; of no use to anybody else, or later. */
interface Pending {
  verifier: string;
  state: string;
  nonce: string;
  hash: string;
}

const PENDING = 'gridlight-login';
/** Set by logging out on this device; only a press on "log in" takes it back. */
const LOGGED_OUT = 'gridlight-logged-out';
const QUIETLY_TRIED = 'gridlight-login-tried';
/** A token is renewed so long before it is over, in milliseconds. */
const AHEAD = 60_000;
const PATIENCE = 15_000;
let tokens: Tokens | undefined;
let renewing: Promise<boolean> | undefined;
let mayLeave: () => boolean = () => true;
const forgetting: (() => Promise<void>)[] = [];

/** Whether the issuer has let somebody in, and has not said since that this is over. */
export const isLoggedIn = signal(false);
export const accessToken = (): string | undefined => tokens?.access;
export const isTokenOver = (): boolean => tokens !== undefined && Date.now() > tokens.until - AHEAD;

/** The page is not left for a quiet login while somebody would lose what they do: asked again at the last moment. */
export const leaveOnlyIf = (may: () => boolean): void => {
  mayLeave = may;
};
/** What this page forgets when somebody logs out. */
export const onLogout = (forget: () => Promise<void>): void => void forgetting.push(forget);

function keep({ access_token, refresh_token, expires_in = 3600 }: oauth.TokenEndpointResponse): void {
  tokens = {
    access: access_token,
    refresh: refresh_token ?? tokens?.refresh,
    until: Date.now() + expires_in * 1000,
  };
  isLoggedIn.value = true;
}

function end(): void {
  tokens = undefined;
  isLoggedIn.value = false;
}

/** Lets the next `login` ask the issuer quietly once more. */
export const forgetTries = (): void => sessionStorage.removeItem(QUIETLY_TRIED);

/**
 * Finishes a login that the issuer has just sent back from, else tries one without asking anybody. True if somebody is
 * logged in. Leaves the page on the first visit, and then never resolves.
 */
export async function login(): Promise<boolean> {
  const parameters = new URLSearchParams(location.search);
  if (parameters.has('state')) return finish(parameters);
  if (sessionStorage.getItem(QUIETLY_TRIED) || localStorage.getItem(LOGGED_OUT)) return false;
  sessionStorage.setItem(QUIETLY_TRIED, 'yes');
  return leaveForLogin('none');
}

/**
 * Goes to the issuer, for somebody to log in, and comes back to where the page is now. Resolves only when it stays, since
 * the page may not be left quietly now.
 */
export async function leaveForLogin(prompt?: 'none'): Promise<false> {
  const { clientId, audience, scope = 'openid' } = await config();
  if (!prompt) localStorage.removeItem(LOGGED_OUT);
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
    scope,
    audience,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    ...(prompt && { prompt }),
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  if (prompt && !mayLeave()) return false;
  location.assign(url);
  return new Promise(() => {});
}

/**
 * A new token for one that is over, asked for once however many wait for it; false if there is none now. Only when the
 * issuer says that it is over for good is nobody logged in any more.
 */
export function loginAgain(): Promise<boolean> {
  renewing ??= renew().finally(() => {
    renewing = undefined;
  });
  return renewing;
}

async function renew(): Promise<boolean> {
  if (!tokens?.refresh) {
    end();
    return false;
  }
  try {
    const server = await describe();
    const client = await me();
    const options = { ...(await plainly()), signal: AbortSignal.timeout(PATIENCE) };
    const answer = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), tokens.refresh, options);
    keep(await oauth.processRefreshTokenResponse(server, client, answer));
    return true;
  } catch (fault) {
    // Anything but a word of the issuer's passes: the network, or a fault of theirs.
    if (fault instanceof oauth.ResponseBodyError) end();
    return false;
  }
}

/** Forgets the tokens and what the page keeps of this person, and ends the session of the issuer if it can be reached. */
export async function logout(): Promise<void> {
  end();
  localStorage.setItem(LOGGED_OUT, 'yes');
  for (const forget of forgetting) await forget();
  const { end_session_endpoint } = await describe().catch(() => ({ end_session_endpoint: undefined }));
  if (!end_session_endpoint || !navigator.onLine) return location.reload();
  const { clientId } = await config();
  const url = new URL(end_session_endpoint);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('post_logout_redirect_uri', here());
  location.assign(url);
}

addEventListener('storage', ({ key, newValue }) => {
  if (key !== LOGGED_OUT || newValue === null || !tokens) return;
  end();
  location.reload();
});

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
    keep(result);
    sessionStorage.removeItem(QUIETLY_TRIED);
    return true;
  } catch (fault) {
    if (fault instanceof oauth.AuthorizationResponseError && NOBODY.has(fault.error)) return false;
    throw fault;
  }
}

/** How an issuer says that nobody is logged in there, or that somebody thought better of it; all else is a fault. */
const NOBODY: ReadonlySet<string> = new Set([
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
  'access_denied',
]);

let described: Promise<oauth.AuthorizationServer> | undefined;
function describe(): Promise<oauth.AuthorizationServer> {
  described ??= config().then(async ({ issuer, metadata }) =>
    oauth.processDiscoveryResponse(new URL(issuer), await fetch(metadata, { signal: AbortSignal.timeout(PATIENCE) })),
  );
  described.catch(() => {
    described = undefined;
  });
  return described;
}

const me = async (): Promise<oauth.Client> => ({ client_id: (await config()).clientId });
/** The address of the page as the issuer knows it. */
const here = (): string => `${location.origin}${location.pathname.replace(/index\.html$/, '')}`;
/** Only an issuer on this very machine may do without TLS. */
const plainly = async () => ({
  [oauth.allowInsecureRequests]: new URL((await config()).metadata).hostname === '127.0.0.1',
});
