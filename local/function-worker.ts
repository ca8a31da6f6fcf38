import { randomUUID } from 'node:crypto';
import { appendFile, appendFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { readClock } from './clock.ts';
import type { FromFunction, FunctionWork, ToFunction } from './function-thread.ts';

/** The inside of a function's thread: engine time, log file, the bundle's handler, one message per call and answer. */
const work: FunctionWork = workerData;
const port = parentPort;
if (!port) throw new Error('function-worker.ts is started by functions.ts');
const realNow = Date.now;

followClock(readClock(work.clock, realNow));
writeLogTo(work.logFile);

const handler = loadHandler();
handler.catch(() => {}); // told to every caller below
port.on('message', async ({ id, payload, deadline }: ToFunction) => {
  const answer = await run(payload, {
    awsRequestId: randomUUID(),
    functionName: work.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: work.arn,
    memoryLimitInMB: String(work.memory),
    logGroupName: `/aws/lambda/${work.name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadline - realNow()),
  });
  port.postMessage({ id, ...answer } satisfies FromFunction);
});

type Answer =
  | { ok: true; payload: string | undefined; body?: string | undefined }
  | { ok: false; error: string; cause: string };

async function run(payload: string, context: object): Promise<Answer> {
  try {
    const handle = await handler;
    return asJson(await handle(JSON.parse(payload), context));
  } catch (fault) {
    const { name, message, stack } = fault instanceof Error ? fault : new Error(String(fault));
    console.error(stack ?? message);
    return {
      ok: false,
      error: name,
      cause: JSON.stringify({ errorType: name, errorMessage: message, trace: stack?.split('\n') }),
    };
  }
}

/** The body of an HTTP answer is a text already: it travels beside the JSON, so that it is not quoted and unquoted on the way. */
function asJson(answered: unknown): Answer {
  if (typeof answered !== 'object' || answered === null || !('body' in answered) || typeof answered.body !== 'string')
    return { ok: true, payload: JSON.stringify(answered) };
  return { ok: true, payload: JSON.stringify({ ...answered, body: undefined }), body: answered.body };
}

async function loadHandler(): Promise<(event: unknown, context: object) => unknown> {
  const dot = work.handler.lastIndexOf('.');
  const stem = join(work.directory, work.handler.slice(0, dot));
  const file = ['.mjs', '.js', '.cjs'].map((extension) => stem + extension).find(existsSync);
  if (!file) throw named('Runtime.ImportModuleError', `no ${stem}.mjs, .js or .cjs`);
  const module: Record<string, unknown> = await import(pathToFileURL(file).href);
  const handle = module[work.handler.slice(dot + 1)];
  if (typeof handle !== 'function')
    throw named('Runtime.HandlerNotFound', `${file} exports no function for ${work.handler}`);
  return (event, context) => Reflect.apply(handle, undefined, [event, context]);
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function followClock(now: () => number): void {
  globalThis.Date = new Proxy(Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: (target) => new target(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
}

/** Collects what is printed and appends it a few times a second, and at the end. */
function writeLogTo(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  let text = '';
  const flush = () => {
    const written = text;
    text = '';
    appendFile(file, written, (fault) => {
      if (fault) throw fault;
    });
  };
  const write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    if (text === '') setTimeout(flush, 200).unref();
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const done = rest.at(-1);
    if (typeof done === 'function') queueMicrotask(() => done());
    return true;
  };
  process.stdout.write = write;
  process.stderr.write = write;
  process.on('exit', () => appendFileSync(file, text));
}
