import * as z from 'zod/mini';
import type { Engine, Report, TokenRefusal } from '../engine.ts';
import { isJson, MAX_DATA_BYTES, shown } from '../json.ts';
import { type Operations, operation } from './operation.ts';
import { Refusal } from './refusal.ts';

const text = z.optional(z.string());
const taskToken = z.string().check(z.minLength(1), z.maxLength(2048));

const messages: Record<TokenRefusal, string> = {
  InvalidToken: 'Invalid Token: it was not given out here',
  TaskDoesNotExist: 'Task Does Not Exist: its execution is no longer known',
  TaskTimedOut: 'Task Timed Out: the token has expired, or its task has ended',
};

/** SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat. */
export function taskOperations(engine: Engine): Operations {
  function send(token: string, report: Report): object | Refusal {
    const refused = engine.report(token, report);
    return refused ? new Refusal(refused, messages[refused]) : {};
  }
  return {
    SendTaskSuccess: operation({ taskToken, output: z.string() }, ({ taskToken, output }) => {
      const valid = Buffer.byteLength(output) <= MAX_DATA_BYTES && isJson(output);
      if (!valid) return new Refusal('InvalidOutput', `Invalid Output: not JSON of at most 256 KiB: ${shown(output)}`);
      return send(taskToken, { k: 'succeeded', output });
    }),
    SendTaskFailure: operation(
      { taskToken, error: z.optional(z.string().check(z.maxLength(256))), cause: text },
      ({ taskToken, error = '', cause }) => send(taskToken, { k: 'failed', error, cause }),
    ),
    SendTaskHeartbeat: operation({ taskToken }, ({ taskToken }) => send(taskToken, { k: 'beat' })),
  };
}
