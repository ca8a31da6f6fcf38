import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../../domain/primitives.ts';

/** What may be spent on SMS in a month, in messages as carriers count them. */
export interface Budget {
  /** Whether one more may go. The last fifth of a month's messages is for what is urgent. */
  allows(isUrgent: boolean, now: Instant): Promise<boolean>;
  /** Counts messages as spent. A crash right after it has counted one too many. */
  spend(messages: number, now: Instant): Promise<void>;
}

/** Share of the month's messages that what is not urgent may use. */
const ROUTINE = 0.8;

/** Months are those of UTC: a few hours off the district's, which no bill minds. */
export function monthlyBudget(client: DynamoDBClient, table: string, district: string, most: number): Budget {
  const keyOf = (now: Instant) => ({ pk: { S: `D#${district}#B` }, sk: { S: now.slice(0, 7) } });
  return {
    async allows(isUrgent, now) {
      const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: keyOf(now) }));
      return Number(Item?.spent?.N ?? 0) < most * (isUrgent ? 1 : ROUTINE);
    },
    async spend(messages, now) {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(now),
          UpdateExpression: 'ADD spent :messages',
          ExpressionAttributeValues: { ':messages': { N: String(messages) } },
        }),
      );
    },
  };
}
