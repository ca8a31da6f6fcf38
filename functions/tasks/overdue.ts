import * as z from 'zod/mini';
import { isOpen } from '../../domain/case/case.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import type { CaseFile } from '../../domain/case-file/case-file.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { caughtUp } from '../../domain/case-file/caught-up.ts';
import { isAtWork, Plan, partPlanOf, planOf } from '../../domain/case-file/plan.ts';
import { answered, asked, partDelivered, partSeq } from '../../domain/case-file/workflow.ts';
import { now } from '../shell/chance.ts';
import { desk } from '../shell/desk.ts';
import { execute } from '../shell/execute.ts';
import { ifCurrent, Superseded } from '../shell/superseded.ts';
import { task } from '../shell/task.ts';

const own = desk();
const Asked = z.object({ execution: z.string(), plan: Plan });

/**
 * The machine has waited long enough and asks what now: what has come due is decided, and the newest plan is the
 * answer; that of the part, when a department at work with others asks. A repetition decides nothing twice.
 */
export const handler = task(Asked, async ({ execution, plan }): Promise<Plan> => {
  const { part } = plan;
  const result = await execute(
    own,
    plan.case,
    ifCurrent(execution, (file, present) => {
      const ticked = caughtUp(file, present);
      const kase = caseOf(ticked);
      if (part !== undefined) return isAtWork(kase, part) ? ticked : over(ticked, part);
      const open = isOpen(kase);
      return { ...ticked, workflow: open ? asked(ticked.workflow, present.now) : answered(ticked.workflow) };
    }),
  );
  if (!result || isRefusal(result)) throw new Superseded(execution);
  const [kase, directory] = [caseOf(result), await own.directory()];
  return part === undefined
    ? planOf(kase, result.workflow, now(), directory)
    : partPlanOf(kase, part, result.workflow, now(), directory);
});

function over(file: CaseFile, part: string): CaseFile {
  const workflow = partDelivered(file.workflow, part, partSeq(file.workflow, part));
  return workflow === file.workflow ? file : { ...file, workflow };
}
