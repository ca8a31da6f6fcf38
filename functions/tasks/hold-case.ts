import * as z from 'zod/mini';
import { isRefusal } from '../../domain/case/refusal.ts';
import { caughtUp } from '../../domain/case-file/caught-up.ts';
import { Plan } from '../../domain/case-file/plan.ts';
import { armed, partArmed, type Workflow } from '../../domain/case-file/workflow.ts';
import { desk } from '../shell/desk.ts';
import { execute } from '../shell/execute.ts';
import { ifCurrent, Superseded } from '../shell/superseded.ts';
import { task } from '../shell/task.ts';

const own = desk();

/** What the machine hands over when it enters a wait. */
const Hold = z.object({
  token: z.string(),
  execution: z.string(),
  plan: Plan,
  /** When the state was entered, and how often it was tried since: not told by machines of before. */
  entered: z.optional(z.string()),
  tried: z.optional(z.int()),
});

/**
 * Entering a wait: puts its token on record and claims what has come due. A repetition with the same token changes
 * nothing. If the case has moved since the plan was made, the signal stays pending and the relay wakes this token.
 * Throws `Superseded` when another execution has taken the case over.
 */
export const handler = task(Hold, async ({ token, execution, plan, entered: since = '', tried = 0 }) => {
  const turn = `${since} ${String(tried).padStart(3, '0')}`;
  const result = await execute(
    own,
    plan.case,
    ifCurrent(execution, (file, present) => {
      const ticked = caughtUp(file, present);
      const workflow = entered(ticked.workflow, plan, { token, turn });
      return ticked === file && workflow === file.workflow ? file : { ...ticked, workflow };
    }),
  );
  if (!result || isRefusal(result)) throw new Superseded(execution);
});

/** The wait of the case itself, or of one of the departments at work on it. */
const entered = (workflow: Workflow, plan: Plan, { token, turn }: { token: string; turn: string }): Workflow =>
  plan.part === undefined
    ? armed(workflow, token, plan.seq, turn)
    : partArmed(workflow, plan.part, { token, seq: plan.seq, of: plan.of ?? 0, turn });
