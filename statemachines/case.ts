import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { Light } from '../domain/case/light.ts';
import { CLOSED, holdName } from '../domain/case-file/plan.ts';
import { Level } from '../domain/directory/documents.ts';

export interface CaseTasks {
  /** Arms the token of a hold on the case, and claims the light that was reached. */
  holdCase: IFunction;
  /** Decides what a long red leads to; answers the new plan. */
  overdue: IFunction;
  /** Notes on the case that its execution is lost. */
  repair: IFunction;
}

const { JsonPath, Condition, Timeout, TaskInput } = sfn;

const execution = JsonPath.stringAt('$$.Execution.Name');
const plan = JsonPath.objectAt('$');
/** Which of two waits is the later one, when a slow function arms the earlier one last. */
const entered = JsonPath.stringAt('$$.State.EnteredTime');
const tried = JsonPath.numberAt('$$.State.RetryCount');
/** The plan again, out of an input that has an error beside it. */
const planBesideError = {
  case: JsonPath.stringAt('$.case'),
  district: JsonPath.stringAt('$.district'),
  seq: JsonPath.numberAt('$.seq'),
  where: JsonPath.stringAt('$.where'),
  seconds: JsonPath.objectAt('$.seconds'),
};

// Every fault but a timeout is a States.TaskFailed: of Lambda, of the handler, and throttling. Some two minutes in all:
// longer than a deployment leaves functions of two ages side by side.
const faults: sfn.RetryProps = {
  errors: [sfn.Errors.TASKS_FAILED],
  interval: Duration.seconds(1),
  backoffRate: 2,
  maxAttempts: 11,
  maxDelay: Duration.seconds(30),
  jitterStrategy: sfn.JitterType.FULL,
};
// Lambda itself ends a call after half a minute. This is for the case that its answer never comes, and long, since on one
// machine with a fast clock a minute may be less than a function needs to start.
const bounded = { retryOnServiceExceptions: false, taskTimeout: Timeout.duration(Duration.hours(6)) };

/**
 * The machine of a case. Its input, every signal to it and every answer of its tasks is a plan (domain/plan.ts): where
 * the case is, and how long it may wait there in each light. It decides nothing. Resolved at the grid in time, a case
 * takes four transitions: Where?, Grid, Where?, Closed.
 *
 *     Where? → Grid → Grid yellow → Grid red → Overdue → Where?      the same for every level
 *       a wait that is told a new plan → Where?
 *       a wait of an execution that was replaced → Superseded
 *       anything broken, or a place unknown here → Repair → Lost; the case is started again under another name
 */
export function caseMachine(scope: Construct, tasks: CaseTasks): sfn.IChainable {
  const where = new sfn.Choice(scope, 'Where?');
  const superseded = new sfn.Succeed(scope, 'Superseded', { comment: 'A newer execution has the case' });
  const repair = repairing(scope, tasks.repair);

  /** A retry of a wait arms a new token and waits the whole time again; the tick on entering it keeps the lights true. */
  const recovering = (task: sfn.TaskStateBase): sfn.TaskStateBase =>
    task
      .addRetry({ errors: ['Superseded'], maxAttempts: 0 })
      .addRetry(faults)
      .addCatch(superseded, { errors: ['Superseded'] })
      .addCatch(repair, { errors: [sfn.Errors.ALL], resultPath: '$.error' });

  const overdue = recovering(
    new LambdaInvoke(scope, 'Overdue', {
      ...bounded,
      lambdaFunction: tasks.overdue,
      payload: TaskInput.fromObject({ execution, plan }),
      outputPath: '$.Payload',
    }),
  );
  overdue.next(where);

  /** The wait at a level in a light; when its time is over, the machine goes on to `then`. */
  function hold(level: Level, light: Light, then: sfn.TaskStateBase): sfn.TaskStateBase {
    const wait = new LambdaInvoke(scope, holdName(level, light), {
      lambdaFunction: tasks.holdCase,
      integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      payload: TaskInput.fromObject({ token: JsonPath.taskToken, execution, plan, entered, tried }),
      retryOnServiceExceptions: false,
      taskTimeout: Timeout.at(`$.seconds.${light}`),
    }).addCatch(then, { errors: [sfn.Errors.TIMEOUT], resultPath: JsonPath.DISCARD });
    recovering(wait).next(where);
    return wait;
  }

  for (const level of Level.options) {
    const red = hold(level, 'red', overdue);
    const yellow = hold(level, 'yellow', red);
    const green = hold(level, 'green', yellow);
    for (const wait of [green, yellow, red]) where.when(Condition.stringEquals('$.where', wait.stateId), wait);
  }
  where.when(Condition.stringEquals('$.where', CLOSED), new sfn.Succeed(scope, CLOSED));
  return where.otherwise(unknownPlace(scope).next(repair));
}

/** A plan made by newer code may name a place that this version of the machine does not have. */
const unknownPlace = (scope: Construct) =>
  new sfn.Pass(scope, 'Unknown place', {
    result: sfn.Result.fromObject({
      Error: 'UnknownPlace',
      Cause: 'The plan names a place that this version of the machine does not have',
    }),
    resultPath: '$.error',
  });

function repairing(scope: Construct, repair: IFunction): sfn.TaskStateBase {
  const task = new LambdaInvoke(scope, 'Repair', {
    ...bounded,
    lambdaFunction: repair,
    payload: TaskInput.fromObject({ execution, plan: planBesideError, error: JsonPath.objectAt('$.error') }),
    resultPath: JsonPath.DISCARD,
  }).addRetry(faults);
  task.next(new sfn.Fail(scope, 'Lost', { errorPath: '$.error.Error', causePath: '$.error.Cause' }));
  return task;
}
