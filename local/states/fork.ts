import { envOf, mapItems, stateOf } from './context.ts';
import { type Desk, end, on, textOf } from './desk.ts';
import type { Branch, Fork } from './execution.ts';
import { withInput } from './io.ts';
import type { MapState, Parallel } from './state.ts';
import { childrenOf } from './world.ts';

/** How many branches a Map or Parallel will have. */
export function forkLength(desk: Desk, branch: Branch, state: MapState | Parallel): number {
  return state.type === 'Parallel' ? state.starts.length : mapItems(branch, envOf(branch, desk.inputOf)).length;
}

/** Starts the branches of a Map or Parallel that may run now; joins them when all are done. */
export function fork(desk: Desk, branch: Branch, at: Fork): boolean {
  const state = stateOf(branch);
  if (state.type !== 'Map' && state.type !== 'Parallel') throw new Error(`state ${state.name} has no branches`);
  if (at.started === at.length && at.running === 0) {
    desk.emit({ k: 'joined', ...on(desk, branch) });
    return true;
  }
  const most = state.type === 'Map' ? state.maxConcurrency : at.length;
  if (at.started === at.length || at.running >= most) return false;
  const childAt = forkInput(desk, branch, state);
  while (at.started < at.length && at.running < most) {
    const index = at.started;
    const [b, { start, input }] = [branch.execution.branchCount, childAt(index)];
    const child = { t: desk.now, x: branch.execution.no, b, parent: branch.no, index };
    desk.emit({ k: 'branched', ...child, start, input: textOf(state.name, input) });
    const added = branch.execution.branches.get(b);
    if (added) desk.visit(added);
  }
  return false;
}

function forkInput(desk: Desk, branch: Branch, state: MapState | Parallel) {
  const env = envOf(branch, desk.inputOf);
  const effective = state.io.effective(env);
  if (state.type === 'Parallel') return (index: number) => ({ start: state.starts[index] ?? '', input: effective });
  const items = mapItems(branch, env);
  return (index: number) => {
    const Value = items[index] ?? null;
    if (!state.selector) return { start: state.startAt, input: Value };
    const iteration = envOf(branch, desk.inputOf, { item: { Index: index, Value } });
    return { start: state.startAt, input: state.selector(withInput(iteration, effective)) };
  };
}

/** A branch has failed: its siblings are stopped, and its Map or Parallel has the error. */
export function failFork(desk: Desk, branch: Branch, error: string, cause: string | undefined): boolean {
  const { parent, execution } = branch;
  if (!parent) return end(desk, execution, { status: 'FAILED', error, cause });
  for (const sibling of childrenOf(parent)) {
    if (sibling !== branch) desk.emit({ k: 'branchAborted', t: desk.now, x: execution.no, b: sibling.no });
  }
  desk.emit({ k: 'forkFailed', ...on(desk, parent), error, cause });
  desk.visit(parent);
  return false;
}
