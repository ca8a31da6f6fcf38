import type { Report } from './expression.ts';
import { type JsonObject, shown } from './json.ts';
import type { State } from './state.ts';

/** Fields of which a state must have exactly one (`one`) or may have at most one (`most`). */
const exclusive: Record<State['type'], { one: string[][]; most: string[][] }> = {
  Task: {
    one: [['Next', 'End']],
    most: [
      ['TimeoutSeconds', 'TimeoutSecondsPath'],
      ['HeartbeatSeconds', 'HeartbeatSecondsPath'],
    ],
  },
  Pass: { one: [['Next', 'End']], most: [['Result', 'Parameters']] },
  Wait: {
    one: [
      ['Next', 'End'],
      ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
    ],
    most: [],
  },
  Choice: { one: [], most: [] },
  Succeed: { one: [], most: [] },
  Fail: {
    one: [],
    most: [
      ['Error', 'ErrorPath'],
      ['Cause', 'CausePath'],
    ],
  },
  Map: {
    one: [
      ['Next', 'End'],
      ['ItemProcessor', 'Iterator'],
    ],
    most: [['ItemSelector', 'Parameters']],
  },
  Parallel: { one: [['Next', 'End']], most: [] },
};

/** Reports fields of a state that exclude one another, and missing ones of which one must be there. */
export function checkExclusive(fields: JsonObject, type: State['type'], report: Report): void {
  const given = (names: string[]) => names.filter((name) => name in fields);
  const { one, most } = exclusive[type];
  for (const names of one) {
    if (given(names).length !== 1) report(names.join('/'), given(names), 'must be exactly one of these fields');
  }
  for (const names of most) {
    if (given(names).length > 1) report(names.join('/'), given(names), 'may be only one of these fields');
  }
}

/** Everything wrong with the transitions of one scope: the machine, a Map's processor, a Parallel's branch. */
export function checkScope(where: string, startAt: string, states: readonly State[]): string[] {
  const byName = new Map(states.map((state) => [state.name, state]));
  const dangling = states.flatMap((state) =>
    targets(state)
      .filter(([, target]) => !byName.has(target))
      .map(([field, target]) => `state ${shown(state.name)}: ${field} = ${shown(target)} names no state of its scope`),
  );
  if (!byName.has(startAt)) return [`${where}: StartAt = ${shown(startAt)} names no state of its scope`, ...dangling];
  const reached = reach(startAt, byName);
  const unreached = states
    .filter((state) => !reached.has(state.name))
    .map((state) => `state ${shown(state.name)}: cannot be reached from StartAt = ${shown(startAt)}`);
  const ends = [...reached].some((name) => isTerminal(byName.get(name)));
  const endless = ends ? [] : [`${where}: no terminal state can be reached from StartAt = ${shown(startAt)}`];
  return [...dangling, ...unreached, ...endless];
}

const isTerminal = (state: State | undefined): boolean =>
  state !== undefined && state.type !== 'Choice' && state.next === undefined;

function reach(startAt: string, byName: ReadonlyMap<string, State>): Set<string> {
  const reached = new Set([startAt]);
  for (const name of reached) {
    const state = byName.get(name);
    if (state) for (const [, target] of targets(state)) reached.add(target);
  }
  return reached;
}

function targets(state: State): [field: string, target: string][] {
  const next: [string, string][] = state.next === undefined ? [] : [['Next', state.next]];
  switch (state.type) {
    case 'Choice': {
      const fallback: [string, string][] = state.fallback === undefined ? [] : [['Default', state.fallback]];
      return [...state.rules.map(({ next }, i): [string, string] => [`Choices[${i}].Next`, next]), ...fallback];
    }
    case 'Task':
    case 'Map':
    case 'Parallel':
      return [...next, ...state.catchers.map(({ next }, i): [string, string] => [`Catch[${i}].Next`, next])];
    default:
      return next;
  }
}
