import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readAll, type Stretch } from '../functions/shell/holding-index.ts';
import { answerAs } from './helper.ts';

/** Stretches of the index `holding`, all read at once, each page by page. */
export interface RawWork {
  endpoint: string;
  region: string;
  table: string;
  stretches: Stretch[];
  attributes: string;
}
export interface RawRead {
  took: number;
  items: number;
}

let client: DynamoDBClient | undefined;

/** Reads what the wall reads and does nothing with it. */
answerAs(async ({ endpoint, region, table, stretches, attributes }: RawWork): Promise<RawRead> => {
  client ??= new DynamoDBClient({ endpoint, region, credentials: { accessKeyId: 'raw', secretAccessKey: 'raw' } });
  const dynamo = client;
  const began = performance.now();
  const counts = await Promise.all(
    stretches.map(async (stretch) => {
      let items = 0;
      for await (const rows of readAll(dynamo, table, stretch, attributes)) items += rows.length;
      return items;
    }),
  );
  return { took: performance.now() - began, items: counts.reduce((sum, items) => sum + items, 0) };
});
