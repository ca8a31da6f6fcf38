import {
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import {
  ListStateMachinesCommand,
  paginateListExecutions,
  SendTaskHeartbeatCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { CaseFile, caseOf } from '../../domain/case-file/case-file.ts';
import { caseKey } from '../../functions/shell/case-keys.ts';

/** What a test needs to know of a running cloud to look inside with SDK clients, as `/local/endpoints` tells it. */
export interface Endpoints {
  dynamodb: string;
  stepfunctions: string;
  region: string;
}

/** A look at what the API does not show: the items of the cases, and the executions that wait for them. */
export function inside({ dynamodb, stepfunctions, region }: Endpoints) {
  const own = { region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const tables = new DynamoDBClient({ ...own, endpoint: dynamodb });
  const machine = new SFNClient({ ...own, endpoint: stepfunctions });
  const tableOfCases = async (): Promise<string> => {
    const { TableNames = [] } = await tables.send(new ListTablesCommand({}));
    const found = TableNames.find((name) => /cases/i.test(name));
    if (!found) throw new Error(`no table of cases among ${TableNames}`);
    return found;
  };

  return {
    tables,
    machine,
    tableOfCases,
    /** Every case file in the table, by the id of the case. */
    async files(): Promise<Map<string, CaseFile>> {
      const found = new Map<string, CaseFile>();
      const input = { TableName: await tableOfCases(), ConsistentRead: true };
      for await (const { Items = [] } of paginateScan({ client: tables }, input)) {
        for (const item of Items) {
          // Rows of helping departments have no document.
          if (!item.doc?.S) continue;
          const file = CaseFile.parse(JSON.parse(item.doc.S));
          found.set(caseOf(file).id, file);
        }
      }
      return found;
    },
    /** Changes a text in the stored document of a case, as no command could. */
    async tamper(id: string, from: string, to: string): Promise<void> {
      const TableName = await tableOfCases();
      const key = { pk: { S: caseKey('shawan', id) } };
      const { Item } = await tables.send(new GetItemCommand({ TableName, Key: key }));
      const doc = Item?.doc?.S ?? '';
      if (!doc.includes(from)) throw new Error(`case ${id} does not hold "${from}"`);
      await tables.send(new PutItemCommand({ TableName, Item: { ...Item, doc: { S: doc.replace(from, to) } } }));
    },
    /** ARN of each execution that runs, by its name. */
    async running(): Promise<Map<string, string>> {
      const found = new Map<string, string>();
      const { stateMachines: [own] = [] } = await machine.send(new ListStateMachinesCommand({}));
      const stateMachineArn = own?.stateMachineArn;
      const input = { stateMachineArn, statusFilter: 'RUNNING' as const };
      for await (const { executions = [] } of paginateListExecutions({ client: machine }, input)) {
        for (const { name, executionArn } of executions) found.set(name ?? '', executionArn ?? '');
      }
      return found;
    },
    /** Whether Step Functions knows this token as one that a wait still holds. */
    isArmed: (taskToken: string): Promise<boolean> =>
      machine.send(new SendTaskHeartbeatCommand({ taskToken })).then(
        () => true,
        () => false,
      ),
    [Symbol.dispose]() {
      tables.destroy();
      machine.destroy();
    },
  };
}
