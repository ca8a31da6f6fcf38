import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Bundles } from './bundle.ts';
import { counted } from './counted.ts';
import { failureQueue } from './failure-queue.ts';
import { Handler } from './handler.ts';
import type { Use } from './use.ts';

export interface StreamProps {
  bundles: Bundles;
  /** To read and write the items that the stream tells of. */
  uses: Use[];
  /** What a consumer needs to be fed from their stream, and its ARN. */
  stream: () => Use & { arn: string };
  /** In front of the names of the metrics that are counted in logs. */
  metrics?: string;
}

export interface ConsumersProps extends StreamProps {
  relay: Pick<ConsumerProps, 'file' | 'uses'>;
  notify: Pick<ConsumerProps, 'file' | 'uses'>;
}

export interface ConsumerProps {
  /** Below `functions/tasks/`. */
  file: string;
  /** It is fed the items that have this attribute. */
  attribute: string;
  /** What it takes besides the items. */
  uses: Use[];
  /** In MiB; 256 unless said. */
  memory?: number;
}

export interface Consumer {
  function: IFunction;
  logGroup: ILogGroup;
  /** Counts the records that it handed back to the stream: `{"message": "record failed"}`. */
  failed: MetricFilter;
}

/**
 * What takes from the stream of a table, each only what is for it. What fails to the end is listed in the failure queue; the
 * item itself still knows, and the reconciler comes back to it.
 */
export class StreamConsumers extends Construct {
  readonly failures: Queue;
  readonly #props: StreamProps;

  constructor(scope: Construct, id: string, props: StreamProps) {
    super(scope, id);
    this.#props = props;
    this.failures = failureQueue(this);
  }

  /** One more function that takes from the stream. */
  add(name: string, { file, attribute, uses, memory = 256 }: ConsumerProps): Consumer {
    const { bundles, uses: items, stream: toRead } = this.#props;
    const stream = toRead();
    const { function: own, logGroup } = new Handler(this, name, {
      bundles,
      file: `tasks/${file}`,
      timeout: Duration.minutes(1),
      memory,
      uses: [...items, ...uses, stream, this.#toFail()],
    });
    this.#feed(`${name} feed`, own, stream.arn, attribute);
    // A consumer that reports a failed record has not failed for Lambda: its error metric stays at nought.
    const failed = `${name.charAt(0).toUpperCase()}${name.slice(1)}Failed`;
    return { function: own, logGroup, failed: this.counted(failed, logGroup, 'record failed') };
  }

  /** Counts the lines of a log that have a message. */
  counted(name: string, logGroup: ILogGroup, message: string): MetricFilter {
    return counted(this, name, logGroup, message, { metricName: `${this.#props.metrics ?? ''}${name}` });
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

/** What leaves a case, or a review, leaves through its item: the relay tells the machine, the notices go to the lines. */
export class Consumers extends StreamConsumers {
  readonly relay: Consumer;
  readonly notify: Consumer;

  constructor(scope: Construct, id: string, props: ConsumersProps) {
    super(scope, id, props);
    this.relay = this.add('relay', { ...props.relay, attribute: 'signal' });
    this.notify = this.add('notify', { ...props.notify, attribute: 'notice' });
  }
}
