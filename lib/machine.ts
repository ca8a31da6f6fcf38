import type { Construct } from 'constructs';
import { type CaseTasks, caseMachine } from '../statemachines/case.ts';
import { VersionedMachine } from './versioned-machine.ts';

/** The machine of cases. */
export class CaseMachine extends VersionedMachine {
  constructor(scope: Construct, id: string, tasks: CaseTasks) {
    super(scope, id, {
      comment: 'A case climbs against its clock',
      functions: [tasks.holdCase, tasks.overdue, tasks.repair],
      definition: (self) => caseMachine(self, tasks),
    });
  }
}
