import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Means } from '../../domain/case-file/case-file.ts';
import { isPending } from '../../domain/case-file/workflow.ts';
import { attentionAt } from '../../domain/review/attention.ts';
import { currentStage, isOpen, type Review } from '../../domain/review/review.ts';
import { ReviewFile, reviewOf } from '../../domain/review/review-file.ts';
import { caseKey, shardKey, shardOf } from './case-keys.ts';
import type { Store } from './execute.ts';
import { putVersion } from './put-version.ts';

export type ReviewStore = Store<ReviewFile>;

export const reviewKey = (district: string, id: string): string => `D#${district}#R#${id}`;
/** The open reviews of a district, soonest due first: some dozens, not thousands. */
export const standingKey = (district: string): string => `D#${district}#S`;

/** Reviews in their table; written as cases are, one item and one conditional write. */
export function reviewStore(client: DynamoDBClient, table: string, district: string): ReviewStore {
  return {
    async load(id) {
      const Key = { pk: { S: reviewKey(district, id) } };
      const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && ReviewFile.parse(JSON.parse(Item.doc?.S ?? 'null'));
    },
    save: (file, means) =>
      putVersion(client, table, { item: itemOf(file, district, means), version: file.version, writer: means.salt }),
  };
}

/** The whole review as JSON in `doc`, and beside it what the indexes and the stream filters need. */
function itemOf(file: ReviewFile, district: string, means: Means): Record<string, AttributeValue> {
  const review = reviewOf(file);
  const attention = attentionAt(file, review, means);
  return {
    pk: { S: reviewKey(district, review.id) },
    doc: { S: JSON.stringify(file) },
    ofCase: { S: caseKey(district, review.case) },
    ...(isOpen(review) && standing(review, district)),
    ...(attention !== null && {
      attentionShard: { S: shardKey(district, shardOf(review.id)) },
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
