import { createContext, Script } from 'node:vm';
import * as z from 'zod/mini';

const Values = z.record(z.string(), z.object({ value: z.string() }));
const Answer = z.union([
  z.object({ statusCode: z.number(), headers: z._default(Values, {}) }),
  z.object({ uri: z.string() }),
]);

/** What a function of CloudFront made of a request: the path to look for, or an answer of its own. */
export type Outcome = { path: string } | { status: number; headers: Record<string, string> };

/** In milliseconds of a busy machine; CloudFront itself gives it less than one. */
const TIMEOUT = 1000;

/**
 * Runs a viewer-request function of CloudFront, which is plain JavaScript with a `handler`, in a world of its own. Without
 * code every path is looked for as it is.
 */
export function createPathFunction(code: string | undefined): (method: string, path: string) => Outcome {
  if (code === undefined) return (_, path) => ({ path });
  const script = new Script(`${code}\n;JSON.stringify(handler(JSON.parse(input)))`);
  return (method, path) => {
    const request = { method, uri: path, querystring: {}, headers: {}, cookies: {} };
    const event = { version: '1.0', context: { eventType: 'viewer-request' }, viewer: { ip: '127.0.0.1' }, request };
    const world = createContext({ input: JSON.stringify(event) }, { codeGeneration: { strings: false, wasm: false } });
    const answer = Answer.parse(JSON.parse(String(script.runInContext(world, { timeout: TIMEOUT }))));
    if ('uri' in answer) return { path: answer.uri };
    const headers = Object.entries(answer.headers).map(([name, { value }]) => [name, value]);
    return { status: answer.statusCode, headers: Object.fromEntries(headers) };
  };
}
