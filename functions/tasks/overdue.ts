import * as z from 'zod/mini';
import { isOpen } from '../../domain/case/case.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { caughtUp } from '../../domain/case-file/caught-up.ts';
import { Plan, planOf } from '../../domain/case-file/plan.ts';
import { answered, asked } from '../../domain/case-file/workflow.ts';
import { now } from '../shell/chance.ts';
import { desk } from '../shell/desk.ts';
import { execute } from '../shell/execute.ts';
import { ifCurrent, Superseded } from '../shell/superseded.ts';
import { task } from '../shell/task.ts';

const own = desk();
const Asked = z.object({ execution: z.string(), plan: Plan });

/**
 * The machine has waited long enough in red and asks what now: reminders and the automatic way up are decided, and the
 * newest plan is the answer. A repetition decides nothing twice.
 */
export const handler = task(Asked, async ({ execution, plan }): Promise<Plan> => {
  const result = await execute(
    own,
    plan.case,
    ifCurrent(execution, (file, present) => {
      const ticked = caughtUp(file, present);
      const open = isOpen(caseOf(ticked));
      return { ...ticked, workflow: open ? asked(ticked.workflow, present.now) : answered(ticked.workflow) };
    }),
  );
  if (!result || isRefusal(result)) throw new Superseded(execution);
  return planOf(caseOf(result), result.workflow.seq, now(), await own.directory());
});
