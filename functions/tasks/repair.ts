import * as z from 'zod/mini';
import { Plan } from '../../domain/case-file/plan.ts';
import { lost } from '../../domain/case-file/workflow.ts';
import { desk } from '../shell/desk.ts';
import { execute } from '../shell/execute.ts';
import { log } from '../shell/log.ts';
import { ifCurrent } from '../shell/superseded.ts';
import { task } from '../shell/task.ts';

const own = desk();
const Lost = z.object({ execution: z.string(), plan: Plan, error: z.unknown() });

/**
 * The machine cannot go on and will end. Raises the alarm and marks the case to be told, so that the reconciler finds
 * it and starts it again. A repetition marks it once more, which does no harm.
 */
export const handler = task(Lost, async ({ execution, plan, error }): Promise<void> => {
  log.error('execution lost', { execution, case: plan.case, cause: error });
  await execute(
    own,
    plan.case,
    ifCurrent(execution, (file, { now }) => ({
      ...file,
      workflow: lost(file.workflow, now),
    })),
  );
});
