import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson } from './gateway.ts';
import { principalOf } from './observer.ts';

/** What a service answers that does not do what it is asked, by the name of its exception. */
export const refused = (__type: string, message: string) => ({ __type, message });

/** Answers the requests of a client that speaks JSON to its service, and names the action in a header. */
export const jsonService =
  (mostBytes: number, answer: (action: string, body: unknown, principal: string) => object) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body: unknown = JSON.parse((await readBody(request, mostBytes))?.toString() || '{}');
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const outcome = answer(action, body, principalOf(request));
    sendJson(response, '__type' in outcome ? 400 : 200, outcome);
  };

/** The text of a file that is made at the first start, whole or not at all, for its owner alone. */
export function madeOnce(file: string, make: () => string): string {
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, make(), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, 'utf8');
}
