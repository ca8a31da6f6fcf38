import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import * as z from 'zod/mini';
import type { Documents } from '../../domain/directory/documents.ts';
import { instant, ms } from '../../domain/primitives.ts';
import { CaseView } from '../../functions/shell/case-view.ts';
import { createManualClock } from '../../local/clock.ts';
import { startCloud } from '../../local/cloud.ts';
import { documents } from './a-district.ts';
import { MONDAY } from './casework.ts';
import { personasOf } from './personas.ts';

type Options = Partial<Parameters<typeof startCloud>[0]> & { from?: string; directory?: Documents };

const Token = z.object({ access_token: z.string(), expires_in: z.number() });
const Sms = z.array(z.object({ phone: z.string(), message: z.string(), at: z.string() }));

/** What came back over HTTP. */
export interface Reply {
  status: number;
  body: Record<string, unknown>;
}

export type TestCloud = Awaited<ReturnType<typeof aCloud>>;

/**
 * The synthesised stack, running, with the small district imported through the API and everybody in it as a persona
 * named by their unit. Its clock stands still at Monday 09:00 in Shanghai until `pass` moves it.
 */
export async function aCloud({ from = MONDAY, directory = documents(), ...options }: Options = {}) {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'gridlight-data-'));
  const clock = createManualClock(ms(from));
  const cloud = await startCloud({
    assembly: inject('assembly'),
    port: 0,
    clock,
    personas: personasOf(directory),
    ...options,
    data,
  });

  const tokens = new Map<string, { token: string; until: number }>();
  async function tokenOf(persona: string): Promise<string> {
    const known = tokens.get(persona);
    if (known && known.until > cloud.clock.now()) return known.token;
    const answer = await fetch(`${cloud.url}/local/token`, { method: 'POST', body: JSON.stringify({ persona }) });
    const { access_token, expires_in } = Token.parse(await answer.json());
    tokens.set(persona, { token: access_token, until: cloud.clock.now() + expires_in * 1000 });
    return access_token;
  }
  async function call(
    method: string,
    path: string,
    persona: string | null,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const answer = await fetch(cloud.url + path, {
      method,
      headers: { ...headers, ...(persona !== null && { authorization: `Bearer ${await tokenOf(persona)}` }) },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, body: z.parse(z.record(z.string(), z.unknown()), await answer.json()) };
  }

  const get = (path: string, persona: string | null = 'shawan') => call('GET', path, persona);
  const post = (path: string, body: unknown, persona: string | null) => call('POST', path, persona, body);
  if (options.data === undefined || !(await get('/health', null)).body.revision) {
    const { status, body } = await post('/directory?dryRun=false', directory, 'admin');
    if (status !== 200) throw new Error(JSON.stringify(body));
  }

  return {
    ...cloud,
    data,
    call,
    get,
    post,
    put: (path: string, body: unknown, persona: string | null) => call('PUT', path, persona, body),
    tokenOf,
    open: (body: object, persona: string) => post('/cases', body, persona),
    command: (id: string, persona: string, body: object) => post(`/cases/${id}/commands`, body, persona),
    /** What somebody without an account asks of a report, with a secret. */
    follow: (id: string, secret: string) =>
      call('GET', `/public/reports/${id}`, null, undefined, { 'x-receipt': secret }),
    say: (id: string, secret: string, body: unknown) =>
      call('POST', `/public/reports/${id}/commands`, null, body, { 'x-receipt': secret }),
    /** The case as a reader of its whole line sees it, once everything under way is done. */
    async see(id: string, persona = 'shawan'): Promise<CaseView> {
      await cloud.idle();
      const { status, body } = await get(`/cases/${id}`, persona);
      if (status !== 200) throw new Error(JSON.stringify(body));
      return CaseView.parse(body);
    },
    async smsTexts(): Promise<string[]> {
      await cloud.idle();
      const answer = await fetch(`${cloud.url}/local/sms?limit=100000`);
      return Sms.parse(await answer.json())
        .map(({ phone, message }) => `${phone} ${message}`)
        .reverse();
    },
    now: () => instant(cloud.clock.now()),
    /** Time passes until an instant; what falls due on the way is done. Only without a clock of the caller's own. */
    async passTo(at: string): Promise<void> {
      await cloud.idle();
      clock.advanceTo(ms(at));
      await cloud.idle();
    },
    /** Ends it, and forgets its data unless they were given. */
    async [Symbol.asyncDispose](): Promise<void> {
      await cloud.close();
      if (options.data === undefined) rmSync(data, { recursive: true, force: true });
    },
  };
}
