import {
  DescribeStateMachineAliasCommand,
  ExecutionDoesNotExist,
  paginateListExecutions,
  type SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { Ulid } from '../../domain/primitives.ts';
import { Mistake } from '../mistake.ts';

/** An execution that runs, and the case it was started for; null for one whose name is no case's. */
export interface Running {
  arn: string;
  name: string;
  /** 0 if it was started past the versions. */
  version: number;
  of: { id: string; restart: number } | null;
}

/** Number of the version that an alias leads to. Throws a Mistake while it leads to two. */
export async function newestVersion(client: SFNClient, alias: string): Promise<number> {
  const answer = await client.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn: alias }));
  const [route, ...others] = answer.routingConfiguration ?? [];
  if (others.length > 0) throw new Mistake(`${alias} leads to several versions: let it lead to one first`);
  return versionIn(route?.stateMachineVersionArn);
}

/** Every execution of the alias's machine that runs, by whichever version or alias it was started. */
export async function runningExecutions(client: SFNClient, alias: string): Promise<Running[]> {
  const stateMachineArn = alias.split(':', 7).join(':');
  const running: Running[] = [];
  const pages = paginateListExecutions({ client, pageSize: 1000 }, { stateMachineArn, statusFilter: 'RUNNING' });
  for await (const { executions = [] } of pages) {
    for (const { executionArn: arn = '', name = '', stateMachineVersionArn } of executions) {
      running.push({ arn, name, version: versionIn(stateMachineVersionArn), of: caseIn(name) });
    }
  }
  return running;
}

/** Ends an execution; nothing happens to one that has ended by itself. */
export async function stopExecution(client: SFNClient, executionArn: string, cause: string): Promise<void> {
  try {
    await client.send(new StopExecutionCommand({ executionArn, error: 'Migrated', cause }));
  } catch (fault) {
    if (!(fault instanceof ExecutionDoesNotExist)) throw fault;
  }
}

const versionIn = (arn: string | undefined): number => Number(/:(\d+)$/.exec(arn ?? '')?.[1] ?? 0);

function caseIn(name: string): Running['of'] {
  const [, id, restart] = /^([^-]+)-(\d+)$/.exec(name) ?? [];
  return Ulid.safeParse(id).success && id !== undefined ? { id, restart: Number(restart) } : null;
}
