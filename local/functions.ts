import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Clock } from './clock.ts';
import { type FunctionThread, type FunctionWork, type Result, startThread } from './function-thread.ts';
import type { FunctionSpec } from './template.ts';

/** Invokes a function by its ARN with a payload that is already JSON. Never rejects. */
export type Invoke = (functionArn: string, payload: string) => Promise<Result>;

export type Functions = ReturnType<typeof createFunctions>;

/** A busy machine may take seconds to load what Lambda has loaded already. */
const shortestTimeoutMs = 30_000;
/** With so many calls under way a thread counts as full, and another is started if there is a core to spare for it. */
const crowd = 8;
const mostThreads = Math.max(1, availableParallelism() - 1);

/**
 * Hosts the functions of the template: each runs its deployable bundle in threads of its own, the first started at its first
 * call, with its own environment and the engine's time. A call that is not answered within the function's timeout (at least
 * 30 s of real time) fails, as do those of a thread that dies; later calls go to a new thread.
 */
export function createFunctions(options: {
  functions: readonly FunctionSpec[];
  clock: Clock;
  logs: string;
  /** Variables of every function, such as endpoints; its own come on top. */
  environment: Readonly<Record<string, string>>;
  /** Variables that functions find with another value than their own, if they have them. */
  places: Readonly<Record<string, string>>;
  onError?: (text: string) => void;
}) {
  const { clock, logs, environment, places, onError = (text) => process.stderr.write(`${text}\n`) } = options;
  const hosts = new Map(options.functions.map((spec) => [spec.arn, createHost(spec)]));
  let inFlight = 0;

  function createHost(spec: FunctionSpec) {
    const timeoutMs = Math.max(spec.Timeout * 1000, shortestTimeoutMs);
    const own = spec.Environment.Variables;
    const moved = Object.entries(places).filter(([name]) => name in own);
    const env = { ...environment, ...runtimeVariables(spec), ...own, ...Object.fromEntries(moved) };
    const work: FunctionWork = {
      name: spec.name,
      arn: spec.arn,
      directory: spec.directory,
      handler: spec.Handler,
      memory: spec.MemorySize,
      logFile: join(logs, `${spec.name}.log`),
      clock: clock.shared,
    };
    let threads: FunctionThread[] = [];

    function idlest(): FunctionThread {
      threads = threads.filter((thread) => thread.isOpen());
      const found = threads.reduce<FunctionThread | undefined>(
        (best, thread) => (best && best.busy() <= thread.busy() ? best : thread),
        undefined,
      );
      if (found && (found.busy() < crowd || threads.length >= mostThreads)) return found;
      const started = startThread(work, env, timeoutMs);
      threads.push(started);
      return started;
    }

    return {
      spec,
      threads: () => threads.filter((thread) => thread.isOpen()).length,
      call: (payload: string) => idlest().call(payload),
      close: () => Promise.all(threads.map((thread) => thread.close())),
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
      [...hosts.values()].map(({ spec, threads }) => ({ name: spec.name, arn: spec.arn, threads: threads() })),
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

function shorten(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
