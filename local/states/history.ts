import type { HistoryEvent, HistoryEventType } from '@aws-sdk/client-sfn';
import type { Execution } from './execution.ts';
import type { Row, RowOf } from './row.ts';
import type { State, Task } from './state.ts';

/** A history event as it goes over the wire: like the SDK's, with the timestamp in epoch seconds. */
export type WireEvent = Omit<HistoryEvent, 'timestamp'> & { timestamp: number };

type Details = Omit<HistoryEvent, 'timestamp' | 'type' | 'id' | 'previousEventId'>;
type Draft = [type: HistoryEventType, details?: Details];

interface Line {
  data: string;
  state: string;
  index: number;
  /** Name of the Map state this line is an iteration of. */
  of: string | undefined;
  lastEvent: number;
}

const whole = { truncated: false };

/** Expands the journal's rows of one execution into the events that AWS would show. */
export function expandHistory(execution: Execution, rows: Iterable<Row>, withData: boolean): WireEvent[] {
  const events: WireEvent[] = [];
  const lines = new Map<number, Line>();
  for (const row of rows) {
    if (!('x' in row)) continue;
    const line = lineOf(execution, lines, row);
    for (const [type, details] of drafts(execution, line, row)) {
      const id = events.length + 1;
      const shown = withData ? details : withoutData(details);
      events.push({ timestamp: row.t / 1000, type, id, previousEventId: line.lastEvent, ...shown });
      line.lastEvent = id;
    }
  }
  return events;
}

function lineOf(execution: Execution, lines: Map<number, Line>, row: Extract<Row, { x: number }>): Line {
  const no = 'b' in row ? (row.b ?? 0) : 0;
  const known = lines.get(no);
  if (known) return known;
  const parent = row.k === 'branched' ? lines.get(row.parent) : undefined;
  const input = row.k === 'started' || row.k === 'branched' ? row.input : '{}';
  const map = parent && stateNamed(execution, parent.state).type === 'Map' ? parent.state : undefined;
  const index = row.k === 'branched' ? row.index : 0;
  const line = { data: input, state: '', index, of: map, lastEvent: parent?.lastEvent ?? 0 };
  lines.set(no, line);
  return line;
}

function stateNamed({ revision }: Execution, name: string): State {
  const state = revision.definition.states.get(name);
  if (state) return state;
  throw new Error(`machine ${revision.arn} has no state ${name}`);
}

/** The events of one row; the line is brought up to it. */
function drafts(execution: Execution, line: Line, row: Extract<Row, { x: number }>): Draft[] {
  switch (row.k) {
    case 'started':
      return [['ExecutionStarted', { executionStartedEventDetails: startedDetails(execution, row) }]];
    case 'entered': {
      line.state = row.state;
      const details = { name: row.state, input: line.data, inputDetails: whole };
      return [[`${stateNamed(execution, row.state).type}StateEntered`, { stateEnteredEventDetails: details }]];
    }
    case 'exited': {
      const { type } = stateNamed(execution, line.state);
      line.data = row.output ?? line.data;
      const details = { name: line.state, output: line.data, outputDetails: whole };
      // A failed Fail state has no exit; every other type has.
      return type === 'Fail' ? [] : [[`${type}StateExited`, { stateExitedEventDetails: details }]];
    }
    case 'scheduled':
    case 'submitted':
    case 'succeeded':
    case 'failed':
    case 'timedOut':
      return taskDrafts(execution, stateNamed(execution, line.state), row);
    case 'forked':
    case 'joined':
    case 'forkFailed':
      return forkDrafts(stateNamed(execution, line.state), row);
    case 'branched':
    case 'branchSucceeded':
    case 'branchFailed':
    case 'branchAborted':
      return iterationDrafts(line, row);
    case 'ended':
      return [endedDraft(row)];
    case 'beat':
    case 'retried':
    case 'waiting':
      return [];
  }
}

function startedDetails({ revision, as }: Execution, { input }: RowOf<'started'>) {
  return {
    input,
    inputDetails: whole,
    roleArn: revision.role,
    ...(revision.arn === revision.group ? {} : { stateMachineVersionArn: revision.arn }),
    ...(as === undefined || as === revision.arn ? {} : { stateMachineAliasArn: as }),
  };
}

type TaskRow = RowOf<'scheduled' | 'submitted' | 'succeeded' | 'failed' | 'timedOut'>;

function taskDrafts(execution: Execution, state: State, row: TaskRow): Draft[] {
  if (state.type !== 'Task') return [];
  if (state.resource.type === 'function') return functionDrafts(state, row);
  const resource = { resourceType: 'lambda', resource: state.resource.token ? 'invoke.waitForTaskToken' : 'invoke' };
  switch (row.k) {
    case 'scheduled': {
      const region = execution.revision.arn.split(':')[3] ?? '';
      const times = { timeoutInSeconds: (row.by - row.t) / 1000, heartbeatInSeconds: seconds(row.every) };
      const details = { ...resource, region, parameters: row.parameters, ...times };
      return [
        ['TaskScheduled', { taskScheduledEventDetails: details }],
        ['TaskStarted', { taskStartedEventDetails: resource }],
      ];
    }
    case 'submitted': {
      const details = { ...resource, output: row.output, outputDetails: whole };
      return [['TaskSubmitted', { taskSubmittedEventDetails: details }]];
    }
    case 'succeeded': {
      const details = { ...resource, output: row.output, outputDetails: whole };
      return [['TaskSucceeded', { taskSucceededEventDetails: details }]];
    }
    case 'failed':
      return [['TaskFailed', { taskFailedEventDetails: { ...resource, ...fault(row) } }]];
    case 'timedOut':
      return [['TaskTimedOut', { taskTimedOutEventDetails: { ...resource, ...fault(row) } }]];
  }
}

const seconds = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1000);
const fault = ({ error, cause }: { error?: string | undefined; cause?: string | undefined }) => ({ error, cause });

function functionDrafts(state: Task, row: TaskRow): Draft[] {
  switch (row.k) {
    case 'scheduled': {
      const input = { input: row.parameters, inputDetails: whole };
      const details = { resource: state.resource.arn, ...input, timeoutInSeconds: (row.by - row.t) / 1000 };
      return [['LambdaFunctionScheduled', { lambdaFunctionScheduledEventDetails: details }], ['LambdaFunctionStarted']];
    }
    case 'submitted':
      return [];
    case 'succeeded': {
      const details = { output: row.output, outputDetails: whole };
      return [['LambdaFunctionSucceeded', { lambdaFunctionSucceededEventDetails: details }]];
    }
    case 'failed':
      return [['LambdaFunctionFailed', { lambdaFunctionFailedEventDetails: fault(row) }]];
    case 'timedOut':
      return [['LambdaFunctionTimedOut', { lambdaFunctionTimedOutEventDetails: fault(row) }]];
  }
}

function forkDrafts(state: State, row: RowOf<'forked' | 'joined' | 'forkFailed'>): Draft[] {
  if (state.type !== 'Map' && state.type !== 'Parallel') return [];
  const end = { forked: 'Started', joined: 'Succeeded', forkFailed: 'Failed' } as const;
  const length = row.k === 'forked' && state.type === 'Map' ? row.length : undefined;
  const details = length === undefined ? {} : { mapStateStartedEventDetails: { length } };
  return [[`${state.type}State${end[row.k]}`, details]];
}

function iterationDrafts(
  { of: name, index }: Line,
  { k }: RowOf<'branched' | 'branchSucceeded' | 'branchFailed' | 'branchAborted'>,
): Draft[] {
  if (name === undefined) return [];
  const details = { name, index };
  switch (k) {
    case 'branched':
      return [['MapIterationStarted', { mapIterationStartedEventDetails: details }]];
    case 'branchSucceeded':
      return [['MapIterationSucceeded', { mapIterationSucceededEventDetails: details }]];
    case 'branchFailed':
      return [['MapIterationFailed', { mapIterationFailedEventDetails: details }]];
    case 'branchAborted':
      return [['MapIterationAborted', { mapIterationAbortedEventDetails: details }]];
  }
}

function endedDraft(row: RowOf<'ended'>): Draft {
  switch (row.status) {
    case 'SUCCEEDED': {
      const details = { output: row.output, outputDetails: whole };
      return ['ExecutionSucceeded', { executionSucceededEventDetails: details }];
    }
    case 'FAILED':
      return ['ExecutionFailed', { executionFailedEventDetails: fault(row) }];
    case 'TIMED_OUT':
      return ['ExecutionTimedOut', { executionTimedOutEventDetails: fault(row) }];
    case 'ABORTED':
      return ['ExecutionAborted', { executionAbortedEventDetails: fault(row) }];
  }
}

const DATA = ['input', 'inputDetails', 'output', 'outputDetails', 'parameters'];

/** The same event without the data that passes through it. */
function withoutData(details: Details | undefined): Details {
  return Object.fromEntries(
    Object.entries(details ?? {}).map(([name, fields]) => [
      name,
      Object.fromEntries(Object.entries(fields ?? {}).filter(([field]) => !DATA.includes(field))),
    ]),
  );
}
