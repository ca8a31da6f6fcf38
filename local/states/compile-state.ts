import { compileTest } from './choice.ts';
import { compileExpression, compilePath, type Report } from './expression.ts';
import type { RecoveryFields, StateFields } from './fields.ts';
import { compileIo, compilePlace, type IoFields } from './io.ts';
import { isObject, type Json, shown } from './json.ts';
import type { Env } from './path.ts';
import { parseResource, RESOURCE_HELP } from './resource.ts';
import type { Fail, State, Task, Wait } from './state.ts';
import { runtimeError } from './states-error.ts';
import { compileTemplate } from './template.ts';
import { parseTimestamp } from './timestamp.ts';

const MOST_SECONDS = 99_999_999;

/** Turns the fields of one state into what the interpreter runs; faults go to `report`. */
export function compileState(name: string, fields: StateFields, report: Report): State {
  const common = (io: IoFields, next?: string) => ({ name, io: compileIo(io, report), next });
  switch (fields.Type) {
    case 'Task':
      return { type: 'Task', ...common(fields, fields.Next), ...recovery(fields, report), ...task(fields, report) };
    case 'Pass':
      return { type: 'Pass', ...common(fields, fields.Next), result: fields.Result };
    case 'Wait':
      return { type: 'Wait', ...common(fields, fields.Next), until: until(fields, report) };
    case 'Choice':
      return { type: 'Choice', ...common(fields), rules: rules(fields.Choices, report), fallback: fields.Default };
    case 'Succeed':
      return { type: 'Succeed', ...common(fields) };
    case 'Fail':
      return { type: 'Fail', ...common({}), ...failure(fields, report) };
    case 'Map':
      return {
        type: 'Map',
        ...common({ ...fields, Parameters: undefined }, fields.Next),
        ...recovery(fields, report),
        ...map(fields, report),
      };
    case 'Parallel':
      return {
        type: 'Parallel',
        ...common(fields, fields.Next),
        ...recovery(fields, report),
        starts: fields.Branches.map((branch) => branch.StartAt),
      };
  }
}

type FieldsOf<T extends StateFields['Type']> = Extract<StateFields, { Type: T }>;

function recovery(fields: RecoveryFields, report: Report) {
  const lists = { Retry: fields.Retry ?? [], Catch: fields.Catch ?? [] };
  for (const [field, list] of Object.entries(lists)) checkErrorLists(field, list, report);
  return {
    retriers: lists.Retry.map((retrier) => ({
      errors: retrier.ErrorEquals,
      intervalSeconds: retrier.IntervalSeconds ?? 1,
      maxAttempts: retrier.MaxAttempts ?? 3,
      backoffRate: retrier.BackoffRate ?? 2,
      maxDelaySeconds: retrier.MaxDelaySeconds ?? MOST_SECONDS,
      jitter: retrier.JitterStrategy === 'FULL',
    })),
    catchers: lists.Catch.map((catcher, index) => ({
      errors: catcher.ErrorEquals,
      next: catcher.Next,
      place: compilePlace(`Catch[${index}].ResultPath`, catcher.ResultPath, report),
    })),
  };
}

function checkErrorLists(field: string, list: { ErrorEquals: string[] }[], report: Report): void {
  for (const [index, { ErrorEquals }] of list.entries()) {
    if (!ErrorEquals.includes('States.ALL')) continue;
    if (ErrorEquals.length > 1 || index < list.length - 1) {
      report(`${field}[${index}].ErrorEquals`, ErrorEquals, 'has States.ALL, which must stand alone and last');
    }
  }
}

function task(fields: FieldsOf<'Task'>, report: Report): Pick<Task, 'resource' | 'timeout' | 'heartbeat'> {
  const resource = parseResource(fields.Resource);
  if (!resource) report('Resource', fields.Resource, RESOURCE_HELP);
  if (resource?.type === 'invoke') checkInvoke(fields.Parameters, report);
  const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = fields;
  if (timeout !== undefined && heartbeat !== undefined && heartbeat >= timeout) {
    report('HeartbeatSeconds', heartbeat, `must be less than TimeoutSeconds, ${timeout}`);
  }
  return {
    resource: resource ?? { type: 'function', arn: fields.Resource },
    timeout: duration('TimeoutSecondsPath', timeout, fields.TimeoutSecondsPath, report) ?? (() => MOST_SECONDS),
    heartbeat: duration('HeartbeatSecondsPath', heartbeat, fields.HeartbeatSecondsPath, report),
  };
}

const INVOKE_PARAMETERS = ['FunctionName', 'FunctionName.$', 'Payload', 'Payload.$'];

function checkInvoke(parameters: Json | undefined, report: Report): void {
  const fields = isObject(parameters) ? parameters : {};
  for (const [key, value] of Object.entries(fields)) {
    if (!INVOKE_PARAMETERS.includes(key)) report(`Parameters.${key}`, value, 'is not supported by lambda:invoke here');
  }
  if (!('FunctionName' in fields || 'FunctionName.$' in fields)) {
    report('Parameters.FunctionName', undefined, 'is missing');
  }
}

function duration(
  field: string,
  constant: number | undefined,
  path: string | undefined,
  report: Report,
): ((env: Env) => number) | undefined {
  if (constant !== undefined) return () => constant;
  if (path === undefined) return undefined;
  const read = compilePath(field, path, report);
  return (env) => wholeSeconds(field, path, read(env), 1);
}

function wholeSeconds(field: string, path: string, value: Json, least: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= MOST_SECONDS) return value;
  throw runtimeError(
    `The ${field} parameter does not reference a valid value: '${path}' is ${shown(value)}, ` +
      `not a whole number from ${least} to ${MOST_SECONDS}`,
  );
}

function until(fields: FieldsOf<'Wait'>, report: Report): Wait['until'] {
  const { Seconds: seconds, SecondsPath: secondsPath, Timestamp: timestamp, TimestampPath: timestampPath } = fields;
  if (seconds !== undefined) return (_, now) => now + seconds * 1000;
  if (secondsPath !== undefined) {
    const read = compilePath('SecondsPath', secondsPath, report);
    return (env, now) => now + wholeSeconds('SecondsPath', secondsPath, read(env), 0) * 1000;
  }
  if (timestampPath !== undefined) {
    const read = compilePath('TimestampPath', timestampPath, report);
    return (env) => instant(timestampPath, read(env));
  }
  const at = parseTimestamp(timestamp);
  if (timestamp !== undefined && Number.isNaN(at)) {
    report('Timestamp', timestamp, 'is not an RFC 3339 timestamp such as 2026-01-31T08:00:00Z');
  }
  return () => at;
}

function instant(path: string, value: Json): number {
  const at = parseTimestamp(value);
  if (!Number.isNaN(at)) return at;
  throw runtimeError(`The TimestampPath parameter does not reference a valid timestamp: '${path}' is ${shown(value)}`);
}

function rules(choices: FieldsOf<'Choice'>['Choices'], report: Report) {
  return choices.map((rule, index) => ({ test: compileTest(`Choices[${index}]`, rule, report), next: rule.Next }));
}

function failure(fields: FieldsOf<'Fail'>, report: Report): Pick<Fail, 'error' | 'cause'> {
  return {
    error: text('ErrorPath', fields.Error, fields.ErrorPath, report),
    cause: text('CausePath', fields.Cause, fields.CausePath, report),
  };
}

function text(field: string, constant: string | undefined, path: string | undefined, report: Report) {
  if (path === undefined) return () => constant;
  const read = compileExpression(field, path, report);
  return (env: Env) => {
    const value = read(env);
    if (typeof value === 'string') return value;
    throw runtimeError(`The ${field} parameter must be a string, '${path}' is ${shown(value)}`);
  };
}

function map(fields: FieldsOf<'Map'>, report: Report) {
  const path = fields.ItemsPath ?? '$';
  const read = compilePath('ItemsPath', path, report);
  const [field, template] =
    fields.ItemSelector === undefined ? ['Parameters', fields.Parameters] : ['ItemSelector', fields.ItemSelector];
  return {
    items: (env: Env) => {
      const items = read(env);
      if (Array.isArray(items)) return items;
      throw runtimeError(`Reference path "${path}" must point to array, it is ${shown(items)}`);
    },
    selector: template === undefined ? undefined : compileTemplate(String(field), template, report),
    maxConcurrency: fields.MaxConcurrency || Number.POSITIVE_INFINITY,
    startAt: (fields.ItemProcessor ?? fields.Iterator)?.StartAt ?? '',
  };
}
