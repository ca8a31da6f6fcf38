import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { resourcesOf, textOf } from '../support/template.ts';
import { aTemplate } from './a-stack.ts';

/*
 * Every wait in every machine has a timeout, and every failure path ends in repair with an alarm: asserted over the
 * definitions as they are synthesised, so that a machine added later is held to it too.
 */

const Catcher = z.object({ ErrorEquals: z.array(z.string()), Next: z.string() });
const State = z.looseObject({
  Type: z.string(),
  Resource: z.optional(z.string()),
  Next: z.optional(z.string()),
  Default: z.optional(z.string()),
  TimeoutSeconds: z.optional(z.number()),
  TimeoutSecondsPath: z.optional(z.string()),
  Parameters: z.optional(z.looseObject({ FunctionName: z.optional(z.string()) })),
  Catch: z._default(z.array(Catcher), []),
  ItemProcessor: z.optional(z.looseObject({ StartAt: z.string(), States: z.record(z.string(), z.unknown()) })),
});
type State = z.infer<typeof State>;
type Scope = ReadonlyMap<string, State>;

const template = aTemplate();
const alarms = JSON.stringify([...resourcesOf(template, 'AWS::CloudWatch::Alarm').values()]);

/** The states of a definition, and of the maps in it: a name leads to states of its own scope only. */
function scopesOf(states: Record<string, unknown>): Scope[] {
  const scope = new Map(Object.entries(states).map(([name, raw]) => [name, State.parse(raw)]));
  const inner = [...scope.values()].flatMap(({ ItemProcessor }) =>
    ItemProcessor ? scopesOf(ItemProcessor.States) : [],
  );
  return [scope, ...inner];
}

const machines = [...resourcesOf(template, 'AWS::StepFunctions::StateMachine')].map(([id, { Properties }]) => {
  const text = textOf(Properties.DefinitionString);
  const { States } = z.object({ States: z.record(z.string(), z.unknown()) }).parse(JSON.parse(text));
  const [outer = new Map<string, State>(), ...inner] = scopesOf(States);
  return { id, outer, inner, all: [outer, ...inner] };
});

/** Where a fault leads: the states one after the other until the end. */
function wayFrom(name: string, scope: Scope): [string, State][] {
  const state = scope.get(name);
  if (!state) return [];
  return [[name, state], ...(state.Next === undefined ? [] : wayFrom(state.Next, scope))];
}

const functionOf = (state: State): string => /\$\{([^.}]+)/.exec(state.Parameters?.FunctionName ?? '')?.[1] ?? '';

test('there are machines to look at', () => expect(machines.length).toBeGreaterThan(0));

describe.each(machines)('$id', ({ id, outer, inner, all }) => {
  const tasks = all.flatMap((scope) =>
    [...scope].filter(([, { Type }]) => Type === 'Task').map(([name, state]) => ({ name, state, scope })),
  );
  const repairs = [...outer].filter(([, state]) => state.Type === 'Task' && state.Catch.length === 0);

  test('every task has a timeout, and no state waits by itself', () => {
    for (const { name, state } of tasks) {
      expect([name, state.TimeoutSeconds ?? state.TimeoutSecondsPath]).toEqual([name, expect.anything()]);
    }
    expect(all.flatMap((scope) => [...scope.values()]).filter(({ Type }) => Type === 'Wait')).toEqual([]);
  });

  test('one task is without a way out of its faults: repair, after which the execution fails', () => {
    expect(repairs).toHaveLength(1);
    const [name = '', state] = repairs[0] ?? [];
    expect(wayFrom(name, outer).at(-1)?.[1].Type).toBe('Fail');
    expect(state && functionOf(state)).not.toBe('');
  });

  test('every fault of any other task or map leads to repair, by way of the map where it is inside one', () => {
    const [repair] = repairs[0] ?? [];
    const leadsToRepair = (states: Scope) =>
      [...states]
        .filter(([name, { Type }]) => (Type === 'Task' || Type === 'Map') && name !== repair)
        .map(([name, { Catch }]) => {
          const all = Catch.find(({ ErrorEquals }) => ErrorEquals.includes('States.ALL'));
          const way = wayFrom(all?.Next ?? '', states);
          return { name, ends: states === outer ? way[0]?.[0] === repair : way.at(-1)?.[1].Type === 'Fail' };
        });
    for (const { name, ends } of all.flatMap(leadsToRepair)) expect([name, ends]).toEqual([name, true]);
    const maps = [...outer.values()].filter(({ Type }) => Type === 'Map');
    expect(maps.length).toBe(inner.length);
  });

  test('a plan that names no place leads to repair, or out of the map to it', () => {
    const [repair] = repairs[0] ?? [];
    for (const scope of all) {
      const choices = [...scope].filter(([, { Type }]) => Type === 'Choice');
      expect(choices.length).toBeGreaterThan(0);
      for (const [name, { Default }] of choices) {
        const way = wayFrom(Default ?? '', scope);
        const reached = way.some(([state]) => state === repair);
        const ends = scope === outer ? reached : way.at(-1)?.[1].Type === 'Fail';
        expect([name, ends]).toEqual([name, true]);
      }
    }
  });

  test('repair and a failed execution raise an alarm', () => {
    const [, state] = repairs[0] ?? [];
    const called = state ? functionOf(state) : '';
    expect(alarms).toContain(`{"Ref":"${called}"}`);
    const own = `"Dimensions":[{"Name":"StateMachineArn","Value":{"Ref":"${id}"}}]`;
    for (const metric of ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'])
      expect(alarms).toContain(`${own},"MetricName":"${metric}"`);
  });
});
