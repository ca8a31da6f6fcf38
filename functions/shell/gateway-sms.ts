import * as z from 'zod/mini';
import type { Outcome } from '../../domain/case-file/outbox.ts';
import { Template } from '../../domain/line/templates.ts';
import { now, salt } from './chance.ts';
import { env } from './env.ts';
import { gatewayKey } from './gateway-key.ts';
import { signedHeaders } from './gateway-signature.ts';
import type { Outgoing, Sms } from './sms.ts';

export interface Gateway {
  /** https, without a slash at the end: messages are posted to `<url>/messages`. */
  url: string;
  key: () => Promise<string>;
  /** The numbers of the templates that are registered; the others go by their own names. */
  templates: Partial<Record<Template, string>>;
  fetch: typeof globalThis.fetch;
  /** Milliseconds to wait for an answer. */
  patience?: number;
}

const Templates = z.partialRecord(Template, z.string());

/** `notice:SMS_1,bundle:SMS_2`, as lib/sms-gateway.ts writes it. */
export const templatesIn = (text: string): Partial<Record<Template, string>> =>
  Templates.parse(Object.fromEntries(text.split(',').flatMap((pair) => (pair === '' ? [] : [pair.split(':', 2)]))));

/** The gateway that the stack was set up with. */
export const configuredGateway = (): Sms =>
  gatewaySms({
    url: env('SMS_GATEWAY'),
    key: gatewayKey(env('SMS_SECRET')),
    templates: templatesIn(process.env.SMS_TEMPLATES ?? ''),
    fetch,
  });

const Answer = z.discriminatedUnion('accepted', [
  z.object({ accepted: z.literal(true), id: z.string().check(z.minLength(1)) }),
  z.object({ accepted: z.literal(false), code: z.string() }),
]);

/** Errors after which it is sure that nothing has left. */
const NEVER_LEFT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_.*)$/;

/**
 * Sends by a gateway in the manner of the Chinese carriers: signed, and by the number of a registered template. Each message
 * is posted once; `reference` names it in the receipts that come later.
 */
export function gatewaySms({ url, key, templates, fetch, patience = 5000 }: Gateway): Sms {
  const endpoint = new URL(`${url}/messages`);

  async function post({ phone, template, parameters, id: reference }: Outgoing, secret: string): Promise<Outcome> {
    const body = JSON.stringify({ phone, template: templates[template] ?? template, parameters, reference });
    const request = { method: 'POST', path: endpoint.pathname, timestamp: now(), id: salt(), body };
    const headers = { 'content-type': 'application/json', ...signedHeaders(request, secret) };
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(endpoint, { method: 'POST', headers, body, signal, redirect: 'manual' });
    if (response.ok) return outcomeOf(await response.text());
    await response.body?.cancel();
    return { outcome: response.status >= 500 ? 'unknown' : 'failed', reference: `gateway ${response.status}` };
  }

  return {
    takesReplies: true,
    async send(message) {
      const secret = await key().catch(() => undefined);
      if (secret === undefined) return { outcome: 'failed', reference: 'gateway key cannot be read' };
      const { reference = '', ...outcome } = await post(message, secret).catch(outcomeOfFault);
      return { ...outcome, reference: discreet(reference, [message.phone.slice(-7), secret]) };
    },
  };
}

/** A 200 that cannot be read may have sent it; one that promises nothing has not. */
function outcomeOf(text: string): Outcome {
  const json = parsed(text);
  if (json === undefined) return { outcome: 'unknown', reference: 'gateway answer is not JSON' };
  const { success, data } = Answer.safeParse(json);
  if (!success) return { outcome: 'failed', reference: 'gateway answer is not in form' };
  return data.accepted
    ? { outcome: 'sent', reference: data.id }
    : { outcome: 'failed', reference: `gateway ${data.code}` };
}

function outcomeOfFault(fault: unknown): Outcome {
  const { cause } = fault instanceof Error ? fault : {};
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : nameOf(fault);
  return { outcome: NEVER_LEFT.test(code) ? 'failed' : 'unknown', reference: `gateway ${code}` };
}

const nameOf = (fault: unknown): string => (fault instanceof Error ? fault.name : 'fault');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const MOST_REFERENCE = 64;

/** What a stranger wrote, fit to be kept on a case: short, plain, and without what nobody is to read there. */
function discreet(reference: string, secrets: readonly string[]): string {
  const digits = reference.replace(/\D/g, '');
  if (secrets.some((secret) => reference.includes(secret) || digits.includes(secret))) return 'gateway';
  return reference.replace(/[^\w .:^-]/g, '').slice(0, MOST_REFERENCE);
}
