import { SFNClient } from '@aws-sdk/client-sfn';
import { isOpen } from '../../domain/case/case.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { planOf } from '../../domain/case-file/plan.ts';
import { execute } from '../../functions/shell/execute.ts';
import { startAgain } from '../../functions/shell/start-again.ts';
import { clientOf, deskOf } from '../stack/desk.ts';
import type { Place } from '../stack/place.ts';
import { newestVersion, type Running, runningExecutions, stopExecution } from './executions.ts';

/** The cases of a stack and the executions that wait for them. */
export interface Workflow {
  /** What starts executions, for people to read. */
  alias: string;
  newest(): Promise<number>;
  running(): Promise<Running[]>;
  look(id: string): Promise<CaseFile | undefined>;
  /** The hold in which a new execution of the case would wait now. */
  holdOf(file: CaseFile): Promise<string>;
  /** Takes the next restart number for an open case, if `restart` still is its number; answers the case as it is then. */
  startAgain(id: string, restart: number, because: string): Promise<CaseFile | undefined>;
  stop(execution: Running, cause: string): Promise<void>;
}

/** Talks to a stack with the credentials of the environment, or as anybody on one machine. */
export function openWorkflow(place: Place): Workflow {
  const { machine: alias, endpoints, now } = place;
  const states = new SFNClient({ ...clientOf(place), ...(endpoints && { endpoint: endpoints.stepfunctions }) });
  const desk = deskOf(place);

  return {
    alias,
    newest: () => newestVersion(states, alias),
    running: () => runningExecutions(states, alias),
    look: (id) => desk.cases.load(id),
    holdOf: async (file) => planOf(caseOf(file), file.workflow, now(), await desk.directory()).where,
    async startAgain(id, restart, because) {
      const again = startAgain(restart, because);
      const file = await execute(desk, id, (kase, present) => (isOpen(caseOf(kase)) ? again(kase, present) : kase));
      if (file && isRefusal(file)) throw new Error(`case ${id}: ${file.message}`);
      return file;
    },
    stop: ({ arn }, cause) => stopExecution(states, arn, cause),
  };
}
