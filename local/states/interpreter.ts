import { envOf, stateOf } from './context.ts';
import { type Desk, end, on, textOf } from './desk.ts';
import { type Branch, isRunning } from './execution.ts';
import { failFork, fork, forkLength } from './fork.ts';
import { withInput } from './io.ts';
import { isObject, type Json, parseJson, shown } from './json.ts';
import { matchesError, retryDelay } from './recovery.ts';
import type { Choice, State, Task, Wait } from './state.ts';
import { runtimeError, StatesError } from './states-error.ts';

/** The most history an execution may have, as in AWS. */
const MAX_ROWS = 25_000;

/** Takes a branch as far as it goes without waiting for time, a function or a token. */
export function advance(desk: Desk, branch: Branch): void {
  while (isRunning(branch.execution) && step(desk, branch)) {
    if (branch.execution.rows.length < MAX_ROWS) continue;
    const cause = `The execution reached the maximum number of history events (${MAX_ROWS}).`;
    end(desk, branch.execution, { status: 'FAILED', error: 'States.Runtime', cause });
  }
}

/** The next step of a branch; false when it has to wait. Emits rows only: what a step does, a row says. */
function step(desk: Desk, branch: Branch): boolean {
  const { at } = branch;
  switch (at.phase) {
    case 'ready':
      desk.emit({ k: 'entered', ...on(desk, branch), state: at.next });
      return true;
    case 'entered':
      return attempt(desk, branch, () => begin(desk, branch, stateOf(branch)));
    case 'retry':
      return at.until <= desk.now && attempt(desk, branch, () => begin(desk, branch, stateOf(branch)));
    case 'wait':
      return at.until <= desk.now && attempt(desk, branch, () => pass(desk, branch, stateOf(branch)));
    case 'task':
      return expire(desk, branch, at);
    case 'result':
      return attempt(desk, branch, () => finish(desk, branch, parseJson(at.output)));
    case 'error':
      return recover(desk, branch, at.error, at.cause);
    case 'fork':
      return attempt(desk, branch, () => fork(desk, branch, at));
    case 'done':
      return close(desk, branch);
    case 'failed':
      return failFork(desk, branch, at.error, at.cause);
    case 'gone':
      return false;
  }
}

/** Runs a step that evaluates expressions; a StatesError in it goes to Retry and Catch. */
function attempt(desk: Desk, branch: Branch, run: () => boolean): boolean {
  try {
    return run();
  } catch (error) {
    if (error instanceof StatesError) return recover(desk, branch, error.error, error.reason);
    throw error;
  }
}

function begin(desk: Desk, branch: Branch, state: State): boolean {
  switch (state.type) {
    case 'Task':
      return schedule(desk, branch, state);
    case 'Choice':
      return choose(desk, branch, state);
    case 'Pass':
    case 'Succeed':
      return pass(desk, branch, state);
    case 'Wait':
      return wait(desk, branch, state);
    case 'Fail': {
      const env = envOf(branch, desk.inputOf);
      return fail(desk, branch, state.error(env), state.cause(env));
    }
    case 'Map':
    case 'Parallel':
      desk.emit({ k: 'forked', ...on(desk, branch), length: forkLength(desk, branch, state) });
      return true;
  }
}

function schedule(desk: Desk, branch: Branch, state: Task): boolean {
  const { resource, io } = state;
  const waits = resource.type === 'invoke' && resource.token;
  const seq = branch.execution.rows.length;
  const env = envOf(branch, desk.inputOf, waits ? { token: desk.token(branch, seq) } : {});
  const selected = withInput(env, io.select(env));
  const parameters = io.effective(env);
  if (resource.type === 'invoke') checkCall(parameters);
  const every = state.heartbeat && state.heartbeat(selected) * 1000;
  const by = desk.now + state.timeout(selected) * 1000;
  desk.emit({ k: 'scheduled', ...on(desk, branch), parameters: textOf(state.name, parameters), by, every });
  return true;
}

function checkCall(parameters: Json): void {
  const name = isObject(parameters) ? parameters.FunctionName : undefined;
  if (typeof name !== 'string') throw runtimeError(`FunctionName must be a string, it is ${shown(name)}`);
}

function expire(desk: Desk, branch: Branch, { by, beatBy }: { by: number; beatBy: number }): boolean {
  if (desk.now < Math.min(by, beatBy)) return false;
  const error = by <= beatBy ? 'States.Timeout' : 'States.HeartbeatTimeout';
  desk.emit({ k: 'timedOut', ...on(desk, branch), error });
  return true;
}

function choose(desk: Desk, branch: Branch, state: Choice): boolean {
  const env = envOf(branch, desk.inputOf);
  const selected = withInput(env, state.io.select(env));
  const next = state.rules.find(({ test }) => test(selected))?.next ?? state.fallback;
  if (next !== undefined) return exit(desk, branch, state.io.output(env, selected.input), next);
  const cause = `Failed to transition out of the state '${state.name}'. No choice matched and there is no Default.`;
  return fail(desk, branch, 'States.NoChoiceMatched', cause);
}

/** Leaves a Pass, Succeed or Wait state. */
function pass(desk: Desk, branch: Branch, state: State): boolean {
  const env = envOf(branch, desk.inputOf);
  const result = state.type === 'Pass' ? state.result : undefined;
  return exit(desk, branch, state.io.output(env, result ?? state.io.effective(env)), state.next);
}

function wait(desk: Desk, branch: Branch, state: Wait): boolean {
  const env = envOf(branch, desk.inputOf);
  const until = state.until(withInput(env, state.io.select(env)), desk.now);
  desk.emit({ k: 'waiting', ...on(desk, branch), until });
  return true;
}

function finish(desk: Desk, branch: Branch, result: Json): boolean {
  const state = stateOf(branch);
  return exit(desk, branch, state.io.output(envOf(branch, desk.inputOf), result), state.next);
}

function exit(desk: Desk, branch: Branch, output: Json, next: string | undefined): boolean {
  const text = textOf(branch.state, output);
  desk.emit({ k: 'exited', ...on(desk, branch), output: text === branch.data ? undefined : text, next });
  return true;
}

function close(desk: Desk, branch: Branch): boolean {
  const { execution, parent } = branch;
  if (!parent) return end(desk, execution, { status: 'SUCCEEDED', output: branch.data });
  desk.emit({ k: 'branchSucceeded', t: desk.now, x: execution.no, b: branch.no });
  desk.visit(parent);
  return false;
}

/** Retries a state, or goes where its Catch says, or fails its branch. */
function recover(desk: Desk, branch: Branch, error: string, cause: string | undefined): boolean {
  const state = stateOf(branch);
  const { retriers, catchers } = 'retriers' in state ? state : { retriers: [], catchers: [] };
  const no = retriers.findIndex(({ errors }) => matchesError(errors, error));
  const [retrier, attempts] = [retriers[no], branch.retries[no] ?? 0];
  if (retrier && attempts < retrier.maxAttempts) {
    const at = desk.now + retryDelay(retrier, attempts, desk.random);
    desk.emit({ k: 'retried', ...on(desk, branch), retrier: no, at });
    return true;
  }
  const catcher = catchers.find(({ errors }) => matchesError(errors, error));
  if (!catcher) return fail(desk, branch, error, cause);
  try {
    const output = catcher.place(parseJson(branch.data), { Error: error, Cause: cause ?? '' });
    return exit(desk, branch, output, catcher.next);
  } catch (misplaced) {
    if (misplaced instanceof StatesError) return fail(desk, branch, misplaced.error, misplaced.reason);
    throw misplaced;
  }
}

function fail(desk: Desk, branch: Branch, error: string | undefined, cause: string | undefined): boolean {
  if (!branch.parent) return end(desk, branch.execution, { status: 'FAILED', error, cause });
  desk.emit({ k: 'branchFailed', t: desk.now, x: branch.execution.no, b: branch.no, error: error ?? '', cause });
  return true;
}
