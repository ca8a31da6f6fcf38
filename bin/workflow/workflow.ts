import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { isOpen } from '../../domain/case/case.ts';
import { isRefusal } from '../../domain/case/refusal.ts';
import { type CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { planOf } from '../../domain/case-file/plan.ts';
import { caseStore } from '../../functions/shell/case-store.ts';
import { salt } from '../../functions/shell/chance.ts';
import { directoryStore } from '../../functions/shell/directory-store.ts';
import { execute } from '../../functions/shell/execute.ts';
import { startAgain } from '../../functions/shell/start-again.ts';
import { newestVersion, type Running, runningExecutions, stopExecution } from './executions.ts';
import type { Place } from './place.ts';

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

/** Talks to a stack with the credentials of the environment, or as anybody on one machine. Throttling is waited out. */
export function openWorkflow({ machine: alias, table, directory, district, endpoints, now }: Place): Workflow {
  const client = {
    region: alias.split(':')[3] ?? '',
    maxAttempts: 12,
    retryMode: 'adaptive',
    ...(endpoints && { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }),
  };
  const states = new SFNClient({ ...client, ...(endpoints && { endpoint: endpoints.stepfunctions }) });
  const dynamo = new DynamoDBClient({ ...client, ...(endpoints && { endpoint: endpoints.dynamodb }) });
  const directories = directoryStore(dynamo, directory, district, salt);
  const desk = { cases: caseStore(dynamo, table, district), directory: () => directories.current(), now };

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
