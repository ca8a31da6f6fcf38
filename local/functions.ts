import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Clock } from './clock.ts';
import type { FunctionSpec } from './template.ts';

/** What an invocation came to: the function's JSON answer, or the name and the message of what it threw. */
export type Result = { ok: true; payload: unknown } | { ok: false; error: string; cause: string };

/** Invokes a function by its ARN with a payload that is already JSON. Never rejects. */
export type Invoke = (functionArn: string, payload: string) => Promise<Result>;

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
export type ToFunction = { id: string; payload: string; deadline: number };
export type FromFunction = { id: string } & (
  | { ok: true; payload: string | undefined }
  | { ok: false; error: string; cause: string }
);

export type Functions = ReturnType<typeof createFunctions>;

const shortestTimeoutMs = 10_000;

/**
 * Hosts the functions of the template: each runs its deployable bundle in a thread of its own, started at its first call,
 * with its own environment and the engine's time. A function that does not answer within its timeout (at least 10 s of
 * real time) or whose thread dies fails its calls and is started anew at the next one.
 */
export function createFunctions(options: {
  functions: readonly FunctionSpec[];
  clock: Clock;
  logs: string;
  /** Variables of every function, such as endpoints; its own come on top. */
  environment: Readonly<Record<string, string>>;
  onError?: (text: string) => void;
}) {
  const { clock, logs, environment, onError = (text) => process.stderr.write(`${text}\n`) } = options;
  const hosts = new Map(options.functions.map((spec) => [spec.arn, createHost(spec)]));
  let inFlight = 0;

  function createHost(spec: FunctionSpec) {
    const pending = new Map<string, (result: Result) => void>();
    const timeoutMs = Math.max(spec.Timeout * 1000, shortestTimeoutMs);
    let worker: Worker | undefined;

    function start(): Worker {
      const started = new Worker(new URL('./function-worker.ts', import.meta.url), {
        workerData: {
          name: spec.name,
          arn: spec.arn,
          directory: spec.directory,
          handler: spec.Handler,
          memory: spec.MemorySize,
          logFile: join(logs, `${spec.name}.log`),
          clock: clock.shared,
        } satisfies FunctionWork,
        env: { ...environment, ...runtimeVariables(spec), ...spec.Environment.Variables },
      });
      started.on('message', (message: FromFunction) => {
        pending.get(message.id)?.(message.ok ? { ok: true, payload: parsePayload(message.payload) } : message);
      });
      started.once('error', (fault) => stop(started, 'Runtime.ExitError', String(fault)));
      started.once('exit', (code) =>
        stop(started, 'Runtime.ExitError', `the function's thread ended with code ${code}`),
      );
      return started;
    }

    function stop(which: Worker, error: string, cause: string): void {
      if (which !== worker) return;
      worker = undefined;
      for (const settle of pending.values()) settle({ ok: false, error, cause });
    }

    async function call(payload: string): Promise<Result> {
      worker ??= start();
      const target = worker;
      const id = randomUUID();
      const { promise, resolve } = Promise.withResolvers<Result>();
      const timer = setTimeout(() => {
        stop(target, 'Sandbox.Timedout', `${id} Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`);
        target.terminate();
      }, timeoutMs);
      pending.set(id, resolve);
      target.postMessage({ id, payload, deadline: Date.now() + timeoutMs } satisfies ToFunction);
      const result = await promise;
      clearTimeout(timer);
      pending.delete(id);
      return result;
    }

    return {
      spec,
      running: () => worker !== undefined,
      call,
      close: async () => {
        const last = worker;
        if (!last) return;
        stop(last, 'Runtime.ExitError', 'the embedded cloud is closing');
        await last.terminate();
      },
    };
  }

  const invoke: Invoke = async (functionArn, payload) => {
    const host = hosts.get(functionArn);
    if (!host)
      return { ok: false, error: 'Lambda.ResourceNotFoundException', cause: `Function not found: ${functionArn}` };
    inFlight += 1;
    const result = await host.call(payload);
    inFlight -= 1;
    if (!result.ok) onError(`${host.spec.name}: ${result.error}: ${shorten(result.cause)}`);
    return result;
  };

  return {
    invoke,
    inFlight: () => inFlight,
    list: () =>
      [...hosts.values()].map(({ spec, running }) => ({ name: spec.name, arn: spec.arn, running: running() })),
    close: async () => {
      await Promise.all([...hosts.values()].map((host) => host.close()));
    },
  };
}

function runtimeVariables(spec: FunctionSpec): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: spec.logicalId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.MemorySize),
    LAMBDA_TASK_ROOT: spec.directory,
    _HANDLER: spec.Handler,
  };
}

function parsePayload(text: string | undefined): unknown {
  return text === undefined ? null : JSON.parse(text);
}

function shorten(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
