import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { reviewMachine } from '../statemachines/review.ts';
import type { Bundles } from './bundle.ts';
import { Consumers } from './consumers.ts';
import { Handler } from './handler.ts';
import { callRegularly } from './schedules.ts';
import type { Tables } from './tables.ts';
import type { Use } from './use.ts';
import { VersionedMachine } from './versioned-machine.ts';

export interface ReviewsProps {
  bundles: Bundles;
  tables: Tables;
}

/** What moves reviews besides people: their machine with its tasks, what their stream wakes, and their minute. */
export class Reviews extends Construct {
  readonly machine: VersionedMachine;
  readonly consumers: Consumers;
  readonly tasks: { holdReview: IFunction; due: IFunction; repair: IFunction };
  readonly reconcile: IFunction;

  constructor(scope: Construct, id: string, { bundles, tables }: ReviewsProps) {
    super(scope, id);
    const review = [tables.reviews('GetItem', 'PutItem'), tables.directory('GetItem')];
    const cases = tables.cases('GetItem', 'PutItem');
    const task = (name: string, timeout: Duration, uses: Use[]): IFunction =>
      new Handler(this, name, { bundles, file: `tasks/${name}`, timeout, memory: 256, uses }).function;

    const called = Duration.seconds(30);
    this.tasks = {
      holdReview: task('hold-review', called, review),
      due: task('review-due', called, [...review, cases]),
      repair: task('repair-review', called, review),
    };
    this.machine = new VersionedMachine(this, 'Machine', {
      comment: 'A review goes through its stages against its clocks',
      functions: Object.values(this.tasks),
      definition: (self) => reviewMachine(self, this.tasks),
    });
    this.consumers = new Consumers(this, 'Consumers', {
      bundles,
      uses: review,
      stream: () => tables.reviewStream(),
      relay: { file: 'relay-reviews', uses: [this.machine.toSignal(), cases] },
      notify: { file: 'notify-reviews', uses: [tables.lines('PutItem')] },
      metrics: 'Review',
    });
    const watch = [tables.reviewsBy('attention'), this.machine.toWatch()];
    this.reconcile = task('reconcile-reviews', Duration.seconds(55), [...review, ...watch]);
    callRegularly(new Construct(this, 'Minute'), this.reconcile, {
      expression: 'rate(1 minute)',
      description: 'Every minute: what should have happened to reviews by itself and did not',
    });
  }
}
