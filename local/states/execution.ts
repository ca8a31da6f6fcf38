import type { Revision } from './machines.ts';
import type { Timer } from './timers.ts';

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One execution. Its input, output and history stay in the journal; `rows` are their offsets there. */
export interface Execution {
  readonly no: number;
  readonly name: string;
  readonly revision: Revision;
  /** The version or alias ARN it was started by. */
  readonly as: string | undefined;
  readonly started: number;
  stopped: number | undefined;
  status: Status;
  readonly rows: number[];
  /** The branches that are not done, by number; the root branch is 0. */
  readonly branches: Map<number, Branch>;
  branchCount: number;
  timer: Timer | undefined;
}

/** One line of control: the root of an execution, an iteration of a Map, a branch of a Parallel. */
export interface Branch {
  readonly execution: Execution;
  readonly no: number;
  readonly parent: Branch | undefined;
  readonly index: number;
  /** The state it is in, or was in last. */
  state: string;
  entered: number;
  /** JSON text: the raw input of the state it is in, or the output of the last. */
  data: string;
  /** Retries taken in this state, by retrier. */
  retries: number[];
  at: At;
  timer: Timer | undefined;
  /** The attempt whose function is queued or running in this process. */
  invoking: number | undefined;
}

/** Where a branch stands. Every row leads from one of these to another, so work can go on after any of them. */
export type At =
  | { readonly phase: 'ready'; readonly next: string }
  | { readonly phase: 'entered' }
  | Attempt
  | { readonly phase: 'result'; readonly output: string }
  | { readonly phase: 'error'; readonly error: string; readonly cause: string | undefined }
  | { readonly phase: 'retry'; readonly until: number }
  | { readonly phase: 'wait'; readonly until: number }
  | Fork
  | { readonly phase: 'done' }
  | { readonly phase: 'failed'; readonly error: string; readonly cause: string | undefined }
  | { readonly phase: 'gone' };

/** A task that is out. `seq` is the index of its row in the execution: with it a token names this very attempt. */
export interface Attempt {
  readonly phase: 'task';
  readonly seq: number;
  readonly by: number;
  readonly every: number | undefined;
  /** When the heartbeat is missed. */
  beatBy: number;
  submitted: boolean;
}

/** A Map or Parallel whose branches run. */
export interface Fork {
  readonly phase: 'fork';
  readonly length: number;
  started: number;
  running: number;
  readonly outputs: string[];
}

/** When a blocked branch must be looked at again; undefined when time alone does not move it. */
export function wakeAt({ at }: Branch): number | undefined {
  switch (at.phase) {
    case 'task':
      return Math.min(at.by, at.beatBy);
    case 'retry':
    case 'wait':
      return at.until;
    default:
      return undefined;
  }
}

export const isRunning = (execution: Execution): boolean => execution.status === 'RUNNING';

/** `arn:…:execution:<machine>:<name>` */
export const executionArn = ({ revision, name }: Execution): string =>
  `${revision.group.replace(':stateMachine:', ':execution:')}:${name}`;
