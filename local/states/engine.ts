import { randomBytes } from 'node:crypto';
import { type Desk, end } from './desk.ts';
import { type Branch, type Execution, isRunning, wakeAt } from './execution.ts';
import { callOf, type Invoke, resultOf, unknownFault } from './function-call.ts';
import { advance } from './interpreter.ts';
import type { Journal } from './journal.ts';
import type { Revision } from './machines.ts';
import type { Pool } from './pool.ts';
import type { RegistryRow, Row, RowOf } from './row.ts';
import type { Clock, Timers } from './timers.ts';
import { makeToken, readToken } from './token.ts';
import { apply, type World } from './world.ts';

/** Why a token is refused. */
export type TokenRefusal = 'InvalidToken' | 'TaskDoesNotExist' | 'TaskTimedOut';
/** What a token may report. */
export type Report =
  | Pick<RowOf<'succeeded'>, 'k' | 'output'>
  | Pick<RowOf<'failed'>, 'k' | 'error' | 'cause'>
  | Pick<RowOf<'beat'>, 'k'>;

/** Runs executions: every call writes its rows before it returns, then sets timers and invokes functions. */
export interface Engine {
  readonly world: World;
  /** Sets every timer again, and goes on with what was under way or between two states. */
  open(): void;
  save(row: RegistryRow): void;
  start(revision: Revision, options: { as: string | undefined; name: string; input: string }): Execution;
  /** Aborts an execution; does nothing to one that has ended. */
  stop(execution: Execution, error: string | undefined, cause: string | undefined): void;
  /** Takes what the holder of a token says; undefined when it was taken. */
  report(token: string, report: Report): TokenRefusal | undefined;
  /** The row of an execution at an index. */
  row(execution: Execution, index: number): Row;
  /** From now on nothing is written any more; functions that still run are invoked again by the next `open`. */
  close(): void;
}

export interface EngineOptions {
  readonly clock: Clock;
  readonly journal: Journal;
  /** What the journal's rows amount to. */
  readonly world: World;
  readonly timers: Timers;
  readonly pool: Pool;
  readonly invoke: Invoke;
}

export function createEngine({ clock, journal, world, timers, pool, invoke }: EngineOptions): Engine {
  let closed = false;

  function emit(row: Row): void {
    apply(world, row, journal.append(row), drop);
  }

  function drop(branch: Branch): void {
    timers.cancel(branch.timer);
    branch.timer = undefined;
    if (!branch.parent) timers.cancel(branch.execution.timer);
  }

  /** `act` emits rows and names the branches they move; all that follows at once is written together. */
  function turn(act: (desk: Pick<Desk, 'now' | 'emit'>) => Iterable<Branch>): void {
    const visits: Branch[] = [];
    const now = clock.now();
    const visit = (branch: Branch) => visits.push(branch);
    const desk: Desk = { now, emit, inputOf, token: tokenOf, random: Math.random, visit };
    try {
      visits.push(...act(desk));
      for (const branch of visits) advance(desk, branch);
    } finally {
      journal.flush();
    }
    for (const branch of new Set(visits)) arm(branch);
  }

  function row(execution: Execution, index: number): Row {
    const offset = execution.rows[index];
    if (offset === undefined) throw new Error(`execution ${execution.name} has no row ${index}`);
    return journal.read(offset);
  }

  function inputOf(execution: Execution): string {
    const first = row(execution, 0);
    return first.k === 'started' ? first.input : '{}';
  }

  const key = (): string => {
    if (world.key !== undefined) return world.key;
    throw new Error('the state machines are not open yet');
  };
  const tokenOf = ({ execution, no }: Branch, seq: number): string =>
    makeToken(key(), { execution: execution.no, branch: no, seq });

  /** Sets the timer a branch needs where it stands, and has its function invoked. */
  function arm(branch: Branch): void {
    const at = wakeAt(branch);
    if (branch.timer?.at !== at) {
      timers.cancel(branch.timer);
      branch.timer = at === undefined ? undefined : timers.set(at, branch.execution.no, () => wake(branch));
    }
    if (branch.at.phase !== 'task' || branch.at.submitted || branch.invoking === branch.at.seq) return;
    const { seq } = branch.at;
    branch.invoking = seq;
    pool.add(() => call(branch, seq));
  }

  function wake(branch: Branch): void {
    branch.timer = undefined;
    turn(() => [branch]);
  }

  function armExecution(execution: Execution): void {
    const { timeoutSeconds } = execution.revision.definition;
    if (timeoutSeconds === undefined || !isRunning(execution)) return;
    execution.timer = timers.set(execution.started + timeoutSeconds * 1000, execution.no, () => {
      turn((desk) => {
        end(desk, execution, { status: 'TIMED_OUT', error: 'States.Timeout' });
        return [];
      });
    });
  }

  /** Invokes the function of an attempt, unless that attempt is over by now. */
  async function call(branch: Branch, seq: number): Promise<void> {
    if (!isOut(branch, seq) || branch.at.by <= clock.now()) return;
    const { arn, payload } = callOf(branch, row(branch.execution, seq));
    const outcome = await invoke(arn, payload).catch(unknownFault);
    if (closed || !isOut(branch, seq)) return;
    turn((desk) => {
      emit({ ...resultOf(branch, outcome), t: desk.now, x: branch.execution.no, b: branch.no || undefined });
      return [branch];
    });
  }

  function report(token: string, report: Report): TokenRefusal | undefined {
    const named = readToken(key(), token);
    if (!named) return 'InvalidToken';
    const execution = world.executions.get(named.execution);
    if (!execution) return 'TaskDoesNotExist';
    const branch = execution.branches.get(named.branch);
    if (!branch || !isOut(branch, named.seq)) return 'TaskTimedOut';
    turn((desk) => {
      emit({ ...report, t: desk.now, x: execution.no, b: branch.no || undefined });
      return [branch];
    });
    return undefined;
  }

  return {
    world,
    row,
    report,
    open() {
      if (world.key === undefined) {
        const key = randomBytes(32).toString('base64url');
        emit({ k: 'opened', t: clock.now(), format: 1, key, executions: 0 });
      }
      const branches = [...world.running.values()].flatMap(({ branches }) => [...branches.values()]);
      for (const execution of world.running.values()) armExecution(execution);
      for (const branch of branches.filter(isBlocked).sort(byAge)) arm(branch);
      turn(() => branches.filter((branch) => !isBlocked(branch)));
    },
    save(row) {
      emit(row);
      journal.flush();
    },
    close() {
      closed = true;
      journal.close();
    },
    start(revision, { as, name, input }) {
      const x = world.lastExecution + 1;
      turn((desk) => {
        emit({ k: 'started', t: desk.now, x, revision: revision.no, name, as, input });
        return world.executions.get(x)?.branches.values() ?? [];
      });
      const execution = world.executions.get(x);
      if (!execution) throw new Error(`execution ${name} was not started`);
      armExecution(execution);
      return execution;
    },
    stop(execution, error, cause) {
      if (!isRunning(execution)) return;
      turn((desk) => {
        end(desk, execution, { status: 'ABORTED', error, cause });
        return [];
      });
    },
  };
}

const isBlocked = (branch: Branch): boolean => wakeAt(branch) !== undefined;

/** By the place of a branch's newest row in the journal. */
const byAge = (a: Branch, b: Branch): number => lastRow(a) - lastRow(b);
const lastRow = ({ execution, at }: Branch): number => execution.rows[at.phase === 'task' ? at.seq : 0] ?? 0;

function isOut(branch: Branch, seq: number): branch is Branch & { at: { phase: 'task'; seq: number; by: number } } {
  return branch.at.phase === 'task' && branch.at.seq === seq;
}
