import { Stack } from 'aws-cdk-lib';
import { Template as Assert } from 'aws-cdk-lib/assertions';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { Light } from '../../domain/case/colours.ts';
import { holdName } from '../../domain/review/plan.ts';
import { STAGE_NAMES, STAGES } from '../../domain/review/stages.ts';
import { parseDefinition } from '../../local/states/definition.ts';
import { reviewMachine } from '../../statemachines/review.ts';
import { textOf } from '../support/template.ts';

const State = z.looseObject({
  Type: z.string(),
  Next: z.optional(z.string()),
  Resource: z.optional(z.string()),
  TimeoutSeconds: z.optional(z.number()),
  TimeoutSecondsPath: z.optional(z.string()),
  Retry: z._default(z.array(z.looseObject({ ErrorEquals: z.array(z.string()), MaxAttempts: z.number() })), []),
  Catch: z._default(z.array(z.looseObject({ ErrorEquals: z.array(z.string()), Next: z.string() })), []),
  Choices: z._default(z.array(z.looseObject({ StringEquals: z.string(), Next: z.string() })), []),
  Default: z.optional(z.string()),
});

const definition: unknown = (() => {
  const stack = new Stack();
  const task = (name: string) =>
    LambdaFunction.fromFunctionArn(stack, name, `arn:aws:lambda:eu-central-1:123456789012:function:${name}`);
  const tasks = { holdReview: task('hold-review'), due: task('review-due'), repair: task('repair-review') };
  new StateMachine(stack, 'Machine', { definitionBody: DefinitionBody.fromChainable(reviewMachine(stack, tasks)) });
  const [machine] = Object.values(Assert.fromStack(stack).findResources('AWS::StepFunctions::StateMachine'));
  return JSON.parse(textOf(machine?.Properties.DefinitionString).replaceAll(/\$\{AWS::Partition\}/g, 'aws'));
})();
const { States } = z.object({ States: z.record(z.string(), State) }).parse(definition);
const holds = STAGE_NAMES.flatMap((stage) =>
  Light.options
    .filter((light) => light !== 'red' || !STAGES[stage].lapses)
    .map((light) => ({ stage, light, name: holdName(stage, light) })),
);
const catcher = (name: string, error: string) =>
  States[name]?.Catch.find(({ ErrorEquals }) => ErrorEquals.includes(error))?.Next;

describe('the machine of a review', () => {
  it('can be run on one machine', () => {
    expect(() => parseDefinition(definition)).not.toThrow();
  });

  it('has a hold for every stage and light but the red of what lapses, and seven states beside them', () => {
    const others = Object.keys(States).filter((name) => !holds.some((hold) => hold.name === name));
    const wanted = ['Closed', 'Lost', 'Repair', 'Superseded', 'Time is over', 'Unknown place', 'Where?'];
    expect(others.toSorted()).toEqual(wanted);
  });

  it.each(holds)(
    'waits at $name with a timeout of its own, then goes on to the next light or asks what now',
    ({ stage, light, name }) => {
      const after = {
        green: holdName(stage, 'yellow'),
        yellow: STAGES[stage].lapses ? 'Time is over' : holdName(stage, 'red'),
        red: 'Time is over',
      };
      expect(States[name]).toMatchObject({
        Resource: expect.stringMatching(/waitForTaskToken$/),
        TimeoutSecondsPath: `$.seconds.${light}`,
        Next: 'Where?',
      });
      expect(catcher(name, 'States.Timeout')).toBe(after[light]);
      expect(States['Where?']?.Choices).toContainEqual(expect.objectContaining({ StringEquals: name, Next: name }));
    },
  );

  it('bounds every task, and every failure ends in repair', () => {
    for (const [name, { Type, TimeoutSeconds, TimeoutSecondsPath, Retry }] of Object.entries(States)) {
      if (Type !== 'Task') continue;
      expect([name, TimeoutSeconds ?? TimeoutSecondsPath]).toEqual([name, expect.anything()]);
      expect(Retry.length).toBeGreaterThan(0);
      if (name === 'Repair') continue;
      expect([name, catcher(name, 'States.ALL'), catcher(name, 'Superseded')]).toEqual([name, 'Repair', 'Superseded']);
    }
    expect(States['Where?']?.Default).toBe('Unknown place');
    expect(States['Unknown place']?.Next).toBe('Repair');
    expect(States.Repair?.Next).toBe('Lost');
  });
});
