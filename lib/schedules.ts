import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Bundles } from './bundle.ts';
import { Handler } from './handler.ts';
import type { Tables } from './tables.ts';
import type { Use } from './use.ts';

export interface SchedulesProps {
  bundles: Bundles;
  tables: Tables;
  /** To ask whether an execution still runs. */
  watch: Use;
}

/** What happens every minute. A minute that fails is not repeated: the next one does its work. */
export class Schedules extends Construct {
  readonly reconcile: IFunction;

  constructor(scope: Construct, id: string, { bundles, tables, watch }: SchedulesProps) {
    super(scope, id);
    this.reconcile = new Handler(this, 'reconcile', {
      bundles,
      file: 'tasks/reconcile',
      timeout: Duration.seconds(55),
      memory: 256,
      uses: [tables.cases('GetItem', 'PutItem'), tables.casesBy('attention'), tables.directory('GetItem'), watch],
    }).function;
    // Called asynchronously: without this Lambda would repeat a failed minute into the next ones.
    new CfnEventInvokeConfig(this, 'Once', {
      functionName: this.reconcile.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: 60,
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      inlinePolicies: {
        reconcile: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.reconcile.functionArn] }),
          ],
        }),
      },
    });
    new CfnSchedule(this, 'Minute', {
      description: 'Every minute: what should have happened by itself and did not',
      scheduleExpression: 'rate(1 minute)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.reconcile.functionArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
      },
    });
  }
}
