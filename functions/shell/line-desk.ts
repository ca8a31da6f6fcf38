import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { desk, district } from './desk.ts';
import { dynamo } from './dynamo.ts';
import { env } from './env.ts';
import type { Desk } from './execute.ts';
import { type LineStore, lineStore } from './line-store.ts';
import { residents } from './resident-desk.ts';
import type { ResidentStore } from './resident-store.ts';
import { type ReviewDesk, reviewDesk } from './review-desk.ts';

/** Where functions that send find the lines, and the cases and reviews that are told what became of it. */
export interface LineDesk {
  lines: LineStore;
  cases: Desk;
  reviews: ReviewDesk;
  residents: ResidentStore;
}

export const lines = (client: DynamoDBClient = dynamo): LineStore => lineStore(client, env('LINES_TABLE'), district);

export const lineDesk = (): LineDesk => ({
  lines: lines(),
  cases: desk(),
  reviews: reviewDesk(),
  residents: residents(),
});
