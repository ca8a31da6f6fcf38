import type { Branch, Execution } from './execution.ts';
import { type Json, MAX_DATA_BYTES } from './json.ts';
import type { ExecutionRow } from './row.ts';
import { StatesError } from './states-error.ts';

/** What a turn of the interpreter works with. */
export interface Desk {
  /** Epoch ms, the same for the whole turn. */
  readonly now: number;
  /** Records a fact and applies it. */
  emit(row: ExecutionRow): void;
  /** The input an execution was started with, a JSON text. */
  inputOf(execution: Execution): string;
  token(branch: Branch, seq: number): string;
  random(): number;
  /** Has a branch looked at in this turn. */
  visit(branch: Branch): void;
}

/** The fields all rows of a branch have. */
export const on = (desk: Desk, { execution, no }: Branch) => ({ t: desk.now, x: execution.no, b: no || undefined });

/** The JSON text of what a state passes on; throws States.DataLimitExceeded. */
export function textOf(state: string, data: Json): string {
  const text = JSON.stringify(data);
  if (text.length * 3 <= MAX_DATA_BYTES || Buffer.byteLength(text) <= MAX_DATA_BYTES) return text;
  throw new StatesError(
    'States.DataLimitExceeded',
    `The state '${state}' passes on ${Buffer.byteLength(text)} bytes; at most ${MAX_DATA_BYTES} are allowed.`,
  );
}

type Ending = Pick<Extract<ExecutionRow, { k: 'ended' }>, 'status' | 'output' | 'error' | 'cause'>;

/** Ends an execution. */
export function end(desk: Pick<Desk, 'now' | 'emit'>, execution: Execution, ending: Ending): boolean {
  desk.emit({ k: 'ended', t: desk.now, x: execution.no, ...ending });
  return false;
}
