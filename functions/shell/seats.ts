import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Case, Part } from '../../domain/case/case.ts';
import { currentStage, openParts } from '../../domain/case/case.ts';
import { instantsOf } from '../../domain/case/light.ts';
import { isToBePlaced } from '../../domain/case/placing.ts';
import { asResumed } from '../../domain/case/resumption.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { Instant } from '../../domain/primitives.ts';
import { branchKey, partKey, seatOf } from './case-keys.ts';
import { putIf } from './put-version.ts';

type Attributes = Record<string, AttributeValue>;

/**
 * By which attributes an open case stands in the index `holding`, under who holds it. The instants of a paused one are
 * those at which its light changes after the pause: so lists and walls are right also when nobody has ended it on time.
 */
export const seatOfCase = (kase: Case, district: string, directory: Directory): Attributes => ({
  ...seat(currentStage(kase), instantsOf(asResumed(kase, directory)), kase.id, district, directory),
  ...pausedUntil(kase),
  ...(isToBePlaced(kase, directory) && { toPlace: { BOOL: true } }),
});

const pausedUntil = ({ paused }: Case): Attributes => (paused ? { pausedUntil: { S: paused.until } } : {});

function seat(
  { unit, level }: Pick<Part, 'unit' | 'level'>,
  { warnAt, dueAt }: { warnAt: Instant; dueAt: Instant },
  id: string,
  district: string,
  directory: Directory,
): Attributes {
  return {
    seatBranch: { S: branchKey(district, directory.branch(unit)) },
    seat: { S: seatOf(unit, dueAt, id) },
    warnAt: { S: warnAt },
    dueAt: { S: dueAt },
    level: { S: level },
  };
}

/**
 * Writes a row for each department that helps with a case, so that it stands in the list of that department too; the row
 * of one whose part is over stays without a seat. Rows follow the case: a late writer with an older version of it changes
 * nothing, and repeating it does no harm.
 */
export async function writePartRows(
  client: DynamoDBClient,
  table: string,
  kase: Case,
  version: number,
  directory: Directory,
): Promise<void> {
  const units = new Set(kase.stages.flatMap((stage) => stage.parts.map((part) => part.unit)));
  const running = openParts(asResumed(kase, directory));
  const rows = [...units].map((unit): Attributes => {
    const row = { pk: { S: partKey(directory.district, unit, kase.id) }, version: { N: String(version) } };
    const part = running.find((own) => own.unit === unit);
    if (!part) return row;
    return {
      ...row,
      ...seat(part, part.clock, kase.id, directory.district, directory),
      ...pausedUntil(kase),
      category: { S: kase.category },
      status: { S: 'helping' },
      openedAt: { S: kase.openedAt },
      emergency: { BOOL: kase.emergency },
      presses: { N: String(kase.presses) },
    };
  });
  await Promise.all(rows.map((row) => writeUnlessOlder(client, table, row)));
}

const writeUnlessOlder = (client: DynamoDBClient, table: string, row: Attributes) =>
  putIf(client, {
    TableName: table,
    Item: row,
    ConditionExpression: 'attribute_not_exists(pk) OR version <= :own',
    ExpressionAttributeValues: { ':own': row.version ?? { N: '0' } },
  });
