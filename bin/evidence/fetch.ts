import { writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { Unreadable } from './unreadable.ts';

/** Whom to act as: a bearer token, or a persona of the local issuer. */
export type Login = { token: string } | { persona: string };

const TokenAnswer = z.object({ access_token: z.string() });
const Complaint = z.object({ detail: z.string() });

/** Saves the bundle of a review, byte for byte as it was sealed. Writes over a file of that name. */
export async function fetchBundle(
  review: string,
  out: string | undefined,
  api: string,
  login: Login,
  print: (line: string) => void,
): Promise<number> {
  const base = api.replace(/\/+$/, '');
  const token = 'token' in login ? login.token : await localToken(base, login.persona);
  const bytes = await answered(`${base}/reviews/${encodeURIComponent(review)}/evidence`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const file = out ?? `evidence-${review}.json`;
  writeFileSync(file, bytes);
  print(`${file}: ${bytes.length} bytes; try it with npm run evidence -- verify ${file}`);
  return 0;
}

async function localToken(base: string, persona: string): Promise<string> {
  const answer = await answered(`${base}/local/token`, { method: 'POST', body: JSON.stringify({ persona }) });
  return TokenAnswer.parse(JSON.parse(answer.toString())).access_token;
}

async function answered(url: string, init: RequestInit): Promise<Buffer> {
  const response = await fetch(url, init).catch((error: unknown) => {
    throw new Unreadable(`no answer from ${url}: start it with npm start, or name another with --api`, {
      cause: error,
    });
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.ok) return bytes;
  throw new Unreadable(`${url} answered ${response.status}${complaintIn(bytes.toString())}`);
}

function complaintIn(text: string): string {
  try {
    return `: ${Complaint.parse(JSON.parse(text)).detail}`;
  } catch {
    // What stands before the API answers in a form of its own: its status says enough.
    return '';
  }
}
