import * as z from 'zod/mini';

/** A request to log somebody in, whose client is to be answered at `redirectUri`. */
export interface AuthorizeRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  /** Nobody is to be asked. */
  readonly quietly: boolean;
}

/** What is wrong with one: told to the client, or, where it is not known whether that is one, to who is in front of it. */
export type Refusal =
  | { told: 'person'; message: string }
  | { told: 'client'; redirectUri: string; state: string | undefined; error: string; message: string };

const Client = z.object({ client_id: z.string().check(z.minLength(1)), redirect_uri: z.url() });
const State = z.object({ state: z.optional(z.string()) });
const Asked = z.object({
  response_type: z.literal('code', { error: 'response_type must be code' }),
  scope: z.string().check(z.regex(/(^| )openid( |$)/, 'scope must hold openid')),
  code_challenge: z
    .string('code_challenge is missing')
    .check(z.regex(/^[\w-]{43}$/, 'code_challenge must be that of S256')),
  code_challenge_method: z.literal('S256', { error: 'code_challenge_method must be S256' }),
  nonce: z.optional(z.string()),
  prompt: z.optional(z.string()),
});

/** Reads the parameters of a request; `origin` is the only one that answers are sent to. */
export function readAuthorizeRequest(parameters: URLSearchParams, origin: string): AuthorizeRequest | Refusal {
  const given = Object.fromEntries(parameters);
  const client = Client.safeParse(given);
  if (!client.success) return { told: 'person', message: 'client_id and redirect_uri must be given' };
  const { client_id: clientId, redirect_uri: redirectUri } = client.data;
  const url = new URL(redirectUri);
  if (url.origin !== origin || url.hash !== '') {
    const remedy = `open the page at ${origin} instead`;
    return { told: 'person', message: `redirect_uri ${redirectUri} is not on this server; ${remedy}` };
  }
  const { state } = State.parse(given);
  const asked = Asked.safeParse(given);
  if (!asked.success) {
    const message = asked.error.issues.map((issue) => issue.message).join('; ');
    return { told: 'client', redirectUri, state, error: errorOf(asked.error.issues), message };
  }
  const { code_challenge: challenge, nonce, prompt = '' } = asked.data;
  return { clientId, redirectUri, challenge, state, nonce, quietly: prompt.split(' ').includes('none') };
}

const ERRORS: Readonly<Record<string, string>> = {
  response_type: 'unsupported_response_type',
  scope: 'invalid_scope',
};
const errorOf = ([first]: readonly z.core.$ZodIssue[]): string => ERRORS[String(first?.path[0])] ?? 'invalid_request';
