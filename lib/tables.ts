import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Use } from './use.ts';

type ItemAction = 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

const { STRING: S } = dynamodb.AttributeType;
const kept = {
  billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  deletionProtection: true,
  removalPolicy: RemovalPolicy.RETAIN,
};

/** Sparse: what something may have to be done for that nobody asks for, by when. */
const ATTENTION: dynamodb.GlobalSecondaryIndexProps = {
  indexName: 'attention',
  partitionKey: { name: 'attentionShard', type: S },
  sortKey: { name: 'attentionAt', type: S },
  projectionType: dynamodb.ProjectionType.KEYS_ONLY,
};

/** The stores. Every key carries the district; both outlive the stack. */
export class Tables extends Construct {
  readonly #cases: dynamodb.Table;
  readonly #directory: dynamodb.Table;
  readonly #reviews: dynamodb.Table;
  readonly #lines: dynamodb.Table;
  readonly #residents: dynamodb.Table;
  readonly #district: string;

  constructor(scope: Construct, id: string, props: { district: string }) {
    super(scope, id);
    this.#district = props.district;
    this.#cases = casesTable(this);
    this.#reviews = reviewsTable(this);
    this.#lines = linesTable(this);
    this.#residents = residentsTable(this);
    this.#directory = new dynamodb.Table(this, 'Directory', {
      ...kept,
      partitionKey: { name: 'pk', type: S },
      sortKey: { name: 'sk', type: S },
    });
  }

  /** For tools that work on the tables from outside. */
  get names(): Record<'cases' | 'directory' | 'lines' | 'residents', string> {
    const { tableName: lines } = this.#lines;
    const { tableName: residents } = this.#residents;
    return { cases: this.#cases.tableName, directory: this.#directory.tableName, lines, residents };
  }

  cases(...actions: ItemAction[]): Use {
    return this.#on('CASES_TABLE', this.#cases, items(this.#cases, actions));
  }

  /** Queries on one index of the cases. */
  casesBy(index: 'holding' | 'attention' | 'changed' | 'public' | 'voices' | 'answers'): Use {
    return this.#on('CASES_TABLE', this.#cases, query(this.#cases, index));
  }

  reviews(...actions: ItemAction[]): Use {
    return this.#on('REVIEWS_TABLE', this.#reviews, items(this.#reviews, actions));
  }

  /** Queries on one index of the reviews. */
  reviewsBy(index: 'standing' | 'of-case' | 'attention'): Use {
    return this.#on('REVIEWS_TABLE', this.#reviews, query(this.#reviews, index));
  }

  /** What is on its way to each telephone. */
  lines(...actions: (ItemAction | 'Query')[]): Use {
    return this.#on('LINES_TABLE', this.#lines, items(this.#lines, actions));
  }

  linesBy(index: 'attention' | 'link' | 'unit'): Use {
    return this.#on('LINES_TABLE', this.#lines, query(this.#lines, index));
  }

  /** Who reported, and can be reached. */
  residents(...actions: (ItemAction | 'Query')[]): Use {
    return this.#on('RESIDENTS_TABLE', this.#residents, items(this.#residents, actions));
  }

  /** Of the residents' table what bounds rates alone: no row of a person. */
  limits(...actions: ('GetItem' | 'UpdateItem')[]): Use {
    return this.#on('RESIDENTS_TABLE', this.#residents, items(this.#residents, actions, this.#keys('L')));
  }

  /** Of the residents' table what was reported lately, and where: no row of a person. */
  lately(): Use {
    return this.#on('RESIDENTS_TABLE', this.#residents, items(this.#residents, ['Query'], this.#keys('N')));
  }

  #on(variable: string, { tableName }: dynamodb.Table, right: PolicyStatement): Use {
    return { environment: { DISTRICT: this.#district, [variable]: tableName }, rights: [right] };
  }

  /** The keys of one kind: functions/shell/case-keys.ts. */
  #keys(kind: string): string {
    return `D#${this.#district}#${kind}#*`;
  }

  residentsBy(index: 'of-case' | 'person'): Use {
    return this.#on('RESIDENTS_TABLE', this.#residents, query(this.#residents, index));
  }

  lineStream(): Use & { arn: string } {
    return streamOf(this.#lines);
  }

  directory(...actions: ItemAction[]): Use {
    return this.#on('DIRECTORY_TABLE', this.#directory, items(this.#directory, actions));
  }

  /** What Lambda needs to read the stream of the cases on behalf of a consumer. */
  caseStream(): Use & { arn: string } {
    return streamOf(this.#cases);
  }

  /** The same for the stream of the reviews. */
  reviewStream(): Use & { arn: string } {
    return streamOf(this.#reviews);
  }
}

const dynamodbAction = (name: string): string => `dynamodb:${name}`;

const items = (table: dynamodb.Table, actions: readonly (ItemAction | 'Query')[], keys?: string): PolicyStatement =>
  new PolicyStatement({
    actions: actions.map(dynamodbAction),
    resources: [table.tableArn],
    ...(keys !== undefined && { conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [keys] } } }),
  });

const query = (table: dynamodb.Table, index: string): PolicyStatement =>
  new PolicyStatement({ actions: ['dynamodb:Query'], resources: [`${table.tableArn}/index/${index}`] });

function streamOf(table: dynamodb.Table): Use & { arn: string } {
  const arn = table.tableStreamArn ?? '';
  const actions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
  return { arn, rights: [new PolicyStatement({ actions: actions.map(dynamodbAction), resources: [arn] })] };
}

function casesTable(scope: Construct): dynamodb.Table {
  const table = new dynamodb.Table(scope, 'Cases', {
    ...kept,
    partitionKey: { name: 'pk', type: S },
    stream: dynamodb.StreamViewType.NEW_IMAGE,
  });
  // Sparse: a case stands here while somebody holds it. The rest is what lists and walls show of it.
  table.addGlobalSecondaryIndex({
    indexName: 'holding',
    partitionKey: { name: 'seatBranch', type: S },
    sortKey: { name: 'seat', type: S },
    projectionType: dynamodb.ProjectionType.INCLUDE,
    nonKeyAttributes: [
      'warnAt',
      'dueAt',
      'category',
      'level',
      'status',
      'openedAt',
      'emergency',
      'presses',
      'toPlace',
      'pausedUntil',
    ],
  });
  table.addGlobalSecondaryIndex(ATTENTION);
  // The heads of the histories that a day added to, for its checkpoint.
  table.addGlobalSecondaryIndex({
    indexName: 'changed',
    partitionKey: { name: 'changedShard', type: S },
    sortKey: { name: 'changedOn', type: S },
    projectionType: dynamodb.ProjectionType.INCLUDE,
    nonKeyAttributes: ['head', 'length'],
  });
  // Sparse: what residents reported, as everybody may see it.
  table.addGlobalSecondaryIndex({
    indexName: 'public',
    partitionKey: { name: 'publicIn', type: S },
    sortKey: { name: 'publicAt', type: S },
    projectionType: dynamodb.ProjectionType.INCLUDE,
    nonKeyAttributes: ['face'],
  });
  // Sparse: what residents thought of the answers to a case. It stays when who reported it is forgotten.
  table.addGlobalSecondaryIndex({
    indexName: 'voices',
    partitionKey: { name: 'voicesIn', type: S },
    sortKey: { name: 'voicesAt', type: S },
    projectionType: dynamodb.ProjectionType.INCLUDE,
    nonKeyAttributes: ['voices'],
  });
  // Sparse: a case stands here while an answer to a resident waits for the check of what is published, oldest first.
  table.addGlobalSecondaryIndex({
    indexName: 'answers',
    partitionKey: { name: 'answersIn', type: S },
    sortKey: { name: 'answerAt', type: S },
    projectionType: dynamodb.ProjectionType.INCLUDE,
    nonKeyAttributes: ['answeredBy', 'category'],
  });
  return table;
}

function reviewsTable(scope: Construct): dynamodb.Table {
  const table = new dynamodb.Table(scope, 'Reviews', {
    ...kept,
    partitionKey: { name: 'pk', type: S },
    stream: dynamodb.StreamViewType.NEW_IMAGE,
  });
  // Sparse: the open reviews of a district, soonest due first.
  table.addGlobalSecondaryIndex({
    indexName: 'standing',
    partitionKey: { name: 'standingIn', type: S },
    sortKey: { name: 'standing', type: S },
    projectionType: dynamodb.ProjectionType.INCLUDE,
    nonKeyAttributes: ['case', 'stage', 'consequence', 'openedAt', 'warnAt', 'dueAt'],
  });
  table.addGlobalSecondaryIndex({
    indexName: 'of-case',
    partitionKey: { name: 'ofCase', type: S },
    sortKey: { name: 'pk', type: S },
    projectionType: dynamodb.ProjectionType.KEYS_ONLY,
  });
  table.addGlobalSecondaryIndex(ATTENTION);
  return table;
}

function linesTable(scope: Construct): dynamodb.Table {
  const table = new dynamodb.Table(scope, 'Lines', {
    ...kept,
    partitionKey: { name: 'pk', type: S },
    sortKey: { name: 'sk', type: S },
    stream: dynamodb.StreamViewType.NEW_IMAGE,
    timeToLiveAttribute: 'expires',
  });
  table.addGlobalSecondaryIndex(ATTENTION);
  // Sparse: messages that ask to be acknowledged, by the digest of the secret in their link.
  table.addGlobalSecondaryIndex({
    indexName: 'link',
    partitionKey: { name: 'link', type: S },
    projectionType: dynamodb.ProjectionType.KEYS_ONLY,
  });
  // Messages by the unit that they were for.
  table.addGlobalSecondaryIndex({
    indexName: 'unit',
    partitionKey: { name: 'unit', type: S },
    sortKey: { name: 'at', type: S },
    projectionType: dynamodb.ProjectionType.INCLUDE,
    nonKeyAttributes: ['doc'],
  });
  return table;
}

/** The only table with names and telephones of residents; what bounds rates and lasts for days stands there too. */
function residentsTable(scope: Construct): dynamodb.Table {
  const table = new dynamodb.Table(scope, 'Residents', {
    ...kept,
    partitionKey: { name: 'pk', type: S },
    sortKey: { name: 'sk', type: S },
    timeToLiveAttribute: 'expires',
  });
  // The reports about a case.
  table.addGlobalSecondaryIndex({
    indexName: 'of-case',
    partitionKey: { name: 'ofCase', type: S },
    sortKey: { name: 'pk', type: S },
    projectionType: dynamodb.ProjectionType.INCLUDE,
    nonKeyAttributes: ['doc', 'joined'],
  });
  // Sparse: the reports of a telephone.
  table.addGlobalSecondaryIndex({
    indexName: 'person',
    partitionKey: { name: 'person', type: S },
    sortKey: { name: 'pk', type: S },
    projectionType: dynamodb.ProjectionType.INCLUDE,
    nonKeyAttributes: ['doc'],
  });
  return table;
}
