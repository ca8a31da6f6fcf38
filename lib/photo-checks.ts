import { Duration, Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig, CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Bundles } from './bundle.ts';
import { failureQueue } from './failure-queue.ts';
import { Handler } from './handler.ts';
import type { Photos } from './photos.ts';
import type { Tables } from './tables.ts';

export interface PhotoChecksProps {
  bundles: Bundles;
  tables: Tables;
  photos: Photos;
}

const SIX_HOURS = Duration.hours(6).toSeconds();

/**
 * Has each photo that arrives looked at. S3 tells EventBridge, whose rule calls the function; what fails is tried again, by the rule
 * where the function cannot be called and by Lambda where it fails, and at last is put into the failure queue.
 */
export class PhotoChecks extends Construct {
  readonly failures: Queue;

  constructor(scope: Construct, id: string, { bundles, tables, photos }: PhotoChecksProps) {
    super(scope, id);
    this.failures = failureQueue(this);
    const toFail = new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.failures.queueArn] });
    const { function: check } = new Handler(this, 'check-photo', {
      bundles,
      file: 'tasks/check-photo',
      // Twelve million pixels take some ten seconds and 600 MB.
      timeout: Duration.minutes(1),
      memory: 1024,
      uses: [tables.cases('GetItem'), photos.check(), photos.remove(), { rights: [toFail] }],
    });
    new CfnEventInvokeConfig(this, 'Tries', {
      functionName: check.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: SIX_HOURS,
      destinationConfig: { onFailure: { destination: this.failures.queueArn } },
    });
    const { bucket, prefix } = photos.unchecked;
    const rule = new CfnRule(this, 'Arrived', {
      description: 'A photo was put into the bucket: it is looked at',
      eventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [bucket] }, object: { key: [{ prefix }] } },
      },
      targets: [
        {
          id: 'check',
          arn: check.functionArn,
          retryPolicy: { maximumRetryAttempts: 185, maximumEventAgeInSeconds: SIX_HOURS },
          deadLetterConfig: { arn: this.failures.queueArn },
        },
      ],
    });
    new CfnPermission(this, 'MayCall', {
      action: 'lambda:InvokeFunction',
      functionName: check.functionArn,
      principal: 'events.amazonaws.com',
      sourceArn: rule.attrArn,
      sourceAccount: Stack.of(this).account,
    });
    this.failures.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.failures.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
      }),
    );
  }
}
