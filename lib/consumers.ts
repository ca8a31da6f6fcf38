import { Aws, Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Bundles } from './bundle.ts';
import { Handler } from './handler.ts';
import type { Sms } from './settings.ts';
import type { Tables } from './tables.ts';
import type { Use } from './use.ts';

export interface ConsumersProps {
  bundles: Bundles;
  tables: Tables;
  /** To start executions, and to end waits. */
  signal: Use;
  sms: Sms;
}

/**
 * What leaves a case leaves through its item: the relay tells the machine, the notices go to the telephones. Both take
 * from the stream of the table only what is for them. What fails to the end is listed in the failure queue; the case
 * itself still knows, and the reconciler comes back to it.
 */
export class Consumers extends Construct {
  readonly failures: Queue;
  readonly relay: IFunction;
  readonly notify: IFunction;
  /** Counts what the log of the notices says was given up: `{"message": "notices given up", "count": 1}`. */
  readonly noticesGivenUp: MetricFilter;

  constructor(scope: Construct, id: string, { bundles, tables, signal, sms }: ConsumersProps) {
    super(scope, id);
    this.failures = new Queue(this, 'Failures', {
      encryption: QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.days(14),
      enforceSSL: true,
    });
    const cases = [tables.cases('GetItem', 'PutItem'), tables.directory('GetItem')];
    const make = (name: string, attribute: string, use: Use): Handler => {
      const stream = tables.caseStream();
      const uses = [...cases, use, stream, this.#toFail()];
      const timeout = Duration.minutes(1);
      const consumer = new Handler(this, name, { bundles, file: `tasks/${name}`, timeout, memory: 256, uses });
      this.#feed(`${name} feed`, consumer.function, stream.arn, attribute);
      return consumer;
    };
    this.relay = make('relay', 'signal', signal).function;
    const notify = make('notify', 'notice', toSend(sms));
    this.notify = notify.function;
    this.noticesGivenUp = new MetricFilter(this, 'NoticesGivenUp', {
      logGroup: notify.logGroup,
      filterPattern: FilterPattern.stringValue('$.message', '=', 'notices given up'),
      metricNamespace: 'Gridlight',
      metricName: 'NoticesGivenUp',
      metricValue: '$.count',
    });
  }

  #toFail(): Use {
    return { rights: [new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.failures.queueArn] })] };
  }

  /** Feeds a consumer with the new items that have an attribute. The class of the CDK for this allows itself more. */
  #feed(id: string, consumer: IFunction, eventSourceArn: string, attribute: string): void {
    const pattern = { dynamodb: { NewImage: { [attribute]: { S: [{ exists: true }] } } } };
    new CfnEventSourceMapping(this, id, {
      functionName: consumer.functionName,
      eventSourceArn,
      startingPosition: 'TRIM_HORIZON',
      filterCriteria: { filters: [{ pattern: JSON.stringify(pattern) }] },
      batchSize: 10,
      // Cases of one shard at once; those of one key stay in order.
      parallelizationFactor: 10,
      bisectBatchOnFunctionError: true,
      functionResponseTypes: ['ReportBatchItemFailures'],
      maximumRetryAttempts: 10,
      maximumRecordAgeInSeconds: Duration.hours(1).toSeconds(),
      destinationConfig: { onFailure: { destination: this.failures.queueArn } },
    });
  }
}

/** To send SMS to telephones, and to no topic. */
function toSend(sms: Sms): Use {
  const publish = () =>
    new PolicyStatement({ actions: ['sns:Publish'], notResources: [`arn:${Aws.PARTITION}:sns:*:*:*`] });
  return { environment: { SMS: sms }, rights: sms === 'sns' ? [publish()] : [] };
}
