import { Worker } from 'node:worker_threads';

/** What an invocation came to: the function's JSON answer, or the name and the message of what it threw. */
export type Result = { ok: true; payload: unknown } | { ok: false; error: string; cause: string };

/** What the thread of a function is told at its start. */
export interface FunctionWork {
  readonly name: string;
  readonly arn: string;
  readonly directory: string;
  readonly handler: string;
  readonly memory: number;
  readonly logFile: string;
  readonly clock: SharedArrayBuffer;
}
export type ToFunction = { id: number; payload: string; deadline: number };
export type FromFunction = { id: number } & (
  | { ok: true; payload: string | undefined; body?: string | undefined }
  | { ok: false; error: string; cause: string }
);

export type FunctionThread = ReturnType<typeof startThread>;

/**
 * Starts a thread with the function's bundle in it. It takes any number of calls at a time. A call that takes longer than
 * `timeoutMs` of real time fails, and the thread then takes no more and ends with its last call; if it dies, all its calls fail.
 */
export function startThread(work: FunctionWork, env: Readonly<Record<string, string>>, timeoutMs: number) {
  const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
    workerData: work,
    env: { ...env },
    // Nearly all that a call makes is garbage when it ends: with room for it, less is copied about.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });
  const pending = new Map<number, (result: Result) => void>();
  let open = true;
  let calls = 0;

  worker.on('message', (message: FromFunction) => {
    pending.get(message.id)?.(message.ok ? { ok: true, payload: payloadOf(message) } : message);
  });
  worker.once('error', (fault) => end(String(fault)));
  worker.once('exit', (code) => end(`the function's thread ended with code ${code}`));

  function end(cause: string): void {
    open = false;
    for (const settle of pending.values()) settle({ ok: false, error: 'Runtime.ExitError', cause });
  }

  return {
    /** Whether it takes calls. */
    isOpen: () => open,
    busy: () => pending.size,
    async call(payload: string): Promise<Result> {
      const id = ++calls;
      const { promise, resolve } = Promise.withResolvers<Result>();
      const timer = setTimeout(() => {
        open = false;
        const cause = `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
        resolve({ ok: false, error: 'Sandbox.Timedout', cause });
      }, timeoutMs);
      pending.set(id, resolve);
      worker.postMessage({ id, payload, deadline: Date.now() + timeoutMs } satisfies ToFunction);
      const result = await promise;
      clearTimeout(timer);
      pending.delete(id);
      if (!open && pending.size === 0) await worker.terminate();
      return result;
    },
    close: async (): Promise<void> => {
      end('the embedded cloud is closing');
      await worker.terminate();
    },
  };
}

function payloadOf({ payload, body }: { payload: string | undefined; body?: string | undefined }): unknown {
  const parsed = payload === undefined ? null : JSON.parse(payload);
  return body === undefined ? parsed : { ...parsed, body };
}
