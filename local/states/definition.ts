import { compileState } from './compile-state.ts';
import { MachineFields, type Scope, StateFields } from './fields.ts';
import { checkExclusive, checkScope } from './graph.ts';
import { describeIssues } from './issues.ts';
import { type JsonObject, shown } from './json.ts';
import type { Definition, State } from './state.ts';

/** Reads and checks a machine definition: either the machine, or everything that is wrong or not supported in it. */
export function parseDefinition(definition: unknown): Definition | { readonly problems: readonly string[] } {
  const machine = MachineFields.safeParse(definition);
  if (!machine.success) return { problems: describeIssues(machine.error.issues, definition).map(place('machine')) };
  const reading: Reading = { problems: [], states: new Map() };
  readScope('machine', machine.data, reading);
  if (reading.problems.length > 0) return { problems: reading.problems };
  const { StartAt: startAt, TimeoutSeconds: timeoutSeconds } = machine.data;
  return { startAt, timeoutSeconds, states: reading.states };
}

interface Reading {
  readonly problems: string[];
  readonly states: Map<string, State>;
}

const place = (where: string) => (problem: string) => `${where}: ${problem}`;

function readScope(where: string, scope: Scope, reading: Reading): void {
  const own: State[] = [];
  for (const [name, raw] of Object.entries(scope.States)) {
    const state = readState(name, raw, reading);
    if (!state) continue;
    if (reading.states.has(name)) reading.problems.push(`state ${shown(name)}: the name is used twice in the machine`);
    reading.states.set(name, state);
    own.push(state);
  }
  const whole = own.length === Object.keys(scope.States).length;
  if (whole) reading.problems.push(...checkScope(where, scope.StartAt, own));
}

function readState(name: string, raw: JsonObject, reading: Reading): State | undefined {
  const where = place(`state ${shown(name)}`);
  const fields = StateFields.safeParse(raw);
  if (!fields.success) {
    reading.problems.push(...describeIssues(fields.error.issues, raw).map(where));
    return undefined;
  }
  const report = (field: string, value: unknown, why: string) => {
    reading.problems.push(where(`${field} = ${shown(value)} ${why}`));
  };
  if (name.length > 80) report('name', name, 'is longer than 80 characters');
  checkExclusive(raw, fields.data.Type, report);
  for (const [part, scope] of innerScopes(fields.data)) readScope(where(part), scope, reading);
  return compileState(name, fields.data, report);
}

function innerScopes(fields: StateFields): [string, Scope][] {
  if (fields.Type === 'Parallel') return fields.Branches.map((scope, index) => [`Branches[${index}]`, scope]);
  const processor = fields.Type === 'Map' ? (fields.ItemProcessor ?? fields.Iterator) : undefined;
  return processor ? [['ItemProcessor', processor]] : [];
}
