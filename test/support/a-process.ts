import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod/mini';

const Token = z.object({ access_token: z.string() });

/** What an answer was, once there was one. */
export interface Answer {
  status: number;
  body: unknown;
}

/**
 * The stack in a process that can be killed and started again on the same data. A request waits through a death of the
 * process and is sent again, unchanged, until it is answered: as a handheld does.
 */
export async function aProcess(options: { assembly: string; data: string; speed: number; patience: number }) {
  const tokens = new Map<string, string>();
  let child: ChildProcess | undefined;
  let url: string | undefined;

  async function start(): Promise<void> {
    const { assembly, data, speed, patience } = options;
    const script = join(import.meta.dirname, 'run-stack.ts');
    const started = spawn(process.execPath, [script, assembly, data, String(speed), String(patience)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = started;
    const [line] = await Promise.race([once(createInterface(started.stdout), 'line'), once(started, 'exit')]);
    if (started.exitCode !== null) throw new Error(`the stack did not start: exit code ${started.exitCode}`);
    url = String(line);
  }

  async function kill(): Promise<void> {
    url = undefined;
    const dying = child;
    if (!dying) return;
    const dead = once(dying, 'exit');
    dying.kill('SIGKILL');
    await dead;
  }

  async function attempt(
    base: string,
    method: string,
    path: string,
    persona: string,
    body: unknown,
  ): Promise<Answer | undefined> {
    const signal = AbortSignal.timeout(15_000);
    try {
      let token = tokens.get(persona);
      if (!token) {
        const answer = await fetch(`${base}/local/token`, {
          method: 'POST',
          body: JSON.stringify({ persona }),
          signal,
        });
        token = Token.parse(await answer.json()).access_token;
        tokens.set(persona, token);
      }
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(base + path, {
        method,
        headers,
        signal,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: await answer.json() };
    } catch {
      return undefined; // The process died, or its answer was cut off: nobody knows what became of the request.
    }
  }

  await start();
  return {
    start,
    kill,
    url: () => url ?? '',
    /** Sends until answered; `tries` counts how often it was sent. */
    async call(method: string, path: string, persona: string, body?: unknown): Promise<Answer & { tries: number }> {
      for (let tries = 0; ; await pause(50)) {
        if (url === undefined) continue;
        tries += 1;
        const answer = await attempt(url, method, path, persona, body);
        if (answer && answer.status < 500) return { ...answer, tries };
      }
    },
    [Symbol.asyncDispose]: kill,
  };
}
