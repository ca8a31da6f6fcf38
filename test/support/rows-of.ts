import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { residentStore } from '../../functions/shell/resident-store.ts';
import type { TestCloud } from './a-cloud.ts';

/** The rows of reports in a cloud under test, as its functions find them. */
export function rowsOf({ endpoints, spec }: TestCloud) {
  const client = new DynamoDBClient({
    endpoint: endpoints.dynamodb,
    region: 'x',
    credentials: { accessKeyId: 'test', secretAccessKey: 'b' },
  });
  const table = spec.tables.find(({ name }) => name.includes('Residents'));
  return residentStore(client, table?.name ?? '', 'shawan');
}
