import * as z from 'zod/mini';
import type { Kind } from '../../domain/directory/documents.ts';
import type { Fault } from '../../domain/directory/fault.ts';
import {
  DirectoryHead,
  type DirectoryImport,
  DirectoryImported,
  DirectoryRows,
  RefusedImport,
} from '../../functions/shell/directory-messages.ts';
import { Mistake } from '../mistake.ts';

export type Imported = { ok: true; answer: DirectoryImported } | { ok: false; faults: Fault[] };

export interface DirectoryApi {
  import(documents: DirectoryImport, dryRun: boolean): Promise<Imported>;
  head(): Promise<DirectoryHead>;
  rows(kind: Kind): Promise<DirectoryRows>;
}

/** Whom to act as: a bearer token, or a persona of the local issuer. */
export type Login = { token: string } | { persona: string };

const TokenAnswer = z.object({ access_token: z.string() });
// Problem details of the API, or what stands before it: the gateway, the local issuer.
const Complaint = z.union([z.object({ title: z.string(), detail: z.string() }), z.object({ message: z.string() })]);

/** Calls the API at `base`. Throws a Mistake that tells what the API said, or that there is none. */
export async function directoryApi(base: string, login: Login): Promise<DirectoryApi> {
  const token = 'token' in login ? login.token : await localToken(base, login.persona);
  const headers = { authorization: `Bearer ${token}` };
  const get = async (path: string) => accepted(await call(base, path, { headers }));
  return {
    async import(documents, dryRun) {
      const response = await call(base, `/directory?dryRun=${dryRun}`, post(documents, headers));
      const refused = response.status === 422 ? RefusedImport.safeParse(response.body) : undefined;
      if (refused?.success) return { ok: false, faults: refused.data.faults };
      return { ok: true, answer: DirectoryImported.parse(accepted(response)) };
    },
    head: async () => DirectoryHead.parse(await get('/directory')),
    rows: async (kind) => DirectoryRows.parse(await get(`/${kind}`)),
  };
}

async function localToken(base: string, persona: string): Promise<string> {
  return TokenAnswer.parse(accepted(await call(base, '/local/token', post({ persona }, {})))).access_token;
}

interface Answer {
  url: string;
  status: number;
  body: unknown;
}

async function call(base: string, path: string, init: RequestInit): Promise<Answer> {
  const url = `${base.replace(/\/+$/, '')}${path}`;
  const response = await fetch(url, init).catch((error: unknown) => {
    throw new Mistake(`no answer from ${url}: start it with npm start, or name another with --api`, { cause: error });
  });
  return { url, status: response.status, body: jsonOf(url, response.status, await response.text()) };
}

function jsonOf(url: string, status: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Mistake(`${url} answered ${status} without JSON: is it the API?`, { cause: error });
  }
}

function accepted({ url, status, body }: Answer): unknown {
  if (status === 200) return body;
  const complaint = Complaint.safeParse(body);
  throw new Mistake(`${url} answered ${status}${complaint.success ? `. ${wordsOf(complaint.data)}` : ''}`);
}

const wordsOf = (complaint: z.infer<typeof Complaint>): string =>
  'message' in complaint ? complaint.message : `${complaint.title}: ${complaint.detail}`;

const post = (body: unknown, headers: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { ...headers, 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
