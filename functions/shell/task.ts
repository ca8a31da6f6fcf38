import type { MiddlewareObj } from '@middy/core';
import middy from '@middy/core';
import { log } from './log.ts';
import type { Schema } from './read.ts';

/** Logs a fault with its task before it goes back to whoever called, who retries or gives up. */
const logged: MiddlewareObj<unknown, unknown> = {
  onError: ({ error }) => log.error('fault', { error }),
};

/** A function called by a machine, a schedule or a stream: parses its input, and lets faults through as exceptions. */
export const task = <Input, Output>(schema: Schema<Input>, run: (input: Input) => Promise<Output>) =>
  middy<unknown, Output>()
    .use(logged)
    .handler(async (event: unknown) => run(schema.parse(event)));
