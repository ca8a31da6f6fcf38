import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Means } from '../../domain/case-file/case-file.ts';
import { isPending } from '../../domain/case-file/workflow.ts';
import { attentionAt } from '../../domain/review/attention.ts';
import { currentStage, isOpen, type Review } from '../../domain/review/review.ts';
import { ReviewFile, reviewOf } from '../../domain/review/review-file.ts';
import { caseKey, SHARDS, shardKey } from './case-keys.ts';
import type { Store } from './execute.ts';

export type ReviewStore = Store<ReviewFile>;

export const reviewKey = (district: string, id: string): string => `D#${district}#R#${id}`;
/** The open reviews of a district, soonest due first: some dozens, not thousands. */
export const standingKey = (district: string): string => `D#${district}#S`;

/** Reviews in their table; written as cases are, one item and one conditional write. */
export function reviewStore(client: DynamoDBClient, table: string, district: string): ReviewStore {
  async function read(id: string): Promise<Record<string, AttributeValue> | undefined> {
    const key = { pk: { S: reviewKey(district, id) } };
    return (await client.send(new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;
  }
  return {
    async load(id) {
      const Item = await read(id);
      return Item && ReviewFile.parse(JSON.parse(Item.doc?.S ?? 'null'));
    },
    async save(file, means) {
      const unlessWritten =
        file.version === 1
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'version = :before',
              ExpressionAttributeValues: { ':before': { N: String(file.version - 1) } },
            };
      try {
        const Item = itemOf(file, district, means);
        await client.send(new PutItemCommand({ TableName: table, Item, ...unlessWritten }));
        return true;
      } catch (fault) {
        if (!(fault instanceof ConditionalCheckFailedException)) throw fault;
        // The SDK may have written, lost the answer and tried again: then it stumbled over its own write.
        return (await read(reviewOf(file).id))?.writer?.S === means.salt;
      }
    },
  };
}

/** The whole review as JSON in `doc`, and beside it what the indexes and the stream filters need. */
function itemOf(file: ReviewFile, district: string, means: Means): Record<string, AttributeValue> {
  const review = reviewOf(file);
  const attention = attentionAt(file, review, means);
  return {
    pk: { S: reviewKey(district, review.id) },
    version: { N: String(file.version) },
    writer: { S: means.salt },
    doc: { S: JSON.stringify(file) },
    ofCase: { S: caseKey(district, review.case) },
    ...(isOpen(review) && standing(review, district)),
    ...(attention !== null && {
      attentionShard: { S: shardKey(district, review.id.charCodeAt(review.id.length - 1) % SHARDS) },
      attentionAt: { S: attention },
    }),
    ...(isPending(file.workflow) && { signal: { S: String(file.workflow.seq) } }),
    ...(file.outbox.length > 0 && { notice: { S: String(file.outbox.length) } }),
  };
}

function standing(review: Review, district: string) {
  const { name, clock } = currentStage(review);
  return {
    standingIn: { S: standingKey(district) },
    standing: { S: `${clock.dueAt}#${review.id}` },
    case: { S: review.case },
    stage: { S: name },
    consequence: { S: review.consequence },
    openedAt: { S: review.openedAt },
    warnAt: { S: clock.warnAt },
    dueAt: { S: clock.dueAt },
  };
}
