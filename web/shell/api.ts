import type { Answer, Problem } from './answer.ts';
import { setClock } from './clock.ts';
import { config } from './config.ts';
import { accessToken, isTokenOver, loginAgain } from './login.ts';

export { type Answer, isPassing, type Problem } from './answer.ts';

interface Asked {
  method?: 'GET' | 'POST' | 'PUT';
  body?: unknown;
  headers?: Record<string, string>;
  /** Without a token, as residents ask. */
  open?: boolean;
}

const PATIENCE = 20_000;

/**
 * Asks the API. Never throws for what the network or the server does: that is a problem with the code `offline`, or the
 * server's own. A token that is over is renewed once, quietly.
 */
export async function ask<T>(path: string, asked: Asked = {}): Promise<Answer<T>> {
  if (!asked.open && isTokenOver()) await loginAgain();
  const first = await send<T>(path, asked);
  if (asked.open || first.ok || first.problem.status !== 401) return first;
  return (await loginAgain()) ? send<T>(path, asked) : first;
}

export const get = <T>(path: string): Promise<Answer<T>> => ask<T>(path);
export const post = <T>(path: string, body: unknown): Promise<Answer<T>> => ask<T>(path, { method: 'POST', body });

async function send<T>(path: string, { method = 'GET', body, headers = {}, open }: Asked): Promise<Answer<T>> {
  try {
    const { api } = await config();
    const token = open ? undefined : accessToken();
    const answer = await fetch(`${api}${path}`, {
      method,
      headers: {
        ...headers,
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const value = await answer.json();
    if (!answer.ok) return { ok: false, problem: problemOf(answer.status, value) };
    if (typeof value.at === 'string') setClock(value.at);
    return { ok: true, value, status: answer.status };
  } catch (fault) {
    return { ok: false, problem: { code: 'offline', status: 0, detail: fault instanceof Error ? fault.message : '' } };
  }
}

/** The gateway's own answers have a message and no code. */
function problemOf(status: number, value: Partial<Problem> & { message?: string }): Problem {
  const { code = `http-${status}`, detail = value.message ?? '', rule, faults, challenge } = value;
  return {
    code,
    status,
    detail,
    ...(rule && { rule }),
    ...(faults && { faults }),
    ...(challenge !== undefined && { challenge }),
  };
}
