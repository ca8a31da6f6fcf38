import { type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { type Instant, plusSeconds } from '../../domain/primitives.ts';
import { idOfKey, recentKey } from './case-keys.ts';
import { expiring } from './expiring.ts';

/** Seconds for which a case is offered to others who report the same. */
export const OFFERED = 7 * 86_400;
/** Of a grid and category the newest are looked at: of more, nobody could choose. */
const MOST = 20;

export interface Where {
  grid: string;
  category: string;
}

/** The cases that residents opened lately, by grid and category: a number and an instant, nothing else. */
export function recentReports(client: DynamoDBClient, table: string, district: string) {
  return {
    /** A second call changes nothing. */
    async note({ grid, category }: Where, id: string, openedAt: Instant): Promise<void> {
      const Item = {
        pk: { S: recentKey(district, grid, category) },
        sk: { S: `${openedAt}#${id}` },
        ...expiring(openedAt, OFFERED),
      };
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },
    /** Their numbers, newest first, of the last seven days; one that was opened a moment ago is among them. */
    async find({ grid, category }: Where, now: Instant): Promise<string[]> {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk >= :since',
          ExpressionAttributeValues: {
            ':pk': { S: recentKey(district, grid, category) },
            ':since': { S: plusSeconds(now, -OFFERED) },
          },
          ConsistentRead: true,
          ScanIndexForward: false,
          Limit: MOST,
        }),
      );
      return Items.map(({ sk }) => idOfKey(sk?.S ?? ''));
    },
  };
}
export type RecentReports = ReturnType<typeof recentReports>;
