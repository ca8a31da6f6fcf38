import type { Case } from '../../domain/case/case.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import type { Plan } from '../../domain/case-file/plan.ts';
import { CLOSED, isAtWork, partPlanOf, planOf } from '../../domain/case-file/plan.ts';
import type { Workflow } from '../../domain/case-file/workflow.ts';
import { delivered, executionName, isLanePending, isPending, partDelivered } from '../../domain/case-file/workflow.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { now } from '../shell/chance.ts';
import { desk } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { env } from '../shell/env.ts';
import { execute } from '../shell/execute.ts';
import { machine } from '../shell/machine-signals.ts';
import { writePartRows } from '../shell/seats.ts';
import { consumer } from '../shell/stream.ts';

const own = desk();
const cases = machine(env('MACHINE_ARN'));

/**
 * Tells the workflow of a case its newest plan: starts the execution, or wakes the waits that are armed; and puts the
 * parts of helping departments on their lists. Nothing is written on the case for it, since the next wait puts on record
 * what it knows; only a case and a part that have ended have no next wait. A second call finds the tokens used or the
 * name taken, and leaves it at that.
 */
async function relayCase(id: string): Promise<void> {
  const file = await own.cases.load(id);
  if (!file) return;
  const { workflow } = file;
  const [kase, directory] = [caseOf(file), await own.directory()];
  if (isPending(workflow)) await wake(id, kase, workflow, directory);
  await writePartRows(dynamo, env('CASES_TABLE'), kase, file.version, directory);
}

async function wake(id: string, kase: Case, workflow: Workflow, directory: Directory): Promise<void> {
  for (const [unit, lane] of Object.entries(workflow.parts)) {
    if (lane.token === null || !isLanePending(lane)) continue;
    const told = await cases.signal(lane.token, partPlanOf(kase, unit, workflow, now(), directory));
    if (told === 'delivered' || !isAtWork(kase, unit))
      await noted(id, (present) => partDelivered(present, unit, lane.seq));
  }
  if (!isLanePending(workflow)) return;
  const plan = planOf(kase, workflow, now(), directory);
  if ((await tell(workflow, plan)) && plan.where === CLOSED) {
    await noted(id, (present) => ({ ...delivered(present, plan.seq), token: null }));
  }
}

const noted = (id: string, change: (workflow: Workflow) => Workflow) =>
  execute(own, id, (file) => ({ ...file, workflow: change(file.workflow) }));

/** Whether the plan has reached the machine. While departments wait for it in its stead, they tell it. */
async function tell({ token, restart, parts }: Workflow, plan: Plan): Promise<boolean> {
  if (token !== null) return (await cases.signal(token, plan)) === 'delivered';
  if (Object.keys(parts).length > 0) return false;
  return (await cases.start(executionName(plan.case, restart), plan)) === 'started';
}

export const handler = consumer(relayCase);
