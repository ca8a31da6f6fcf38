import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { CaseTasks } from '../statemachines/case.ts';
import type { Bundles } from './bundle.ts';
import { Handler } from './handler.ts';
import type { Tables } from './tables.ts';

/** The functions that the machine calls. Each decides on the case as it stands, and writes it. */
export class Tasks extends Construct implements CaseTasks {
  readonly holdCase: IFunction;
  readonly overdue: IFunction;
  readonly repair: IFunction;

  constructor(scope: Construct, id: string, { bundles, tables }: { bundles: Bundles; tables: Tables }) {
    super(scope, id);
    const uses = [tables.cases('GetItem', 'PutItem'), tables.directory('GetItem')];
    const task = (name: string): IFunction => {
      const timeout = Duration.seconds(30);
      return new Handler(this, name, { bundles, file: `tasks/${name}`, timeout, memory: 256, uses }).function;
    };
    this.holdCase = task('hold-case');
    this.overdue = task('overdue');
    this.repair = task('repair');
  }
}
