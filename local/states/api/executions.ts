import * as z from 'zod/mini';
import { RETENTION_MS } from '../compaction.ts';
import type { Engine } from '../engine.ts';
import { type Execution, executionArn, isRunning } from '../execution.ts';
import { expandHistory } from '../history.ts';
import { isJson, MAX_DATA_BYTES, shown } from '../json.ts';
import { findRevision, groupOf } from '../machines.ts';
import type { Row, RowOf } from '../row.ts';
import type { Clock } from '../timers.ts';
import { checkName, type Operations, operation, page, paging, seconds } from './operation.ts';
import { Refusal } from './refusal.ts';

const text = z.optional(z.string());
const executionFields = { executionArn: z.string() };

/** StartExecution, StopExecution, Describe…, List… and GetExecutionHistory. */
export function executionOperations(engine: Engine, clock: Clock): Operations {
  const { world } = engine;

  function find(arn: string): Execution | Refusal {
    const match = /^(arn:[^:]*:states:[^:]*:[^:]*):execution:([^:]+):([^:]+)$/.exec(arn);
    if (!match) return new Refusal('InvalidArn', `Invalid Arn: '${arn}'`);
    const [, account, machine, name = ''] = match;
    const found = world.names.get(`${account}:stateMachine:${machine}`)?.get(name);
    return found ?? new Refusal('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }

  /** The execution that keeps a name from being used again. */
  function holder(group: string, name: string): Execution | undefined {
    const found = world.names.get(group)?.get(name);
    return found?.stopped === undefined || found.stopped > clock.now() - RETENTION_MS ? found : undefined;
  }

  const inputOf = (execution: Execution) => rowOf(engine.row(execution, 0), 'started').input;

  return {
    StartExecution: operation(
      { stateMachineArn: z.string(), name: text, input: text, traceHeader: text },
      ({ stateMachineArn: arn, name = crypto.randomUUID(), input = '{}' }) => {
        const revision = findRevision(world.machines, arn);
        if (!revision) return new Refusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
        const refused = checkName(name) ?? checkInput(input);
        if (refused) return refused;
        const held = holder(revision.group, name);
        if (held && !(isRunning(held) && inputOf(held) === input)) {
          return new Refusal('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn(held)}'`);
        }
        const as = arn === revision.group ? undefined : arn;
        const execution = held ?? engine.start(revision, { as, name, input });
        return { executionArn: executionArn(execution), startDate: seconds(execution.started) };
      },
    ),

    StopExecution: operation({ ...executionFields, error: text, cause: text }, ({ executionArn, error, cause }) => {
      const execution = find(executionArn);
      if (execution instanceof Refusal) return execution;
      engine.stop(execution, error, cause);
      return { stopDate: seconds(execution.stopped ?? clock.now()) };
    }),

    DescribeExecution: operation({ ...executionFields, includedData: text }, ({ executionArn }) => {
      const execution = find(executionArn);
      if (execution instanceof Refusal) return execution;
      return { ...summary(execution), ...describe(engine, execution, inputOf(execution)) };
    }),

    DescribeStateMachineForExecution: operation({ ...executionFields, includedData: text }, ({ executionArn }) => {
      const execution = find(executionArn);
      if (execution instanceof Refusal) return execution;
      const { group, name, text: definition, role, created } = execution.revision;
      return { stateMachineArn: group, name, definition, roleArn: role, updateDate: seconds(created) };
    }),

    ListExecutions: operation(
      {
        stateMachineArn: z.string(),
        statusFilter: z.optional(z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'])),
        ...paging,
      },
      ({ stateMachineArn: arn, statusFilter, ...paging }) => {
        if (!findRevision(world.machines, arn)) {
          return new Refusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
        }
        const group = groupOf(arn);
        const found = [...(world.names.get(group)?.values() ?? [])]
          .reverse()
          .filter(({ status }) => statusFilter === undefined || status === statusFilter)
          .filter(({ revision, as }) => arn === group || arn === as || arn === revision.arn);
        const listed = page(found, ({ no }) => -no, paging);
        if (listed instanceof Refusal) return listed;
        return { executions: listed.items.map(summary), nextToken: listed.nextToken };
      },
    ),

    GetExecutionHistory: operation(
      {
        ...executionFields,
        ...paging,
        reverseOrder: z.optional(z.boolean()),
        includeExecutionData: z.optional(z.boolean()),
      },
      ({ executionArn, reverseOrder = false, includeExecutionData = true, ...paging }) => {
        const execution = find(executionArn);
        if (execution instanceof Refusal) return execution;
        const rows = execution.rows.map((_, index) => engine.row(execution, index));
        const events = expandHistory(execution, rows, includeExecutionData);
        const sign = reverseOrder ? -1 : 1;
        const listed = page(reverseOrder ? events.reverse() : events, ({ id = 0 }) => id * sign, paging);
        if (listed instanceof Refusal) return listed;
        return { events: listed.items, nextToken: listed.nextToken };
      },
    ),
  };
}

function checkInput(input: string): Refusal | undefined {
  const bytes = Buffer.byteLength(input);
  if (bytes > MAX_DATA_BYTES) {
    return new Refusal('InvalidExecutionInput', `The input has ${bytes} bytes, at most ${MAX_DATA_BYTES} are allowed`);
  }
  return isJson(input)
    ? undefined
    : new Refusal('InvalidExecutionInput', `Invalid State Machine Execution Input: not JSON: ${shown(input)}`);
}

function rowOf<K extends Row['k']>(row: Row, k: K): RowOf<K> {
  const is = (row: Row): row is RowOf<K> => row.k === k;
  if (is(row)) return row;
  throw new Error(`journal: a row ${k} was expected, found ${row.k}`);
}

function summary(execution: Execution) {
  const { revision, as, stopped } = execution;
  return {
    executionArn: executionArn(execution),
    stateMachineArn: revision.group,
    name: execution.name,
    status: execution.status,
    startDate: seconds(execution.started),
    redriveCount: 0,
    ...(stopped === undefined ? {} : { stopDate: seconds(stopped) }),
    ...(revision.arn === revision.group ? {} : { stateMachineVersionArn: revision.arn }),
    ...(as === undefined || as === revision.arn ? {} : { stateMachineAliasArn: as }),
  };
}

const included = { included: true };

function describe(engine: Engine, execution: Execution, input: string) {
  const given = { input, inputDetails: included, redriveStatus: 'NOT_REDRIVABLE' };
  if (isRunning(execution)) return given;
  const { output, error, cause } = rowOf(engine.row(execution, execution.rows.length - 1), 'ended');
  return { ...given, error, cause, ...(output === undefined ? {} : { output, outputDetails: included }) };
}
