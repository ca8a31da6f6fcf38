import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { Light } from '../domain/case/colours.ts';
import {
  ASKED,
  CLOSED,
  DEPARTMENTS,
  FEEDBACK,
  holdName,
  PART_ENDED,
  PAUSED,
  partName,
} from '../domain/case-file/plan.ts';
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
/** The plan again, out of an input that has an error beside it; that of a part has more, which only its own waits need. */
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
 * The machine of a case. Its input, every signal to it and every answer of its tasks is a plan (domain/case-file/plan.ts):
 * where the case is, and how long it may wait there in each light. It decides nothing. Resolved at the grid in time, a case
 * takes four transitions: Where?, Grid, Where?, Closed.
 *
 *     Where? → Grid → Grid yellow → Grid red → Overdue → Where?      the same for every level
 *     Where? → Paused | Asked | Feedback → Overdue → Where?          waits with one end
 *     Where? → Departments → Overdue → Where?                        several at once, each with the same three holds
 *       a wait that is told a new plan → Where?
 *       a wait of an execution that was replaced → Superseded
 *       anything broken, or a place unknown here → Repair → Lost; the case is started again under another name
 */
export function caseMachine(scope: Construct, tasks: CaseTasks): sfn.IChainable {
  const where = new sfn.Choice(scope, 'Where?');
  const superseded = new sfn.Succeed(scope, 'Superseded', { comment: 'A newer execution has the case' });
  const repair = repairing(scope, tasks.repair);
  const line = { scope, tasks, superseded, repair };

  const overdue = asking(line, 'Overdue');
  overdue.next(where);
  const to = (wait: sfn.TaskStateBase) => where.when(Condition.stringEquals('$.where', wait.stateId), wait);

  for (const level of Level.options) {
    for (const wait of lights(line, (light) => holdName(level, light), overdue, where)) to(wait);
  }
  for (const name of [PAUSED, ASKED, FEEDBACK]) to(hold(line, name, 'green', overdue, where));
  where.when(Condition.stringEquals('$.where', DEPARTMENTS), departments(line, overdue));
  where.when(Condition.stringEquals('$.where', CLOSED), new sfn.Succeed(scope, CLOSED));
  return where.otherwise(unknownPlace(scope, 'Unknown place').next(repair));
}

/** A line of waits, and where it goes when it cannot go on. */
interface Line {
  scope: Construct;
  tasks: CaseTasks;
  superseded: sfn.Succeed;
  repair: sfn.IChainable;
}

/** A retry of a wait arms a new token and waits the whole time again; the tick on entering it keeps the lights true. */
const recovering = ({ superseded, repair }: Line, task: sfn.TaskStateBase): sfn.TaskStateBase =>
  task
    .addRetry({ errors: ['Superseded'], maxAttempts: 0 })
    .addRetry(faults)
    .addCatch(superseded, { errors: ['Superseded'] })
    .addCatch(repair, { errors: [sfn.Errors.ALL], resultPath: '$.error' });

/** Asks what now; the answer is the newest plan. */
const asking = (line: Line, name: string): sfn.TaskStateBase =>
  recovering(
    line,
    new LambdaInvoke(line.scope, name, {
      ...bounded,
      lambdaFunction: line.tasks.overdue,
      payload: TaskInput.fromObject({ execution, plan }),
      outputPath: '$.Payload',
    }),
  );

/** A wait in a light; told a new plan it goes on to `told`, and when its time is over to `then`. */
function hold(
  line: Line,
  name: string,
  light: Light,
  then: sfn.TaskStateBase,
  told: sfn.IChainable,
): sfn.TaskStateBase {
  const wait = new LambdaInvoke(line.scope, name, {
    lambdaFunction: line.tasks.holdCase,
    integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    payload: TaskInput.fromObject({ token: JsonPath.taskToken, execution, plan, entered, tried }),
    retryOnServiceExceptions: false,
    taskTimeout: Timeout.at(`$.seconds.${light}`),
  }).addCatch(then, { errors: [sfn.Errors.TIMEOUT], resultPath: JsonPath.DISCARD });
  recovering(line, wait).next(told);
  return wait;
}

/** The waits in green, yellow and red, each going on to the next, and the last to `then`. */
function lights(
  line: Line,
  name: (light: Light) => string,
  then: sfn.TaskStateBase,
  told: sfn.IChainable,
): sfn.TaskStateBase[] {
  const red = hold(line, name('red'), 'red', then, told);
  const yellow = hold(line, name('yellow'), 'yellow', red, told);
  const green = hold(line, name('green'), 'green', yellow, told);
  return [green, yellow, red];
}

/**
 * Departments at work together 協同, each in a line of its own. A line ends when its part has, or when anything moves the
 * case; after the last one the machine asks what now. A line that breaks breaks the execution, which is started again.
 */
function departments({ scope, tasks, repair }: Line, overdue: sfn.TaskStateBase): sfn.Map {
  const map = new sfn.Map(scope, DEPARTMENTS, {
    itemsPath: '$.parts',
    itemSelector: {
      'case.$': '$.case',
      'district.$': '$.district',
      'of.$': '$.seq',
      'part.$': '$$.Map.Item.Value.part',
      'seq.$': '$$.Map.Item.Value.seq',
      'where.$': '$$.Map.Item.Value.where',
      'seconds.$': '$$.Map.Item.Value.seconds',
    },
    resultPath: JsonPath.DISCARD,
  });
  const where = new sfn.Choice(scope, 'Part where?');
  const superseded = new sfn.Succeed(scope, 'Part superseded', { comment: 'A newer execution has the case' });
  const lost = new sfn.Fail(scope, 'Part lost', { errorPath: '$.error.Error', causePath: '$.error.Cause' });
  const line = { scope, tasks, superseded, repair: lost };
  const partOverdue = asking(line, 'Part overdue');
  partOverdue.next(where);
  for (const wait of lights(line, partName, partOverdue, where)) {
    where.when(Condition.stringEquals('$.where', wait.stateId), wait);
  }
  where.when(Condition.stringEquals('$.where', PART_ENDED), new sfn.Succeed(scope, PART_ENDED));
  map.itemProcessor(where.otherwise(unknownPlace(scope, 'Unknown part').next(lost)));
  map.addCatch(repair, { errors: [sfn.Errors.ALL], resultPath: '$.error' });
  map.next(overdue);
  return map;
}

/** A plan made by newer code may name a place that this version of the machine does not have. */
const unknownPlace = (scope: Construct, name: string) =>
  new sfn.Pass(scope, name, {
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
