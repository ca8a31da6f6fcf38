import { Stack } from 'aws-cdk-lib';
import { Template as Assert } from 'aws-cdk-lib/assertions';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { Light } from '../../domain/case/colours.ts';
import {
  ASKED,
  CLOSED,
  DEPARTMENTS,
  FEEDBACK,
  holdName,
  PART_ENDED,
  PAUSED,
  partName,
} from '../../domain/case-file/plan.ts';
import { Level } from '../../domain/directory/documents.ts';
import { parseDefinition } from '../../local/states/definition.ts';
import { caseMachine } from '../../statemachines/case.ts';
import { textOf } from '../support/template.ts';

const Catcher = z.object({
  ErrorEquals: z.array(z.string()),
  Next: z.string(),
  ResultPath: z.optional(z.nullable(z.string())),
});
const Rule = z.object({ Variable: z.literal('$.where'), StringEquals: z.string(), Next: z.string() });
const State = z.looseObject({
  Type: z.string(),
  Next: z.optional(z.string()),
  Resource: z.optional(z.string()),
  TimeoutSeconds: z.optional(z.number()),
  TimeoutSecondsPath: z.optional(z.string()),
  Parameters: z.optional(z.object({ FunctionName: z.string(), Payload: z.record(z.string(), z.unknown()) })),
  Retry: z._default(z.array(z.looseObject({ ErrorEquals: z.array(z.string()), MaxAttempts: z.number() })), []),
  Catch: z._default(z.array(Catcher), []),
  Choices: z._default(z.array(Rule), []),
  Default: z.optional(z.string()),
});
type State = z.infer<typeof State>;

const definition: unknown = (() => {
  const stack = new Stack();
  const task = (name: string) =>
    LambdaFunction.fromFunctionArn(stack, name, `arn:aws:lambda:eu-central-1:123456789012:function:${name}`);
  const tasks = { holdCase: task('hold-case'), overdue: task('overdue'), repair: task('repair') };
  new StateMachine(stack, 'Machine', { definitionBody: DefinitionBody.fromChainable(caseMachine(stack, tasks)) });
  const [machine] = Object.values(Assert.fromStack(stack).findResources('AWS::StepFunctions::StateMachine'));
  return JSON.parse(textOf(machine?.Properties.DefinitionString).replaceAll(/\$\{AWS::Partition\}/g, 'aws'));
})();
const { StartAt, States } = z.object({ StartAt: z.string(), States: z.record(z.string(), State) }).parse(definition);

const state = (name: string): State => {
  const found = States[name];
  if (!found) throw new Error(`there is no state ${name}`);
  return found;
};
const SINGLE = [PAUSED, ASKED, FEEDBACK];
const holds = Level.options.flatMap((level) =>
  Light.options.map((light) => ({ level, light, name: holdName(level, light) })),
);

/** The states that an execution enters when its waits are told these places, one after the other. */
function entered(places: string[]): string[] {
  const path: string[] = [];
  const told = places.values();
  for (let at: string | undefined = StartAt; at !== undefined; ) {
    path.push(at);
    const { Type, Choices, Default, Next }: State = state(at);
    const where: string | undefined = Type === 'Choice' ? told.next().value : undefined;
    at = Type === 'Choice' ? (Choices.find((rule) => rule.StringEquals === where)?.Next ?? Default) : Next;
  }
  return path;
}

describe('the machine of a case', () => {
  it('has a hold for every level and light, three with one end, the departments, and seven states beside them', () => {
    const others = Object.keys(States).filter((name) => !holds.some((hold) => hold.name === name));
    expect(others.toSorted()).toEqual(
      [...SINGLE, DEPARTMENTS, CLOSED, 'Lost', 'Overdue', 'Repair', 'Superseded', 'Unknown place', 'Where?'].toSorted(),
    );
    expect(Object.keys(States)).toHaveLength(holds.length + others.length);
  });

  it('is taken whole by the embedded interpreter', () => {
    expect(parseDefinition(definition)).not.toHaveProperty('problems');
  });

  it('takes four transitions for a case resolved at the grid in time', () => {
    expect(entered(['Grid', CLOSED])).toEqual(['Where?', 'Grid', 'Where?', 'Closed']);
  });

  it('takes two more for each level that a case climbs', () => {
    expect(entered(['Grid', 'Village', 'Township', CLOSED])).toHaveLength(8);
  });

  it('has a way to every place that a plan can name', () => {
    const ways = state('Where?').Choices.map(({ StringEquals, Next }) => [StringEquals, Next]);
    expect(ways).toEqual(
      [...holds.map(({ name }) => name), ...SINGLE, DEPARTMENTS, CLOSED].map((name) => [name, name]),
    );
  });

  it('sends a place that it does not know to repair, which ends the execution', () => {
    expect(entered(['Moon'])).toEqual(['Where?', 'Unknown place', 'Repair', 'Lost']);
  });
});

describe.each(holds)('the hold $name', ({ level, light, name }) => {
  const { Type, Resource, TimeoutSecondsPath, Parameters, Next, Catch } = state(name);

  it('waits for a token, as long as the plan says', () => {
    expect({ Type, Resource, TimeoutSecondsPath, Next }).toEqual({
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      TimeoutSecondsPath: `$.seconds.${light}`,
      Next: 'Where?',
    });
    expect(Parameters?.Payload).toEqual({
      'token.$': '$$.Task.Token',
      'execution.$': '$$.Execution.Name',
      'entered.$': '$$.State.EnteredTime',
      'tried.$': '$$.State.RetryCount',
      'plan.$': '$',
    });
  });

  it('goes on to the next light with the same plan when its time is over', () => {
    const next = { green: holdName(level, 'yellow'), yellow: holdName(level, 'red'), red: 'Overdue' }[light];
    expect(Catch[0]).toEqual({ ErrorEquals: ['States.Timeout'], Next: next, ResultPath: null });
  });

  it('ends quietly when another execution has the case, and is repaired from all else', () => {
    expect(Catch.slice(1)).toEqual([
      { ErrorEquals: ['Superseded'], Next: 'Superseded' },
      { ErrorEquals: ['States.ALL'], Next: 'Repair', ResultPath: '$.error' },
    ]);
  });
});

describe('faults', () => {
  const tasks = Object.entries(States).filter(([, { Type }]) => Type === 'Task');

  it.each(tasks)(
    '%s is tried again after a fault, with growing and random delay, but not after a timeout',
    (_, { Retry }) => {
      expect(Retry.at(-1)).toEqual({
        ErrorEquals: ['States.TaskFailed'],
        IntervalSeconds: 1,
        MaxAttempts: 11,
        BackoffRate: 2,
        MaxDelaySeconds: 30,
        JitterStrategy: 'FULL',
      });
      expect(Retry.flatMap(({ ErrorEquals }) => ErrorEquals)).not.toContain('States.ALL');
    },
  );

  it.each(tasks)('%s waits for a bounded time', (_, { TimeoutSeconds, TimeoutSecondsPath }) => {
    expect(TimeoutSeconds ?? TimeoutSecondsPath).toBeDefined();
  });

  it.each(tasks.filter(([name]) => name !== 'Repair'))('%s does not try again what was superseded', (_, { Retry }) => {
    expect(Retry[0]).toEqual({ ErrorEquals: ['Superseded'], MaxAttempts: 0 });
  });

  it('give repair the plan in its strict shape, and the error beside it', () => {
    expect(state('Repair').Parameters?.Payload).toEqual({
      'execution.$': '$$.Execution.Name',
      plan: {
        'case.$': '$.case',
        'district.$': '$.district',
        'seq.$': '$.seq',
        'where.$': '$.where',
        'seconds.$': '$.seconds',
      },
      'error.$': '$.error',
    });
  });
});

describe('overdue', () => {
  it('answers the new plan, and goes on from there', () => {
    expect(state('Overdue')).toMatchObject({ OutputPath: '$.Payload', Next: 'Where?' });
  });
});

describe.each(SINGLE)('the wait %s', (name) => {
  it('has one end, after which the machine asks what now', () => {
    const { TimeoutSecondsPath, Next, Catch } = state(name);
    expect({ TimeoutSecondsPath, Next }).toEqual({ TimeoutSecondsPath: '$.seconds.green', Next: 'Where?' });
    expect(Catch[0]).toEqual({ ErrorEquals: ['States.Timeout'], Next: 'Overdue', ResultPath: null });
  });
});

describe('departments at work together', () => {
  const map = z
    .object({
      ItemsPath: z.string(),
      ResultPath: z.null(),
      Next: z.string(),
      Catch: z.array(Catcher),
      ItemProcessor: z.object({ StartAt: z.string(), States: z.record(z.string(), State) }),
    })
    .parse(state(DEPARTMENTS));

  it('have a line of waits each, in the three lights, and end before the machine asks what now', () => {
    expect(map).toMatchObject({ ItemsPath: '$.parts', ResultPath: null, Next: 'Overdue' });
    const inner = map.ItemProcessor.States;
    expect(Object.keys(inner).toSorted()).toEqual(
      [
        ...Light.options.map(partName),
        PART_ENDED,
        'Part lost',
        'Part overdue',
        'Part superseded',
        'Part where?',
        'Unknown part',
      ].toSorted(),
    );
    for (const light of Light.options) {
      const { TimeoutSecondsPath, Next, Catch } = inner[partName(light)] ?? {};
      expect({ TimeoutSecondsPath, Next }).toEqual({ TimeoutSecondsPath: `$.seconds.${light}`, Next: 'Part where?' });
      const then = { green: partName('yellow'), yellow: partName('red'), red: 'Part overdue' }[light];
      expect(Catch?.[0]).toMatchObject({ ErrorEquals: ['States.Timeout'], Next: then });
    }
  });

  it('break the execution when a line breaks, which repair then notes', () => {
    expect(map.Catch).toEqual([{ ErrorEquals: ['States.ALL'], Next: 'Repair', ResultPath: '$.error' }]);
  });
});
