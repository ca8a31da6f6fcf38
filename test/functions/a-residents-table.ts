import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { residentStore } from '../../functions/shell/resident-store.ts';

const TableName = 'residents';
const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];
const index = (IndexName: string, hash: string) => ({
  IndexName,
  KeySchema: keys(hash, 'pk'),
  Projection: { ProjectionType: 'ALL' as const },
});

/** The store of reports on an empty table in memory, with the keys and indexes of `lib/tables.ts`. */
export async function aResidentsTable(district = 'shawan') {
  const server = dynalite({ path: '', createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'ofCase', 'person'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      KeySchema: keys('pk', 'sk'),
      GlobalSecondaryIndexes: [index('of-case', 'ofCase'), index('person', 'person')],
    }),
  );
  const close = async () => {
    client.destroy();
    server.close();
    await once(server, 'close');
  };
  return {
    client,
    residents: residentStore(client, TableName, district),
    in: (other: string) => residentStore(client, TableName, other),
    close,
  };
}
