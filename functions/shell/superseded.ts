import { refuse } from '../../domain/case/refusal.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { executionName } from '../../domain/case-file/workflow.ts';
import type { StepOf } from './execute.ts';

/** The machine ends quietly on this error: another execution carries the case. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
  constructor(execution: string) {
    super(`execution ${execution} no longer carries its case`);
  }
}

/** The step, for the execution that carries the case; a refusal for any other. */
export const ifCurrent =
  (execution: string, step: StepOf): StepOf =>
  (file, present) =>
    execution === executionName(caseOf(file).id, file.workflow.restart)
      ? step(file, present)
      : refuse('not-open', `execution ${execution} was replaced`);
