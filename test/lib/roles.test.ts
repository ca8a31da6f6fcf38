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
const consume = [
  ...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
    (action) => `dynamodb:${action} <TablesCases.StreamArn>`,
  ),
  'sqs:SendMessage <ConsumersFailures.Arn>',
];

describe('each function may do what it does, and nothing else', () => {
  it.each([
    ['http/open-case', [...writeCase, readDirectory]],
    ['http/get-case', [readCase, readDirectory]],
    ['http/explain-case', [readCase, readDirectory]],
    ['http/command-case', [...writeCase, readDirectory]],
    ['http/list-cases', [holding, readDirectory]],
    ['http/wall', [holding, readDirectory]],
    ['http/get-directory', [readDirectory]],
    ['http/put-directory', [readDirectory, 'dynamodb:PutItem <TablesDirectory.Arn>']],
    ['http/openapi', []],
    ['http/health', [readDirectory]],
    ['tasks/hold-case', [...writeCase, readDirectory]],
    ['tasks/overdue', [...writeCase, readDirectory]],
    ['tasks/repair', [...writeCase, readDirectory]],
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
    ['tasks/notify', [...writeCase, readDirectory, ...consume, 'sns:Publish but arn:<AWS::Partition>:sns:*:*:*']],
    [
      'tasks/reconcile',
      [
        ...writeCase,
        readDirectory,
        `dynamodb:Query ${CASES}/index/attention`,
        'states:DescribeExecution arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<CaseMachine.Name>:*',
      ],
    ],
    [
      'tasks/checkpoint',
      [
        readDirectory,
        `dynamodb:Query ${CASES}/index/changed`,
        's3:PutObject <VaultBucket.Arn>/checkpoints/*',
        's3:GetObject <VaultBucket.Arn>/checkpoints/*',
        's3:ListBucket <VaultBucket.Arn>',
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
  it('the machine calls its three tasks', () => {
    const [machine] = resourcesOf(template, 'AWS::StepFunctions::StateMachine').keys();
    expect(rights(machine ?? '')).toEqual(
      ['holdcase', 'overdue', 'repair'].map((name) => `lambda:InvokeFunction <Tasks${name}Function.Arn>`),
    );
  });

  it.each([
    ['Minute', 'reconcile'],
    ['Hour', 'checkpoint'],
  ])('the %s calls %s', (schedule, name) => {
    const found = [...resourcesOf(template, 'AWS::Scheduler::Schedule').keys()].find((id) => id.includes(schedule));
    expect(rights(found ?? '')).toEqual([`lambda:InvokeFunction <Schedules${name}Function.Arn>`]);
  });

  it('executions are started through the alias alone', () => {
    expect(allowed.filter(({ action }) => action === 'states:StartExecution')).toEqual([
      expect.objectContaining({
        conditions: { 'ForAnyValue:StringEquals': { 'states:StateMachineQualifier': ['live'] } },
      }),
    ]);
  });
});
