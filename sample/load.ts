import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { openDirectory } from '../domain/directory/directory.ts';
import { instant } from '../domain/primitives.ts';
import { caseStore } from '../functions/shell/case-store.ts';
import { sampleDocuments } from './directory.ts';
import { matters } from './matters.ts';
import { play } from './play.ts';
import { district } from './units.ts';

/** 3,800 in half a year, as the report counts. */
const IN_HALF_A_YEAR = 3800;
const DAYS = 30;
const AT_ONCE = 100;

export interface LoadInto {
  /** Of the HTTP API. */
  url: string;
  token(persona: string): Promise<string>;
  endpoints: { dynamodb: string; region: string };
  clock: { now(): number };
  progress(text: string): void;
}

/**
 * Loads the sample district through the API, and a month of its matters as they would have gone until now: the files
 * that the same rules would have left. Open cases start their executions by the stream, as any case does.
 */
export async function loadSample({ url, token, endpoints, clock, progress }: LoadInto): Promise<void> {
  const documents = sampleDocuments();
  progress(`Importing the sample district: ${documents.units.length} units, ${documents.officers.length} officers`);
  const answer = await fetch(`${url}/directory?dryRun=false`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await token('admin')}` },
    body: JSON.stringify(documents),
  });
  if (!answer.ok) throw new Error(`the sample directory was refused: ${answer.status} ${await answer.text()}`);

  const until = clock.now();
  const directory = openDirectory(documents, district, 1);
  const client = new DynamoDBClient({
    endpoint: endpoints.dynamodb,
    region: endpoints.region,
    credentials: { accessKeyId: 'sample', secretAccessKey: 'sample' },
  });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const table = TableNames.find((name) => /cases/i.test(name));
  if (!table) throw new Error(`no table of cases among ${TableNames.join(', ')}`);
  const store = caseStore(client, table, district);

  const count = Math.round((IN_HALF_A_YEAR * DAYS) / 182);
  const wish = { seed: 2014, from: instant(until - DAYS * 86_400_000), to: instant(until), count, documents };
  const at = instant(until);
  const present = { now: at, directory, hash: String, salt: 'sample', patience: 120 };
  let loaded = 0;
  for (const some of batches(matters(wish), AT_ONCE)) {
    // Written at once as they stand: the first version that this store sees.
    await Promise.all(some.map((matter) => store.save({ ...play(matter, directory, at), version: 1 }, present)));
    loaded += some.length;
    progress(`Loaded ${loaded} of ${count} matters`);
  }
  client.destroy();
  progress(`Loaded ${loaded} matters of the last ${DAYS} days`);
}

function* batches<T>(items: Iterable<T>, size: number): Iterable<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
