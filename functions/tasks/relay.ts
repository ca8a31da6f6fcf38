import { caseOf } from '../../domain/case-file/case-file.ts';
import { CLOSED, planOf } from '../../domain/case-file/plan.ts';
import { delivered, executionName, isPending } from '../../domain/case-file/workflow.ts';
import { now } from '../shell/chance.ts';
import { desk } from '../shell/desk.ts';
import { env } from '../shell/env.ts';
import { execute } from '../shell/execute.ts';
import { machine } from '../shell/machine-signals.ts';
import { consumer } from '../shell/stream.ts';

const own = desk();
const cases = machine(env('MACHINE_ARN'));

/**
 * Tells the workflow of a case its newest plan: starts the execution, or wakes the wait that is armed. Nothing is
 * written for it, since the next wait puts on record what it knows; only a case that ends has no next wait. A second
 * call finds the token used or the name taken, and leaves it at that.
 */
export async function relayCase(id: string): Promise<void> {
  const file = await own.cases.load(id);
  if (!file || !isPending(file.workflow)) return;
  const { token, seq, restart } = file.workflow;
  const plan = planOf(caseOf(file), seq, now(), await own.directory());
  const outcome =
    token === null ? await cases.start(executionName(id, restart), plan) : await cases.signal(token, plan);
  const told = outcome === 'started' || outcome === 'delivered';
  if (told && plan.where === CLOSED) {
    await execute(own, id, (present) => ({
      ...present,
      workflow: { ...delivered(present.workflow, seq), token: null },
    }));
  }
}

export const handler = consumer(relayCase);
