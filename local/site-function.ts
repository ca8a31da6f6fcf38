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
export function createPathFunction(code: string | undefined): (method: string, url: string) => Outcome {
  if (code === undefined) return (_, url) => ({ path: split(url).uri });
  const script = new Script(`${code}\n;JSON.stringify(handler(JSON.parse(input)))`);
  return (method, url) => {
    const request = { method, ...split(url), headers: {}, cookies: {} };
    const event = { version: '1.0', context: { eventType: 'viewer-request' }, viewer: { ip: '127.0.0.1' }, request };
    const world = createContext({ input: JSON.stringify(event) }, { codeGeneration: { strings: false, wasm: false } });
    const answer = Answer.parse(JSON.parse(String(script.runInContext(world, { timeout: TIMEOUT }))));
    if ('uri' in answer) return { path: answer.uri };
    const headers = Object.entries(answer.headers).map(([name, { value }]) => [name, value]);
    return { status: answer.statusCode, headers: Object.fromEntries(headers) };
  };
}

/** Path and query as CloudFront hands them over: as they were asked, by name, further values of a name as `multiValue`. */
function split(url: string): { uri: string; querystring: Record<string, Queried> } {
  const [uri = '', query = ''] = url.split(/\?(.*)/s);
  const parts = query.split('&').flatMap((part) => (part === '' ? [] : [part.split(/=(.*)/s)]));
  const byName = Object.groupBy(parts, ([name = '']) => name);
  const querystring = Object.entries(byName).map(([name, found = []]): [string, Queried] => {
    const values = found.map(([, value = '']) => ({ value }));
    return [name, { value: values.at(-1)?.value ?? '', ...(values.length > 1 && { multiValue: values }) }];
  });
  return { uri, querystring: Object.fromEntries(querystring) };
}

interface Queried {
  value: string;
  multiValue?: { value: string }[];
}
