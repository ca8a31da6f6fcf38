import type { Test } from './choice.ts';
import type { Eval } from './expression.ts';
import type { Io } from './io.ts';
import type { Json } from './json.ts';
import type { Env } from './path.ts';
import type { Catcher, Retrier } from './recovery.ts';
import type { Resource } from './resource.ts';

/** A state of a machine, read and checked: what the interpreter runs. */
export type State = Task | Pass | Wait | Choice | Succeed | Fail | MapState | Parallel;

interface Common {
  readonly name: string;
  readonly io: Io;
  /** Undefined ends the branch. */
  readonly next: string | undefined;
}
interface Recovering {
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
}

export interface Task extends Common, Recovering {
  readonly type: 'Task';
  readonly resource: Resource;
  /** Seconds, computed over what InputPath selects. */
  timeout(env: Env): number;
  readonly heartbeat: ((env: Env) => number) | undefined;
}
export interface Pass extends Common {
  readonly type: 'Pass';
  readonly result: Json | undefined;
}
export interface Wait extends Common {
  readonly type: 'Wait';
  /** Epoch ms at which the wait ends. */
  until(env: Env, now: number): number;
}
export interface Choice extends Common {
  readonly type: 'Choice';
  readonly rules: readonly { readonly test: Test; readonly next: string }[];
  readonly fallback: string | undefined;
}
export interface Succeed extends Common {
  readonly type: 'Succeed';
}
export interface Fail extends Common {
  readonly type: 'Fail';
  error(env: Env): string | undefined;
  cause(env: Env): string | undefined;
}
export interface MapState extends Common, Recovering {
  readonly type: 'Map';
  items(env: Env): Json[];
  /** ItemSelector; without it an iteration gets its item. */
  readonly selector: Eval | undefined;
  readonly maxConcurrency: number;
  readonly startAt: string;
}
export interface Parallel extends Common, Recovering {
  readonly type: 'Parallel';
  readonly starts: readonly string[];
}

/** A state machine, read and checked. State names are unique over all of its Map and Parallel branches. */
export interface Definition {
  readonly startAt: string;
  readonly timeoutSeconds: number | undefined;
  readonly states: ReadonlyMap<string, State>;
}
