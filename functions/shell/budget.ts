import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../../domain/primitives.ts';

/** What may be spent on SMS in a month, in messages as carriers count them. */
export interface Budget {
  /**
   * Whether one more may go. The last fifth of a month's messages is for what is urgent; residents get theirs while no more than
   * two fifths are used, since anybody can leave any number.
   */
  allows(whose: Whose, now: Instant): Promise<boolean>;
  /** Counts messages as spent. A crash right after it has counted one too many. */
  spend(messages: number, now: Instant): Promise<void>;
}

/** Share of the month's messages that may be used up for another one to go. */
const SHARES = { urgent: 1, routine: 0.8, resident: 0.4 };
export type Whose = keyof typeof SHARES;

/** Months are those of UTC: a few hours off the district's, which no bill minds. */
export function monthlyBudget(client: DynamoDBClient, table: string, district: string, most: number): Budget {
  const keyOf = (now: Instant) => ({ pk: { S: `D#${district}#B` }, sk: { S: now.slice(0, 7) } });
  return {
    async allows(whose, now) {
      const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: keyOf(now) }));
      return Number(Item?.spent?.N ?? 0) < most * SHARES[whose];
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
