import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Api } from './api.ts';
import type { Consumer, Consumers } from './consumers.ts';
import type { Lines } from './lines.ts';
import type { CaseMachine } from './machine.ts';
import type { PhotoChecks } from './photo-checks.ts';
import type { Reviews } from './reviews.ts';
import type { Schedules } from './schedules.ts';
import type { Tasks } from './tasks.ts';

export interface AlarmsProps {
  api: Api;
  tasks: Tasks;
  machine: CaseMachine;
  consumers: Consumers;
  anonymise: Consumer;
  lines: Lines;
  schedules: Schedules;
  reviews: Reviews;
  photoChecks: PhotoChecks;
  email?: string | undefined;
}

/** What is measured, from which value on it alarms, and what that means in one sentence. */
interface Watch {
  metric: Metric | MathExpression;
  /** Alarms from this value on. */
  from: number;
  /** Periods of the metric in a row; 1 unless said. */
  periods?: number;
  meaning: string;
}

const period = Duration.minutes(5);
const sum = { period, statistic: 'Sum' };
const most = { period, statistic: 'Maximum' };

/** Alarms to one topic; each names its chapter of the runbook, which is called as the alarm is. */
export class Alarms extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.topic = alarmTopic(this, props.email);
    const action = new SnsAction(this.topic);
    for (const [name, { metric, from, periods = 1, meaning }] of Object.entries(watches(props))) {
      const alarm = new Alarm(this, name, {
        metric,
        threshold: from,
        evaluationPeriods: periods,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
        alarmDescription: described(name, meaning),
      });
      alarm.addAlarmAction(action);
    }
    for (const [name, { metric, meaning }] of Object.entries(silences(props))) {
      const silent = new Alarm(this, name, {
        metric,
        threshold: 1,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
        alarmDescription: described(name, meaning),
      });
      silent.addAlarmAction(action);
    }
  }
}

/** Share of the messages of this account and region that carriers delivered; no SNS, no data. */
const smsDelivered = new Metric({ namespace: 'AWS/SNS', metricName: 'SMSSuccessRate', period, statistic: 'Average' });

const described = (name: string, meaning: string): string => `${meaning} See docs/runbook.md#${name}`;

/** What must be heard of once in each period of its metric. */
const silences = ({ schedules, reviews }: AlarmsProps): Record<string, Pick<Watch, 'metric' | 'meaning'>> => ({
  'reconcile-silent': {
    metric: schedules.reconcile.metricInvocations(sum),
    meaning: 'The reconciler has not run for five minutes.',
  },
  'reviews-silent': {
    metric: reviews.reconcile.metricInvocations(sum),
    meaning: 'The reconciler of reviews has not run for five minutes.',
  },
  'checkpoint-silent': {
    metric: schedules.checkpoint.metricInvocations({ ...sum, period: Duration.hours(3) }),
    meaning: 'Nobody has looked for three hours whether a day has its checkpoint.',
  },
});

function watches(props: AlarmsProps): Record<string, Watch> {
  const { api, tasks, machine, consumers, anonymise, lines, schedules, reviews, photoChecks } = props;
  const both = [consumers, reviews.consumers];
  const relays = both.map(({ relay }) => relay);
  const notifiers = [...both.map(({ notify }) => notify), lines.send];
  const machines = [machine.machine, reviews.machine.machine];
  const reconcilers = [schedules.reconcile, reviews.reconcile];
  const { checkpoint } = schedules;
  return {
    'execution-repaired': {
      metric: total([tasks.repair, reviews.tasks.repair].map((each) => each.metricInvocations(sum))),
      from: 1,
      meaning: 'An execution could not go on; its case or review is started again by the reconciler.',
    },
    'executions-failed': {
      metric: total(
        machines.flatMap((each) => [each.metricFailed(sum), each.metricTimedOut(sum), each.metricAborted(sum)]),
      ),
      from: 1,
      meaning: 'Executions of a machine failed, ran for a year, or were stopped.',
    },
    'failure-queue': {
      metric: total([...both, lines].map(({ failures }) => failures.metricApproximateNumberOfMessagesVisible(most))),
      from: 1,
      meaning: 'Records of the stream were given up after all their tries.',
    },
    'relay-behind': {
      metric: largest(relays.map((each) => each.function.metric('IteratorAge', most))),
      from: 60_000,
      meaning: 'The relay is more than a minute behind the stream.',
    },
    'notify-behind': {
      metric: largest(notifiers.map((each) => each.function.metric('IteratorAge', most))),
      from: 300_000,
      meaning: 'Notices are more than five minutes behind the stream.',
    },
    'relay-errors': {
      metric: total(relays.flatMap(errorsOf)),
      from: 1,
      meaning: 'The relay fails.',
    },
    'notify-errors': {
      metric: total(notifiers.flatMap(errorsOf)),
      from: 1,
      meaning: 'The sender of notices fails.',
    },
    'anonymise-errors': {
      metric: total(errorsOf(anonymise)),
      from: 1,
      meaning: 'What people wrote in a case should be erased by now, and is not.',
    },
    'reconcile-errors': {
      metric: total(reconcilers.map((each) => each.metricErrors(sum))),
      from: 1,
      meaning: 'A reconciler fails.',
    },
    'checkpoint-errors': {
      metric: checkpoint.metricErrors(sum),
      from: 1,
      meaning: 'A day that is over has no checkpoint yet.',
    },
    throttled: {
      metric: throttles([
        tasks.holdCase,
        tasks.overdue,
        tasks.repair,
        consumers.relay.function,
        consumers.notify.function,
        lines.send.function,
        schedules.reconcile,
        checkpoint,
      ]),
      from: 1,
      meaning: 'Functions of the workflow were throttled.',
    },
    'reviews-throttled': {
      metric: throttles([
        ...Object.values(reviews.tasks),
        reviews.consumers.relay.function,
        reviews.consumers.notify.function,
        reviews.reconcile,
      ]),
      from: 1,
      meaning: 'Functions of the workflow of reviews were throttled.',
    },
    'api-faults': {
      metric: api.http.metricServerError(sum),
      from: 5,
      meaning: 'The API answered with faults of its own, five times in five minutes.',
    },
    'many-reports': {
      metric: api.reports.metric(sum),
      from: 60,
      meaning: 'Residents reported sixty matters in five minutes; each is a case, and an SMS.',
    },
    'turned-away': {
      metric: api.turnedAway.metric(sum),
      from: 20,
      meaning: 'The throttles of the API turned twenty requests away in five minutes.',
    },
    'held-too-long': {
      metric: schedules.heldTooLong.metric({ period: Duration.hours(1), statistic: 'Maximum' }),
      from: 1,
      meaning: 'Reports that look like abuse wait for a clerk of the centre for more than a day.',
    },
    'sms-failing': lines.bounced ? gatewayFailing(lines.bounced) : SNS_FAILING,
    'notices-given-up': {
      metric: total(lines.givenUp.map((each) => each.metric(sum))),
      from: 1,
      meaning: 'A notice reached no telephone.',
    },
    unanswered: {
      metric: schedules.unanswered.metric(sum),
      from: 1,
      meaning: 'Urgent news went up the whole line, and nobody acknowledged it.',
    },
    'reconcile-unhealthy': {
      metric: schedules.unhealthy.metric(sum),
      from: 4,
      periods: 3,
      meaning: 'For a quarter of an hour nearly every minute found something overdue that had not happened by itself.',
    },
    'photos-unchecked': {
      metric: photoChecks.failures.metricApproximateNumberOfMessagesVisible(most),
      from: 1,
      meaning: 'A photo that arrived could not be looked at, and is not shown.',
    },
    'sms-budget': {
      metric: lines.heldForBudget.metric(sum),
      from: 1,
      meaning: 'The SMS of the month are used up, or all but the fifth that is kept for what is urgent.',
    },
  };
}

const SNS_FAILING: Watch = {
  metric: new MathExpression({ expression: '1 - delivered', usingMetrics: { delivered: smsDelivered }, period }),
  from: 0.2,
  periods: 3,
  meaning: 'A fifth of the SMS that SNS took did not reach their telephones.',
};

const gatewayFailing = (bounced: MetricFilter): Watch => ({
  metric: bounced.metric(sum),
  from: 20,
  meaning: 'Twenty SMS in five minutes that the gateway took did not reach their telephones.',
});

const throttles = (functions: readonly IFunction[]): MathExpression =>
  total(functions.map((each) => each.metricThrottles(sum)));

/** Faults, and records that were handed back to the stream. */
const errorsOf = ({ function: own, failed }: Consumer): IMetric[] => [own.metricErrors(sum), failed.metric(sum)];

const total = (metrics: readonly IMetric[]): MathExpression => over('SUM', metrics);
const largest = (metrics: readonly IMetric[]): MathExpression => over('MAX', metrics);

function over(how: 'SUM' | 'MAX', metrics: readonly IMetric[]): MathExpression {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  return new MathExpression({ expression: `${how}([${Object.keys(usingMetrics).join(', ')}])`, usingMetrics, period });
}

function alarmTopic(scope: Construct, email: string | undefined): Topic {
  const topic = new Topic(scope, 'Topic', { enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  if (email) topic.addSubscription(new EmailSubscription(email));
  return topic;
}
