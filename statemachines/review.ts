import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { Light } from '../domain/case/colours.ts';
import { CLOSED } from '../domain/case-file/plan.ts';
import { holdName } from '../domain/review/plan.ts';
import { STAGE_NAMES, STAGES, type StageName } from '../domain/review/stages.ts';

export interface ReviewTasks {
  /** Arms the token of a hold on the review, and claims the light that was reached. */
  holdReview: IFunction;
  /** Ends what ends by itself; answers the new plan. */
  due: IFunction;
  /** Notes on the review that its execution is lost. */
  repair: IFunction;
}

const { JsonPath, Condition, Timeout, TaskInput } = sfn;

const execution = JsonPath.stringAt('$$.Execution.Name');
const plan = JsonPath.objectAt('$');
/** The plan again, out of an input that has an error beside it. */
const planBesideError = {
  review: JsonPath.stringAt('$.review'),
  district: JsonPath.stringAt('$.district'),
  seq: JsonPath.numberAt('$.seq'),
  where: JsonPath.stringAt('$.where'),
  seconds: JsonPath.objectAt('$.seconds'),
};
// As in the machine of cases.
const faults: sfn.RetryProps = {
  errors: [sfn.Errors.TASKS_FAILED],
  interval: Duration.seconds(1),
  backoffRate: 2,
  maxAttempts: 11,
  maxDelay: Duration.seconds(30),
  jitterStrategy: sfn.JitterType.FULL,
};
const bounded = { retryOnServiceExceptions: false, taskTimeout: Timeout.duration(Duration.hours(6)) };

/**
 * The machine of a review, built as that of a case is: its input, every signal to it and every answer is a plan
 * (domain/review/plan.ts), and it decides nothing.
 *
 *     Where? → Findings → Findings yellow → Findings red → Time is over → Where?     also Proposed, Decision, Ruling
 *     Where? → Statements → Statements yellow → Time is over → Where?                also Appeal, which lapses
 *       a wait that is told a new plan → Where?
 *       a wait of an execution that was replaced → Superseded
 *       anything broken, or a place unknown here → Repair → Lost; the review is started again under another name
 */
export function reviewMachine(scope: Construct, tasks: ReviewTasks): sfn.IChainable {
  const where = new sfn.Choice(scope, 'Where?');
  const superseded = new sfn.Succeed(scope, 'Superseded', { comment: 'A newer execution has the review' });
  const repair = repairing(scope, tasks.repair);

  const recovering = (task: sfn.TaskStateBase): sfn.TaskStateBase =>
    task
      .addRetry({ errors: ['Superseded'], maxAttempts: 0 })
      .addRetry(faults)
      .addCatch(superseded, { errors: ['Superseded'] })
      .addCatch(repair, { errors: [sfn.Errors.ALL], resultPath: '$.error' });

  const due = recovering(
    new LambdaInvoke(scope, 'Time is over', {
      ...bounded,
      lambdaFunction: tasks.due,
      payload: TaskInput.fromObject({ execution, plan }),
      outputPath: '$.Payload',
    }),
  );
  due.next(where);

  /** The wait at a stage in a light; when its time is over, the machine goes on to `then`. */
  function hold(stage: StageName, light: Light, then: sfn.TaskStateBase): sfn.TaskStateBase {
    const entered = JsonPath.stringAt('$$.State.EnteredTime');
    const tried = JsonPath.numberAt('$$.State.RetryCount');
    const wait = new LambdaInvoke(scope, holdName(stage, light), {
      lambdaFunction: tasks.holdReview,
      integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      payload: TaskInput.fromObject({ token: JsonPath.taskToken, execution, plan, entered, tried }),
      retryOnServiceExceptions: false,
      taskTimeout: Timeout.at(`$.seconds.${light}`),
    }).addCatch(then, { errors: [sfn.Errors.TIMEOUT], resultPath: JsonPath.DISCARD });
    recovering(wait).next(where);
    where.when(Condition.stringEquals('$.where', wait.stateId), wait);
    return wait;
  }

  for (const stage of STAGE_NAMES) {
    const last = STAGES[stage].lapses ? due : hold(stage, 'red', due);
    hold(stage, 'green', hold(stage, 'yellow', last));
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
