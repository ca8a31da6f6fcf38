import { Aws, Duration, Stack } from 'aws-cdk-lib';
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
  /** Count the records that a consumer handed back to the stream: `{"message": "record failed"}`. */
  readonly relayFailed: MetricFilter;
  readonly notifyFailed: MetricFilter;

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
    const relay = make('relay', 'signal', signal);
    const notify = make('notify', 'notice', toSend(sms));
    this.relay = relay.function;
    this.notify = notify.function;
    const { stackName } = Stack.of(this);
    const counted = (name: string, { logGroup }: Handler, message: string, metricValue: string): MetricFilter =>
      new MetricFilter(this, name, {
        logGroup,
        filterPattern: FilterPattern.stringValue('$.message', '=', message),
        metricNamespace: `Gridlight/${stackName}`,
        metricName: name,
        metricValue,
      });
    this.noticesGivenUp = counted('NoticesGivenUp', notify, 'notices given up', '$.count');
    // A consumer that reports a failed record has not failed for Lambda: its error metric stays at nought.
    this.relayFailed = counted('RelayFailed', relay, 'record failed', '1');
    this.notifyFailed = counted('NotifyFailed', notify, 'record failed', '1');
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
