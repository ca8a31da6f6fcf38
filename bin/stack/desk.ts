import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { caseStore } from '../../functions/shell/case-store.ts';
import { salt } from '../../functions/shell/chance.ts';
import { directoryStore } from '../../functions/shell/directory-store.ts';
import type { Desk } from '../../functions/shell/execute.ts';
import { heldStore } from '../../functions/shell/held-store.ts';
import { type LineStore, lineStore } from '../../functions/shell/line-store.ts';
import { photoRemoval, type RemovePhotos } from '../../functions/shell/photo-removal.ts';
import { type ResidentStore, residentStore } from '../../functions/shell/resident-store.ts';
import { Mistake } from '../mistake.ts';
import type { People } from '../people/people.ts';
import type { Place } from './place.ts';

/** What clients of a stack are made with. Throttling is waited out; on one machine anybody may. */
export const clientOf = ({ machine, endpoints }: Place) => ({
  region: machine.split(':')[3] ?? '',
  maxAttempts: 12,
  retryMode: 'adaptive',
  ...(endpoints && { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }),
});

const dynamoOf = (place: Place): DynamoDBClient =>
  new DynamoDBClient({ ...clientOf(place), ...(place.endpoints && { endpoint: place.endpoints.dynamodb }) });

/** The lines of a stack: on one machine it says their table itself. */
export function linesOf(place: Place, name: string | undefined): LineStore {
  const table = place.lines ?? name;
  if (table === undefined) throw new Mistake('--lines is missing: it is the output LinesTable of the stack');
  return lineStore(dynamoOf(place), table, place.district);
}

/** What removes photos from the bucket of a stack: on one machine it says its bucket itself. */
export function photoRemovalOf(place: Place, name: string | undefined): RemovePhotos {
  const bucket = place.photos ?? name;
  if (bucket === undefined) throw new Mistake('--photos is missing: it is the output PhotosBucket of the stack');
  const endpoint = place.endpoints && { endpoint: place.endpoints.s3, forcePathStyle: true };
  return photoRemoval(bucket, place.district, new S3Client({ ...clientOf(place), ...endpoint }));
}

/** The rows of reports of a stack: on one machine it says their table itself. */
export function residentsOf(place: Place, name: string | undefined): ResidentStore {
  const table = place.residents ?? name;
  if (table === undefined) throw new Mistake('--residents is missing: it is the output ResidentsTable of the stack');
  return residentStore(dynamoOf(place), table, place.district);
}

/** Where there may be something of a person in a stack. */
export function peopleOf(place: Place, given: { residents?: string; lines?: string; photos?: string }): People {
  return {
    desk: deskOf(place),
    residents: residentsOf(place, given.residents),
    held: heldStore(dynamoOf(place), place.residents ?? given.residents ?? '', place.district),
    lines: linesOf(place, given.lines),
    removePhotos: photoRemovalOf(place, given.photos),
    async forget(phone) {
      if (place.url === undefined) return;
      const answer = await fetch(`${place.url}/local/forget`, { method: 'POST', body: JSON.stringify({ phone }) });
      if (!answer.ok) throw new Mistake(`${place.url} answered ${answer.status}, and has not forgotten ${phone}`);
    },
  };
}

/** The cases of a stack and its directory, with the credentials of the environment. */
export function deskOf(place: Place): Desk {
  const { table, directory, district, now } = place;
  const dynamo = dynamoOf(place);
  const directories = directoryStore(dynamo, directory, district, salt);
  return { cases: caseStore(dynamo, table, district), directory: () => directories.current(), now };
}
