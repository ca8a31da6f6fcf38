import { describe, expect, it } from 'vitest';
import { permissions } from '../support/permissions.ts';
import { resourcesOf } from '../support/template.ts';
import { aTemplate } from './a-stack.ts';

const template = aTemplate();
const allowed = permissions(template);

/** `${TablesCases698FA840.Arn}` as `<TablesCases.Arn>`: logical ids end in 8 characters of digest. */
const plain = (text: string) => text.replace(/\$\{(\w+?)(?:[0-9A-F]{8})?((?:[.:][^}]*)?)\}/g, '<$1$2>');
const functionAt = (path: string): string => {
  const found = [...resourcesOf(template, 'AWS::Lambda::Function')].find(
    ([, { Properties }]) => Properties.Description === `functions/${path}.ts`,
  );
  return found?.[0] ?? `no function ${path}`;
};
/** What somebody may do but log, as `action resource`. */
const rights = (who: string) =>
  allowed
    .filter((each) => each.who === who && !each.action.startsWith('logs:'))
    .map(({ action, resource, except }) => `${action} ${except ? 'but ' : ''}${plain(resource)}`)
    .sort();

const CASES = '<TablesCases.Arn>';
const readDirectory = 'dynamodb:GetItem <TablesDirectory.Arn>';
const readCase = `dynamodb:GetItem ${CASES}`;
const writeCase = [readCase, `dynamodb:PutItem ${CASES}`];
const holding = `dynamodb:Query ${CASES}/index/holding`;
const consumed = (table: string, failures: string) => [
  ...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
    (action) => `dynamodb:${action} <${table}.StreamArn>`,
  ),
  `sqs:SendMessage <${failures}.Arn>`,
];
const consume = consumed('TablesCases', 'ConsumersFailures');
const LINES = '<TablesLines.Arn>';
const consumeLines = consumed('TablesLines', 'LinesFailures');
const postLetter = `dynamodb:PutItem ${LINES}`;
const writeLine = [`dynamodb:GetItem ${LINES}`, postLetter];
const RESIDENTS = '<TablesResidents.Arn>';
const readRow = `dynamodb:GetItem ${RESIDENTS}`;
const writeRow = [readRow, `dynamodb:PutItem ${RESIDENTS}`];
const count = `dynamodb:UpdateItem ${RESIDENTS}`;
const guess = [readRow, count];
const queue = `dynamodb:Query ${RESIDENTS}/index/of-case`;
const reportsOfPerson = `dynamodb:Query ${RESIDENTS}/index/person`;
const reportsOfCase = `dynamodb:Query ${RESIDENTS}/index/of-case`;
const REVIEWS = '<TablesReviews.Arn>';
const readReview = `dynamodb:GetItem ${REVIEWS}`;
const writeReview = [readReview, `dynamodb:PutItem ${REVIEWS}`];
const consumeReviews = consumed('TablesReviews', 'ReviewsConsumersFailures');
const look = 's3:ListBucketVersions <VaultBucket.Arn>';
const lookAtPhotos = 's3:ListBucket <PhotosBucket.Arn>';
const onPhotos = (kind: string, action: string) => `s3:${action} <PhotosBucket.Arn>/${kind}/shawan/*`;
const showPhotos = [readCase, readDirectory, onPhotos('checked', 'GetObject'), lookAtPhotos];
const addPhotos = [readCase, readDirectory, onPhotos('unchecked', 'PutObject'), lookAtPhotos];
const freeze = [
  ...writeCase,
  's3:PutObject <VaultBucket.Arn>/evidence/*',
  look,
  'kms:Sign <SigningKey.Arn>',
  'kms:GetPublicKey <SigningKey.Arn>',
];

describe('each function may do what it does, and nothing else', () => {
  it.each([
    ['http/open-case', [...writeCase, readDirectory]],
    ['http/get-case', [readCase, readDirectory, reportsOfCase]],
    ['http/case-contact', [readCase, readDirectory, ...writeRow]],
    ['http/case-reports', [readCase, readDirectory, reportsOfCase]],
    ['http/public-similar', [readCase, readDirectory, `dynamodb:Query ${RESIDENTS}`, reportsOfCase, count]],
    ['http/explain-case', [readCase, readDirectory]],
    ['http/command-case', [...writeCase, readDirectory]],
    ['http/photo-upload', addPhotos],
    ['http/list-photos', showPhotos],
    ['http/public-list-photos', [...showPhotos, ...guess]],
    ['http/public-form', [readDirectory]],
    ['http/public-open-report', [...writeCase, readDirectory, ...writeRow, count, postLetter]],
    ['http/public-challenge', [count]],
    ['http/list-held', [readDirectory, queue]],
    ['http/rule-held', [...writeCase, readDirectory, ...writeRow, postLetter]],
    ['tasks/held-waiting', [queue]],
    ['http/public-get-report', [readCase, readDirectory, ...guess]],
    ['http/public-command-report', [...writeCase, readDirectory, ...writeRow, count, postLetter]],
    ['http/public-photo-upload', [...addPhotos, ...guess]],
    [
      'tasks/check-photo',
      [
        readCase,
        onPhotos('unchecked', 'GetObject'),
        onPhotos('unchecked', 'DeleteObject'),
        onPhotos('checked', 'PutObject'),
        onPhotos('checked', 'DeleteObject'),
        lookAtPhotos,
        'sqs:SendMessage <PhotoChecksFailures.Arn>',
      ],
    ],
    ['http/open311-services', [readDirectory]],
    ['http/open311-requests', [readCase, readDirectory, `dynamodb:Query ${CASES}/index/public`]],
    ['http/open311-open', [...writeCase, readDirectory, ...writeRow, count]],
    ['http/list-cases', [holding, readDirectory]],
    ['http/list-reporters', [readDirectory]],
    ['http/wall', [holding, readDirectory]],
    ['http/get-directory', [readDirectory]],
    ['http/me', [readDirectory]],
    ['http/put-directory', [readDirectory, 'dynamodb:PutItem <TablesDirectory.Arn>', readCase, holding]],
    ['http/openapi', []],
    ['http/open-review', [...writeReview, readDirectory, ...freeze]],
    ['http/get-review', [readReview, readDirectory]],
    ['http/command-review', [...writeReview, readDirectory, ...freeze]],
    [
      'http/list-reviews',
      [
        readReview,
        readDirectory,
        ...['standing', 'of-case'].map((index) => `dynamodb:Query ${REVIEWS}/index/${index}`),
      ],
    ],
    ['http/review-evidence', [readReview, readDirectory, look, 's3:GetObjectVersion <VaultBucket.Arn>/evidence/*']],
    ['http/evidence-key', ['kms:GetPublicKey <SigningKey.Arn>']],
    ['tasks/hold-review', [...writeReview, readDirectory]],
    ['tasks/review-due', [...writeReview, ...writeCase, readDirectory]],
    ['tasks/repair-review', [...writeReview, readDirectory]],
    [
      'tasks/relay-reviews',
      [
        ...writeReview,
        ...writeCase,
        readDirectory,
        ...consumeReviews,
        'states:StartExecution <ReviewsMachine>',
        'states:SendTaskSuccess <ReviewsMachine>',
      ],
    ],
    ['tasks/notify-reviews', [...writeReview, readDirectory, ...consumeReviews, postLetter]],
    [
      'tasks/reconcile-reviews',
      [
        ...writeReview,
        readDirectory,
        `dynamodb:Query ${REVIEWS}/index/attention`,
        'states:DescribeExecution arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<ReviewsMachine.Name>:*',
      ],
    ],
    ['http/health', [readDirectory]],
    ['tasks/hold-case', [...writeCase, readDirectory]],
    ['tasks/overdue', [...writeCase, readDirectory]],
    ['tasks/repair', [...writeCase, readDirectory]],
    [
      'tasks/anonymise',
      [
        ...writeCase,
        readDirectory,
        reportsOfCase,
        `dynamodb:DeleteItem ${RESIDENTS}`,
        onPhotos('unchecked', 'DeleteObject'),
        onPhotos('checked', 'DeleteObject'),
        lookAtPhotos,
        ...consumeLines,
      ],
    ],
    [
      'tasks/relay',
      [
        ...writeCase,
        readDirectory,
        ...consume,
        'states:StartExecution <CaseMachine>',
        'states:SendTaskSuccess <CaseMachine>',
      ],
    ],
    ['tasks/notify', [...writeCase, readDirectory, ...consume, postLetter, reportsOfCase]],
    [
      'tasks/send-sms',
      [
        ...writeLine,
        ...['UpdateItem', 'DeleteItem', 'Query'].map((action) => `dynamodb:${action} ${LINES}`),
        ...writeCase,
        ...writeReview,
        ...writeRow,
        readDirectory,
        ...consumeLines,
        'sns:Publish but arn:<AWS::Partition>:sns:*:*:*',
      ],
    ],
    [
      'http/deliveries',
      [readDirectory, `dynamodb:GetItem ${LINES}`, `dynamodb:Query ${LINES}`, `dynamodb:Query ${LINES}/index/unit`],
    ],
    ['http/case-deliveries', [readCase, readDirectory, `dynamodb:Query ${LINES}`]],
    [
      'http/resident-choice',
      [readCase, ...writeLine, `dynamodb:Query ${LINES}/index/link`, ...writeRow, reportsOfPerson],
    ],
    ['http/acknowledge', [...writeCase, readDirectory, ...writeLine, `dynamodb:Query ${LINES}/index/link`]],
    [
      'tasks/reconcile',
      [
        ...writeCase,
        ...writeReview,
        readDirectory,
        `dynamodb:Query ${CASES}/index/attention`,
        `dynamodb:GetItem ${LINES}`,
        `dynamodb:UpdateItem ${LINES}`,
        `dynamodb:Query ${LINES}/index/attention`,
        'states:DescribeExecution arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<CaseMachine.Name>:*',
      ],
    ],
    [
      'tasks/checkpoint',
      [
        readDirectory,
        `dynamodb:Query ${CASES}/index/changed`,
        's3:PutObject <VaultBucket.Arn>/checkpoints/*',
        's3:GetObjectVersion <VaultBucket.Arn>/checkpoints/*',
        look,
        'kms:Sign <SigningKey.Arn>',
        'kms:GetPublicKey <SigningKey.Arn>',
      ],
    ],
  ])('%s', (path, expected) => {
    expect(rights(functionAt(path))).toEqual(expected.toSorted());
  });

  it('logs to its own group', () => {
    for (const [id, { Properties }] of resourcesOf(template, 'AWS::Lambda::Function')) {
      const group = /"LogGroup":\{"Ref":"(\w+)"\}/.exec(JSON.stringify(Properties.LoggingConfig))?.[1];
      const logging = allowed.filter(({ who, action }) => who === id && action.startsWith('logs:'));
      expect(logging.map(({ action, resource }) => [action, resource])).toEqual([
        ['logs:CreateLogStream', `\${${group}.Arn}`],
        ['logs:PutLogEvents', `\${${group}.Arn}`],
      ]);
    }
  });
});

describe('others', () => {
  it('each machine calls its three tasks', () => {
    const [cases, reviews] = resourcesOf(template, 'AWS::StepFunctions::StateMachine').keys();
    const calls = (names: string[]) => names.map((name) => `lambda:InvokeFunction <${name}Function.Arn>`);
    expect(rights(cases ?? '')).toEqual(calls(['Tasksholdcase', 'Tasksoverdue', 'Tasksrepair']));
    expect(rights(reviews ?? '')).toEqual(calls(['Reviewsholdreview', 'Reviewsrepairreview', 'Reviewsreviewdue']));
  });

  it.each([
    ['Minute', 'reconcile'],
    ['Hour', 'checkpoint'],
  ])('the %s calls %s', (schedule, name) => {
    const found = [...resourcesOf(template, 'AWS::Scheduler::Schedule').keys()].find((id) => id.includes(schedule));
    expect(rights(found ?? '')).toEqual([`lambda:InvokeFunction <Schedules${name}Function.Arn>`]);
  });

  it('what stands under a key of the vault is asked for below the own prefix alone', () => {
    const looking = allowed.filter(({ action }) => action === 's3:ListBucketVersions');
    const prefixes = (path: string) =>
      looking.filter(({ who }) => who === functionAt(path)).map(({ conditions }) => conditions);
    expect(prefixes('tasks/checkpoint')).toEqual([{ StringLike: { 's3:prefix': 'checkpoints/*' } }]);
    for (const path of ['http/open-review', 'http/command-review', 'http/review-evidence']) {
      expect(prefixes(path)).toEqual([{ StringLike: { 's3:prefix': 'evidence/*' } }]);
    }
    expect(looking).toHaveLength(4);
  });

  it('photos are seen and signed for below the own district alone', () => {
    const looking = allowed.filter(({ action, who }) => action === 's3:ListBucket' && /photo/.test(who));
    const below = (path: string) => looking.find(({ who }) => who === functionAt(path))?.conditions;
    const checked = { StringLike: { 's3:prefix': ['checked/shawan/*'] } };
    const both = { StringLike: { 's3:prefix': ['unchecked/shawan/*', 'checked/shawan/*'] } };
    for (const path of ['http/list-photos', 'http/public-list-photos']) expect(below(path)).toEqual(checked);
    for (const path of ['http/photo-upload', 'http/public-photo-upload', 'tasks/check-photo'])
      expect(below(path)).toEqual(both);
    expect(looking).toHaveLength(5);
  });

  it('what counts, and what looks for the same matter, reaches no row of a person', () => {
    const below = (kind: string) => ({
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`D#shawan#${kind}#*`] },
    });
    const ofResidents = allowed.filter(({ resource }) => plain(resource) === RESIDENTS);
    const conditionsOf = (action: string) =>
      ofResidents.filter((each) => each.action === `dynamodb:${action}`).map(({ conditions }) => conditions);
    expect(conditionsOf('UpdateItem').length).toBeGreaterThan(5);
    for (const conditions of conditionsOf('UpdateItem')) expect(conditions).toEqual(below('L'));
    expect(conditionsOf('Query')).toEqual([below('N')]);
    const guessing = ofResidents.find(
      ({ who, action }) => who === functionAt('http/public-get-report') && action === 'dynamodb:GetItem',
    );
    expect(guessing?.conditions).toEqual(below('L'));
  });

  it('executions are started through the alias alone', () => {
    const through = expect.objectContaining({
      conditions: { 'ForAnyValue:StringEquals': { 'states:StateMachineQualifier': ['live'] } },
    });
    // Of cases, and of reviews.
    expect(allowed.filter(({ action }) => action === 'states:StartExecution')).toEqual([through, through]);
  });
});
