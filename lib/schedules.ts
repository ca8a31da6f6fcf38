import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type MetricFilter } from 'aws-cdk-lib/aws-logs';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Bundles } from './bundle.ts';
import { counted } from './counted.ts';
import { Handler } from './handler.ts';
import type { SigningKey } from './signing-key.ts';
import type { Tables } from './tables.ts';
import type { Use } from './use.ts';
import type { Vault } from './vault.ts';

export interface SchedulesProps {
  bundles: Bundles;
  tables: Tables;
  vault: Vault;
  key: SigningKey;
  /** To ask whether an execution still runs. */
  watch: Use;
}

/** What happens by the clock. A run that fails is not repeated: the next one does its work. */
export class Schedules extends Construct {
  readonly reconcile: IFunction;
  readonly checkpoint: IFunction;
  /** Counts what the log of the reconciler says. */
  readonly unanswered: MetricFilter;
  readonly unhealthy: MetricFilter;
  /** Counts the reports that wait too long for a clerk of the centre. */
  readonly heldTooLong: MetricFilter;

  constructor(scope: Construct, id: string, { bundles, tables, vault, key, watch }: SchedulesProps) {
    super(scope, id);
    const directory = tables.directory('GetItem');
    const { function: reconcile, logGroup } = new Handler(this, 'reconcile', {
      bundles,
      file: 'tasks/reconcile',
      timeout: Duration.seconds(55),
      memory: 256,
      uses: [
        tables.cases('GetItem', 'PutItem'),
        tables.casesBy('attention'),
        tables.lines('GetItem', 'UpdateItem'),
        tables.linesBy('attention'),
        tables.reviews('GetItem', 'PutItem'),
        directory,
        watch,
      ],
    });
    this.reconcile = reconcile;
    this.unanswered = counted(this, 'Unanswered', logGroup, 'nobody acknowledged', { value: '$.count' });
    this.unhealthy = counted(
      this,
      'Unhealthy',
      logGroup,
      FilterPattern.all(
        FilterPattern.stringValue('$.message', '=', 'reconciled'),
        FilterPattern.booleanValue('$.healthy', false),
      ),
    );
    this.checkpoint = new Handler(this, 'checkpoint', {
      bundles,
      file: 'tasks/checkpoint',
      timeout: Duration.minutes(10),
      memory: 512,
      uses: [tables.casesBy('changed'), directory, vault.write('checkpoints'), key.toSign()],
    }).function;
    const waiting = new Handler(this, 'held-waiting', {
      bundles,
      file: 'tasks/held-waiting',
      timeout: Duration.seconds(30),
      memory: 256,
      uses: [tables.residentsBy('of-case')],
    });
    this.heldTooLong = counted(this, 'HeldTooLong', waiting.logGroup, 'held reports wait too long', {
      value: '$.count',
    });
    callRegularly(new Construct(this, 'Minute'), this.reconcile, {
      expression: 'rate(1 minute)',
      description: 'Every minute: what should have happened by itself and did not',
    });
    // Ten minutes: by then the index knows the last write before a midnight.
    callRegularly(new Construct(this, 'Hour'), this.checkpoint, {
      expression: 'cron(10 * * * ? *)',
      description: 'Every hour: the checkpoint of each day that is over and has none',
    });
    callRegularly(new Construct(this, 'HeldHour'), waiting.function, {
      expression: 'cron(20 * * * ? *)',
      description: 'Every hour: how many reports wait too long for a clerk',
    });
  }
}

/** Has a function called, and nothing else, in a rhythm. */
export function callRegularly(
  scope: Construct,
  called: IFunction,
  schedule: { expression: string; description: string },
): void {
  // Called asynchronously: without this Lambda would repeat a failed run into the next ones.
  new CfnEventInvokeConfig(scope, 'Once', {
    functionName: called.functionName,
    qualifier: '$LATEST',
    maximumRetryAttempts: 0,
    maximumEventAgeInSeconds: 60,
  });
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
    inlinePolicies: {
      call: new PolicyDocument({
        statements: [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [called.functionArn] })],
      }),
    },
  });
  new CfnSchedule(scope, 'Schedule', {
    description: schedule.description,
    scheduleExpression: schedule.expression,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: called.functionArn,
      roleArn: role.roleArn,
      retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
    },
  });
}
