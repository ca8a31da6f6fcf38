import { type Branch, type Execution, executionArn } from './execution.ts';
import { withInput } from './io.ts';
import { type Json, type JsonObject, parseJson } from './json.ts';
import type { Env } from './path.ts';
import type { State } from './state.ts';

/** What only one evaluation adds to the context object. */
export interface Extra {
  readonly token?: string;
  /** `{ Index, Value }` of the Map iteration that is being made. */
  readonly item?: JsonObject;
}

/** The environment a branch's state is evaluated in. The context object is made when something asks for it. */
export function envOf(branch: Branch, inputOf: (execution: Execution) => string, extra: Extra = {}): Env {
  return {
    input: parseJson(branch.data),
    get context() {
      return contextOf(branch, inputOf, extra);
    },
  };
}

/** The state a branch is in. */
export function stateOf({ execution, state }: Branch): State {
  const found = execution.revision.definition.states.get(state);
  if (found) return found;
  throw new Error(`machine ${execution.revision.arn} has no state ${state}`);
}

function contextOf(branch: Branch, inputOf: (execution: Execution) => string, { token, item }: Extra): JsonObject {
  const { execution } = branch;
  const { revision } = execution;
  const mapped = item ?? itemOf(branch, inputOf);
  return {
    Execution: {
      Id: executionArn(execution),
      Name: execution.name,
      StartTime: iso(execution.started),
      RedriveCount: 0,
      ...(revision.role === undefined ? {} : { RoleArn: revision.role }),
      get Input() {
        return parseJson(inputOf(execution));
      },
    },
    State: {
      Name: branch.state,
      EnteredTime: iso(branch.entered),
      RetryCount: branch.retries.reduce((sum, count = 0) => sum + count, 0),
    },
    StateMachine: { Id: revision.arn, Name: revision.name },
    ...(token === undefined ? {} : { Task: { Token: token } }),
    ...(mapped === undefined ? {} : { Map: { Item: mapped } }),
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** The item of the innermost Map iteration a branch belongs to. */
function itemOf(branch: Branch, inputOf: (execution: Execution) => string): JsonObject | undefined {
  const { parent } = branch;
  if (!parent) return undefined;
  if (stateOf(parent).type !== 'Map') return itemOf(parent, inputOf);
  return {
    Index: branch.index,
    get Value() {
      return mapItems(parent, envOf(parent, inputOf))[branch.index] ?? null;
    },
  };
}

/** The items of the Map state a branch is in; throws StatesError. */
export function mapItems(branch: Branch, env: Env): Json[] {
  const state = stateOf(branch);
  if (state.type !== 'Map') throw new Error(`state ${state.name} is no Map`);
  return state.items(withInput(env, state.io.effective(env)));
}
