import type { Branch, Execution } from './execution.ts';
import { createMachines, deleteMachine, type Machines, saveAlias, saveMachine } from './machines.ts';
import type { ExecutionRow, RegistryRow, Row, RowOf } from './row.ts';

/** Everything the engine knows: the fold of the journal's rows. */
export interface World {
  key: string | undefined;
  readonly machines: Machines;
  /** Executions by number, oldest first. */
  readonly executions: Map<number, Execution>;
  /** Those that run. */
  readonly running: Map<number, Execution>;
  /** The newest execution of each name, oldest first, by machine ARN. */
  readonly names: Map<string, Map<string, Execution>>;
  lastExecution: number;
  lastRevision: number;
}

export const createWorld = (): World => ({
  key: undefined,
  machines: createMachines(),
  executions: new Map(),
  running: new Map(),
  names: new Map(),
  lastExecution: 0,
  lastRevision: 0,
});

/** Applies one row. Branches that are over by it go to `drop`. */
export function apply(world: World, row: Row, offset: number, drop: (branch: Branch) => void): void {
  if (!('x' in row)) applyToRegistry(world, row);
  else if (row.k === 'started') start(world, row, offset);
  else applyToExecution(world, must(world.executions.get(row.x), row), row, offset, drop);
}

function applyToExecution(
  world: World,
  execution: Execution,
  row: Exclude<ExecutionRow, { k: 'started' }>,
  offset: number,
  drop: (branch: Branch) => void,
): void {
  // Beats are no history, and there may be many.
  if (row.k !== 'beat') execution.rows.push(offset);
  if (row.k === 'ended') end(world, execution, row, drop);
  else if (row.k === 'branched') branch(execution, row);
  else applyToBranch(must(execution.branches.get(row.b ?? 0), row), row, drop);
}

function must<T>(found: T | undefined, row: Row): T {
  if (found !== undefined) return found;
  throw new Error(`journal: a row refers to what no earlier row made: ${JSON.stringify(row)}`);
}

function applyToRegistry(world: World, row: RegistryRow): void {
  switch (row.k) {
    case 'opened':
      world.key = row.key;
      world.lastExecution = row.executions;
      return;
    case 'machine':
      world.lastRevision = Math.max(world.lastRevision, row.revision);
      saveMachine(world.machines, row);
      return;
    case 'alias':
      saveAlias(world.machines, row);
      return;
    case 'machineDeleted':
      deleteMachine(world.machines, row.arn);
      return;
  }
}

function start(world: World, row: RowOf<'started'>, offset: number): void {
  const revision = must(world.machines.revisions.get(row.revision), row);
  const execution: Execution = {
    no: row.x,
    name: row.name,
    revision,
    as: row.as,
    started: row.t,
    stopped: undefined,
    status: 'RUNNING',
    rows: [offset],
    branches: new Map(),
    branchCount: 1,
    timer: undefined,
  };
  addBranch({ execution, no: 0, parent: undefined, index: 0 }, revision.definition.startAt, row);
  world.lastExecution = Math.max(world.lastExecution, row.x);
  world.executions.set(row.x, execution);
  world.running.set(row.x, execution);
  const names = world.names.get(revision.group) ?? new Map<string, Execution>();
  names.delete(row.name); // a name used again moves to the end
  world.names.set(revision.group, names.set(row.name, execution));
}

function branch(execution: Execution, row: RowOf<'branched'>): void {
  const parent = must(execution.branches.get(row.parent), row);
  addBranch({ execution, no: row.b, parent, index: row.index }, row.start, row);
  execution.branchCount = row.b + 1;
  if (parent.at.phase !== 'fork') return;
  parent.at.started++;
  parent.at.running++;
}

function addBranch(
  identity: Pick<Branch, 'execution' | 'no' | 'parent' | 'index'>,
  next: string,
  { t, input }: { t: number; input: string },
): void {
  const { execution, no } = identity;
  const at = { phase: 'ready', next } as const;
  const empty = { timer: undefined, invoking: undefined, retries: [] };
  execution.branches.set(no, { ...identity, state: next, entered: t, data: input, at, ...empty });
}

type BranchRow = Exclude<ExecutionRow, { k: 'started' | 'ended' | 'branched' }>;

function applyToBranch(branch: Branch, row: BranchRow, drop: (branch: Branch) => void): void {
  const { at } = branch;
  switch (row.k) {
    case 'entered':
      branch.state = row.state;
      branch.entered = row.t;
      branch.retries = [];
      branch.at = { phase: 'entered' };
      return;
    case 'exited':
      branch.data = row.output ?? branch.data;
      branch.at = row.next === undefined ? { phase: 'done' } : { phase: 'ready', next: row.next };
      return;
    case 'scheduled':
      branch.at = attempt(branch, row);
      return;
    case 'submitted':
      if (at.phase === 'task') at.submitted = true;
      return;
    case 'beat':
      if (at.phase === 'task') at.beatBy = beatBy(row.t, at.every);
      return;
    case 'succeeded':
      branch.at = { phase: 'result', output: row.output };
      return;
    case 'failed':
    case 'timedOut':
      branch.at = { phase: 'error', error: row.error, cause: row.cause };
      return;
    case 'retried':
      branch.retries[row.retrier] = (branch.retries[row.retrier] ?? 0) + 1;
      branch.at = { phase: 'retry', until: row.at };
      return;
    case 'waiting':
      branch.at = { phase: 'wait', until: row.until };
      return;
    case 'forked':
      branch.at = { phase: 'fork', length: row.length, started: 0, running: 0, outputs: [] };
      return;
    case 'branchSucceeded':
      leaveFork(branch, drop, branch.data);
      return;
    case 'branchAborted':
      leaveFork(branch, drop);
      return;
    case 'branchFailed':
      branch.at = { phase: 'failed', error: row.error, cause: row.cause };
      return;
    case 'joined':
      if (at.phase === 'fork') branch.at = { phase: 'result', output: `[${at.outputs.join(',')}]` };
      return;
    case 'forkFailed':
      for (const child of childrenOf(branch)) discard(child, drop);
      branch.at = { phase: 'error', error: row.error, cause: row.cause };
      return;
  }
}

function attempt({ execution }: Branch, { t, by, every }: RowOf<'scheduled'>): Branch['at'] {
  return { phase: 'task', seq: execution.rows.length - 1, by, every, beatBy: beatBy(t, every), submitted: false };
}

const beatBy = (now: number, every: number | undefined) =>
  every === undefined ? Number.POSITIVE_INFINITY : now + every;

function leaveFork(child: Branch, drop: (branch: Branch) => void, output?: string): void {
  discard(child, drop);
  const fork = child.parent?.at;
  if (fork?.phase !== 'fork') return;
  fork.running--;
  if (output !== undefined) fork.outputs[child.index] = output;
}

/** The branches a Map or Parallel has open. */
export const childrenOf = (branch: Branch): Branch[] =>
  [...branch.execution.branches.values()].filter(({ parent }) => parent === branch);

function discard(branch: Branch, drop: (branch: Branch) => void): void {
  for (const child of branch.at.phase === 'fork' ? childrenOf(branch) : []) discard(child, drop);
  branch.at = { phase: 'gone' };
  branch.execution.branches.delete(branch.no);
  drop(branch);
}

function end(world: World, execution: Execution, row: RowOf<'ended'>, drop: (branch: Branch) => void): void {
  for (const branch of execution.branches.values()) {
    branch.at = { phase: 'gone' };
    drop(branch);
  }
  execution.branches.clear();
  execution.status = row.status;
  execution.stopped = row.t;
  world.running.delete(execution.no);
}
