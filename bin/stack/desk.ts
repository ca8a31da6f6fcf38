import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { caseStore } from '../../functions/shell/case-store.ts';
import { salt } from '../../functions/shell/chance.ts';
import { directoryStore } from '../../functions/shell/directory-store.ts';
import type { Desk } from '../../functions/shell/execute.ts';
import type { Place } from './place.ts';

/** What clients of a stack are made with. Throttling is waited out; on one machine anybody may. */
export const clientOf = ({ machine, endpoints }: Place) => ({
  region: machine.split(':')[3] ?? '',
  maxAttempts: 12,
  retryMode: 'adaptive',
  ...(endpoints && { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }),
});

/** The cases of a stack and its directory, with the credentials of the environment. */
export function deskOf(place: Place): Desk {
  const { table, directory, district, endpoints, now } = place;
  const dynamo = new DynamoDBClient({ ...clientOf(place), ...(endpoints && { endpoint: endpoints.dynamodb }) });
  const directories = directoryStore(dynamo, directory, district, salt);
  return { cases: caseStore(dynamo, table, district), directory: () => directories.current(), now };
}
