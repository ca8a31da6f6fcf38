import { stateOf } from './context.ts';
import type { Branch } from './execution.ts';
import { isObject, type Json, MAX_DATA_BYTES, parseJson } from './json.ts';
import { functionArn } from './resource.ts';
import type { Row, RowOf } from './row.ts';
import type { Task } from './state.ts';

/** What a function answered. */
export type Outcome = { ok: true; payload: unknown } | { ok: false; error: string; cause: string };
export type Invoke = (functionArn: string, payload: unknown) => Promise<Outcome>;

/** What a thrown fault of the invoker is to the machine. */
export const unknownFault = (fault: unknown): Outcome => ({
  ok: false,
  error: 'Lambda.Unknown',
  cause: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault),
});

function taskOf(branch: Branch): Task {
  const state = stateOf(branch);
  if (state.type === 'Task') return state;
  throw new Error(`state ${state.name} is no Task`);
}

/** Which function a scheduled task calls, and with what. */
export function callOf(branch: Branch, scheduled: Row): { arn: string; payload: Json } {
  const parameters = parseJson(scheduled.k === 'scheduled' ? scheduled.parameters : 'null');
  const { resource } = taskOf(branch);
  if (resource.type === 'function') return { arn: resource.arn, payload: parameters };
  const { FunctionName, Payload = {} } = isObject(parameters) ? parameters : {};
  return { arn: functionArn(String(FunctionName), branch.execution.revision.arn), payload: Payload };
}

type ResultRow =
  | Pick<RowOf<'succeeded' | 'submitted'>, 'k' | 'output'>
  | Pick<RowOf<'failed'>, 'k' | 'error' | 'cause'>;

/** What a function's answer is to its task. */
export function resultOf(branch: Branch, outcome: Outcome): ResultRow {
  if (!outcome.ok) return { k: 'failed', error: outcome.error, cause: outcome.cause };
  const { name, resource } = taskOf(branch);
  const payload = outcome.payload ?? null;
  const envelope = { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 };
  const output = JSON.stringify(resource.type === 'function' ? payload : envelope);
  if (Buffer.byteLength(output) > MAX_DATA_BYTES) {
    const cause = `The function of '${name}' returned more than ${MAX_DATA_BYTES} bytes.`;
    return { k: 'failed', error: 'States.DataLimitExceeded', cause };
  }
  return { k: resource.type === 'invoke' && resource.token ? 'submitted' : 'succeeded', output };
}
