import { readdirSync, readFileSync } from 'node:fs';
import type { Stack } from 'aws-cdk-lib';
import { Annotations, Template as Assert, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { openapiDocument } from '../../functions/shell/openapi-document.ts';
import { readDescription } from '../support/fuzz/operations.ts';
import { functionsIn, resourcesOf } from '../support/template.ts';
import { anApp, anAppOf, aTemplate } from './a-stack.ts';

const { stack } = anApp();
const assert = Assert.fromStack(stack);
const template = aTemplate();

describe('tables', () => {
  it('grow on demand, can be restored to any second, and are not deleted', () => {
    assert.resourceCountIs('AWS::DynamoDB::Table', 5);
    assert.allResources('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: Match.objectLike({
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        TableName: Match.absent(),
      }),
    });
  });

  it('have indexes that start with a unit or a shard', () => {
    assert.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      GlobalSecondaryIndexes: [
        Match.objectLike({
          IndexName: 'holding',
          KeySchema: [
            { AttributeName: 'seatBranch', KeyType: 'HASH' },
            { AttributeName: 'seat', KeyType: 'RANGE' },
          ],
        }),
        {
          IndexName: 'attention',
          KeySchema: [
            { AttributeName: 'attentionShard', KeyType: 'HASH' },
            { AttributeName: 'attentionAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
        {
          IndexName: 'changed',
          KeySchema: [
            { AttributeName: 'changedShard', KeyType: 'HASH' },
            { AttributeName: 'changedOn', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['head', 'length'] },
        },
        {
          IndexName: 'public',
          KeySchema: [
            { AttributeName: 'publicIn', KeyType: 'HASH' },
            { AttributeName: 'publicAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['face'] },
        },
        {
          IndexName: 'voices',
          KeySchema: [
            { AttributeName: 'voicesIn', KeyType: 'HASH' },
            { AttributeName: 'voicesAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['voices'] },
        },
        {
          IndexName: 'answers',
          KeySchema: [
            { AttributeName: 'answersIn', KeyType: 'HASH' },
            { AttributeName: 'answerAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['answeredBy', 'category'] },
        },
      ],
    });
  });
});

describe('the photos', () => {
  it('are not public, are never put over, and outlive the stack', () => {
    assert.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
        LifecycleConfiguration: {
          Rules: [{ Id: 'unfinished', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }],
        },
        CorsConfiguration: {
          CorsRules: [
            {
              AllowedOrigins: ['https://gridlight.shawan.test'],
              AllowedMethods: ['GET', 'PUT'],
              AllowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-sha256'],
              MaxAge: 3600,
            },
          ],
        },
      },
    });
  });
});

describe('what arrives as a photo', () => {
  it('is looked at: by an event, tried again, and at last in a queue', () => {
    const queue = { 'Fn::GetAtt': [Match.stringLikeRegexp('^PhotoChecksFailures'), 'Arn'] };
    const check = Match.stringLikeRegexp('^PhotoCheckscheckphotoFunction');
    assert.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: [{ Ref: Match.stringLikeRegexp('^PhotosBucket') }] },
          object: { key: [{ prefix: 'unchecked/shawan/' }] },
        },
      },
      Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [check, 'Arn'] }, DeadLetterConfig: { Arn: queue } })],
    });
    assert.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: check },
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: queue } },
    });
    const rule = { 'Fn::GetAtt': [Match.stringLikeRegexp('^PhotoChecksArrived'), 'Arn'] };
    assert.hasResourceProperties('AWS::Lambda::Permission', { Principal: 'events.amazonaws.com', SourceArn: rule });
    assert.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({ Action: 'sqs:SendMessage', Condition: { ArnEquals: { 'aws:SourceArn': rule } } }),
        ]),
      }),
    });
  });
});

describe('what is kept as evidence', () => {
  it('cannot be removed for ten years by anybody, is not public, and outlives the stack', () => {
    assert.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: Match.objectLike({
        ObjectLockEnabled: true,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 3653 } },
        },
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        BucketName: Match.absent(),
      }),
    });
  });

  it.each([
    ['aws', 'eu-central-1'],
    ['aws-cn', 'cn-north-1'],
  ])('travels encrypted, is not hidden or written over, and nobody is let in by the bucket: %s', (_, region) => {
    const bucket = { 'Fn::GetAtt': [Match.stringLikeRegexp('^VaultBucket'), 'Arn'] };
    const objects = { 'Fn::Join': ['', [bucket, '/*']] };
    const everybody = { Effect: 'Deny', Principal: { AWS: '*' } };
    Assert.fromStack(anApp({ region }).stack).hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          {
            ...everybody,
            Action: 's3:*',
            Resource: [bucket, objects],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
          { ...everybody, Action: 's3:DeleteObject', Resource: objects },
          { ...everybody, Action: 's3:PutLifecycleConfiguration', Resource: bucket },
          {
            ...everybody,
            Action: 's3:PutObject',
            Resource: objects,
            Condition: { Null: { 's3:if-none-match': 'true' } },
          },
        ],
      },
    });
  });

  it('is signed with a key that outlives the stack', () => {
    assert.hasResource('AWS::KMS::Key', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: Match.objectLike({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }),
    });
  });
});

describe('functions', () => {
  it('are all there: one for each file', () => {
    const files = ['http', 'tasks'].flatMap((folder) =>
      readdirSync(`functions/${folder}`).map((file) => `${folder}/${file}`),
    );
    const all = aTemplate({ sms: 'gateway', smsGateway: 'https://sms.test' });
    const described = [...functionsIn(all).values()].map((each) => each.Properties.Description);
    expect(described.toSorted()).toEqual(files.map((file) => `functions/${file}`).toSorted());
  });

  it('run on Node 24 on arm64, log as JSON', () => {
    for (const { Properties } of functionsIn(template).values()) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'JSON' },
      });
    }
  });

  it('have logs that forget after a month', () => {
    assert.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30, LogGroupName: Match.absent() });
  });

  it.each([
    ['http/open-case', ['CASES_TABLE', 'DIRECTORY_TABLE', 'DISTRICT']],
    ['http/health', ['DIRECTORY_TABLE', 'DISTRICT']],
    ['http/open311-open', ['CASES_TABLE', 'DIRECTORY_TABLE', 'DISTRICT', 'OPEN311_KEYS', 'RESIDENTS_TABLE']],
    ['http/put-directory', ['ADMINISTRATORS', 'CASES_TABLE', 'DIRECTORY_TABLE', 'DISTRICT']],
    ['tasks/relay', ['CASES_TABLE', 'DIRECTORY_TABLE', 'DISTRICT', 'MACHINE_ARN']],
    ['tasks/notify', ['CASES_TABLE', 'DIRECTORY_TABLE', 'DISTRICT', 'LINES_TABLE', 'RESIDENTS_TABLE']],
    [
      'tasks/send-sms',
      [
        ...['API_URL', 'CASES_TABLE', 'DIRECTORY_TABLE', 'DISTRICT', 'LINES_TABLE'],
        ...['RESIDENTS_TABLE', 'REVIEWS_TABLE', 'SMS', 'SMS_MONTHLY'],
      ],
    ],
    ['tasks/reconcile', ['CASES_TABLE', 'DIRECTORY_TABLE', 'DISTRICT', 'LINES_TABLE', 'MACHINE_ARN', 'REVIEWS_TABLE']],
    ['tasks/checkpoint', ['CASES_TABLE', 'DIRECTORY_TABLE', 'DISTRICT', 'SIGNING_KEY_ID', 'VAULT_BUCKET']],
  ])('%s is told %s', (path, names) => {
    const [found] = Object.values(
      assert.findResources('AWS::Lambda::Function', { Properties: { Description: `functions/${path}.ts` } }),
    );
    expect(Object.keys(found?.Properties.Environment.Variables).toSorted()).toEqual(names);
  });
});

describe('the API', () => {
  const routes = [...resourcesOf(template, 'AWS::ApiGatewayV2::Route').values()].map(({ Properties }) => Properties);

  it('wants a token everywhere but for residents, its description, its health and the key to verify evidence with', () => {
    const open = routes.filter(({ AuthorizationType }) => AuthorizationType !== 'JWT').map(({ RouteKey }) => RouteKey);
    expect(open.toSorted()).toEqual([
      'GET /a/{secret}',
      'GET /evidence/key',
      'GET /health',
      'GET /open311/v2/discovery.json',
      'GET /open311/v2/discovery.xml',
      'GET /open311/v2/requests.json',
      'GET /open311/v2/requests.xml',
      'GET /open311/v2/requests/{file}',
      'GET /open311/v2/services.json',
      'GET /open311/v2/services.xml',
      'GET /open311/v2/services/{file}',
      'GET /open311/v2/tokens/{file}',
      'GET /openapi.json',
      'GET /public/cases',
      'GET /public/cases/{id}',
      'GET /public/challenge',
      'GET /public/form',
      'GET /public/reports/{id}',
      'GET /public/reports/{id}/photos',
      'GET /public/satisfaction',
      'GET /u/{secret}',
      'POST /a/{secret}',
      'POST /open311/v2/requests.json',
      'POST /open311/v2/requests.xml',
      'POST /public/reports',
      'POST /public/reports/{id}/commands',
      'POST /public/reports/{id}/photos',
      'POST /public/similar',
      'POST /u/{secret}',
    ]);
  });

  it('has these routes', () => {
    expect(routes.map(({ RouteKey }) => RouteKey).toSorted()).toEqual([
      'GET /a/{secret}',
      'GET /answers',
      'GET /calendars',
      'GET /cases',
      'GET /cases/{id}',
      'GET /cases/{id}/contact',
      'GET /cases/{id}/deliveries',
      'GET /cases/{id}/explanation',
      'GET /cases/{id}/photos',
      'GET /cases/{id}/reports',
      'GET /categories',
      'GET /deliveries',
      'GET /directory',
      'GET /evidence/key',
      'GET /health',
      'GET /me',
      'GET /moderation',
      'GET /officers',
      'GET /open311/v2/discovery.json',
      'GET /open311/v2/discovery.xml',
      'GET /open311/v2/requests.json',
      'GET /open311/v2/requests.xml',
      'GET /open311/v2/requests/{file}',
      'GET /open311/v2/services.json',
      'GET /open311/v2/services.xml',
      'GET /open311/v2/services/{file}',
      'GET /open311/v2/tokens/{file}',
      'GET /openapi.json',
      'GET /public/cases',
      'GET /public/cases/{id}',
      'GET /public/challenge',
      'GET /public/form',
      'GET /public/reports/{id}',
      'GET /public/reports/{id}/photos',
      'GET /public/satisfaction',
      'GET /reporters',
      'GET /reviews',
      'GET /reviews/{id}',
      'GET /reviews/{id}/evidence',
      'GET /rosters',
      'GET /satisfaction',
      'GET /u/{secret}',
      'GET /units',
      'GET /wall',
      'POST /a/{secret}',
      'POST /cases',
      'POST /cases/{id}/commands',
      'POST /cases/{id}/photos',
      'POST /directory',
      'POST /moderation/{id}',
      'POST /open311/v2/requests.json',
      'POST /open311/v2/requests.xml',
      'POST /public/reports',
      'POST /public/reports/{id}/commands',
      'POST /public/reports/{id}/photos',
      'POST /public/similar',
      'POST /reviews',
      'POST /reviews/{id}/commands',
      'POST /u/{secret}',
      'PUT /calendars',
      'PUT /categories',
      'PUT /officers',
      'PUT /rosters',
      'PUT /units',
    ]);
  });

  it('describes each of them', () => {
    const { operations } = readDescription(openapiDocument());
    // This stack has no gateway for SMS.
    const described = operations.filter(({ path }) => !path.startsWith('/sms/'));
    expect(described.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
      routes.map(({ RouteKey }) => RouteKey).toSorted(),
    );
  });

  it('takes tokens of the issuer for the audience', () => {
    assert.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Issuer: 'https://id.shawan.test', Audience: ['gridlight'] },
    });
  });

  it('is throttled, more so where no token is asked', () => {
    const read = { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 };
    const listed = { ThrottlingRateLimit: 4, ThrottlingBurstLimit: 20 };
    const written = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 100 };
    const attached = { ThrottlingRateLimit: 3, ThrottlingBurstLimit: 60 };
    assert.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
      RouteSettings: {
        'GET /a/{secret}': read,
        'POST /a/{secret}': read,
        'GET /evidence/key': read,
        'GET /health': read,
        'GET /open311/v2/discovery.json': read,
        'GET /open311/v2/discovery.xml': read,
        'GET /open311/v2/requests.json': listed,
        'GET /open311/v2/requests.xml': listed,
        'GET /open311/v2/requests/{file}': listed,
        'GET /open311/v2/services.json': read,
        'GET /open311/v2/services.xml': read,
        'GET /open311/v2/services/{file}': read,
        'GET /open311/v2/tokens/{file}': listed,
        'POST /open311/v2/requests.json': written,
        'POST /open311/v2/requests.xml': written,
        'GET /openapi.json': read,
        'GET /public/cases': read,
        'GET /public/cases/{id}': read,
        'GET /public/satisfaction': read,
        'GET /public/challenge': read,
        'GET /public/form': read,
        'GET /public/reports/{id}': read,
        'GET /public/reports/{id}/photos': read,
        'POST /public/reports': written,
        'POST /public/reports/{id}/commands': written,
        'POST /public/reports/{id}/photos': attached,
      },
    });
  });

  it('counts in its log what residents report, and how often they are turned away', () => {
    for (const [name, pattern] of [
      [
        'Reports',
        '{ (($.route = "POST /public/reports") || ($.route = "POST /open311/v2/requests.*")) && ($.status = "201") }',
      ],
      ['TurnedAway', '{ $.turnedAway = "THROTTLED" }'],
    ]) {
      assert.hasResourceProperties('AWS::Logs::MetricFilter', {
        LogGroupName: { Ref: Match.stringLikeRegexp('AccessLog') },
        FilterPattern: pattern,
        MetricTransformations: [Match.objectLike({ MetricName: name, MetricValue: '1' })],
      });
      assert.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: name });
    }
  });

  it('makes the stage after the routes it has settings for', () => {
    const [stage] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage').values();
    const before = [stage?.DependsOn ?? []].flat().map((id) => template.Resources[id]?.Properties.RouteKey);
    expect(before).toEqual(expect.arrayContaining(['GET /health', 'GET /openapi.json']));
  });

  it('logs nothing of who called', () => {
    const [stage] = resourcesOf(template, 'AWS::ApiGatewayV2::Stage').values();
    expect(JSON.stringify(stage?.Properties.AccessLogSettings)).not.toMatch(
      /identity|claims|\.path|query|domain|userAgent/i,
    );
  });

  it('lets in browsers with the pages of the named origins alone, without cookies', () => {
    assert.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: {
        AllowOrigins: ['https://gridlight.shawan.test'],
        AllowHeaders: ['authorization', 'content-type', 'x-receipt', 'x-device', 'x-proof'],
        AllowMethods: ['GET', 'POST', 'PUT'],
        ExposeHeaders: ['location', 'retry-after', 'link'],
        MaxAge: 86_400,
        AllowCredentials: Match.absent(),
      },
    });
  });
});

describe('the consumers of the stream', () => {
  it('are two of one stream at most: more are throttled', () => {
    const fed = Object.values(assert.findResources('AWS::Lambda::EventSourceMapping'));
    const streams = fed.map(({ Properties }) => JSON.stringify(Properties.EventSourceArn));
    expect(fed.length).toBeGreaterThan(3);
    for (const stream of new Set(streams))
      expect(streams.filter((own) => own === stream).length).toBeLessThanOrEqual(2);
  });

  it.each(['signal', 'notice'])('take only items with a %s, and give up in the open', (attribute) => {
    assert.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FilterCriteria: {
        Filters: [{ Pattern: JSON.stringify({ dynamodb: { NewImage: { [attribute]: { S: [{ exists: true }] } } } }) }],
      },
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });

  it('have a failure queue that keeps for 14 days, encrypted', () => {
    assert.hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true });
  });
});

describe('the machine', () => {
  it.each(['StateMachine', 'StateMachineVersion', 'StateMachineAlias'])('%s outlives the stack', (kind) => {
    assert.hasResource(`AWS::StepFunctions::${kind}`, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('gets a version with each revision, and an alias on it', () => {
    assert.hasResourceProperties('AWS::StepFunctions::StateMachineVersion', {
      StateMachineRevisionId: { 'Fn::GetAtt': [Match.anyValue(), 'StateMachineRevisionId'] },
    });
    assert.hasResourceProperties('AWS::StepFunctions::StateMachineAlias', { Name: 'live' });
  });

  it('logs no data of executions', () => {
    assert.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      LoggingConfiguration: Match.absent(),
      TracingConfiguration: Match.absent(),
    });
  });
});

describe('alarms', () => {
  const alarms = [...resourcesOf(template, 'AWS::CloudWatch::Alarm').values()].map(({ Properties }) => Properties);
  const chapter = (text: unknown) => /docs\/runbook\.md#([a-z-]+)$/.exec(String(text))?.[1];

  it('all name their chapter of the runbook and ring', () => {
    const [alarmChapters = ''] = readFileSync('docs/runbook.md', 'utf8').split('# Tasks');
    const chapters = [...alarmChapters.matchAll(/^## (.+)$/gm)].map(([, name]) => name);
    expect(alarms.map(({ AlarmDescription }) => chapter(AlarmDescription)).toSorted()).toEqual(chapters.toSorted());
    for (const { AlarmActions } of alarms) expect(AlarmActions).toHaveLength(1);
  });

  it.each(['reconcile', 'checkpoint'])('ring when %s is silent', (name) => {
    assert.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: Match.stringLikeRegexp(`#${name}-silent`),
      TreatMissingData: 'breaching',
      ComparisonOperator: 'LessThanThreshold',
    });
  });

  it('are mailed to whom is asked for', () => {
    assert.resourceCountIs('AWS::SNS::Subscription', 0);
    Assert.fromStack(anApp({ alarmEmail: 'on-call@shawan.test' }).stack).hasResourceProperties(
      'AWS::SNS::Subscription',
      {
        Protocol: 'email',
        Endpoint: 'on-call@shawan.test',
      },
    );
  });
});

describe('costs', () => {
  it('can be told apart by district and part', () => {
    for (const { Properties } of functionsIn(template).values()) {
      expect(Properties.Tags).toEqual([
        { Key: 'gridlight:district', Value: 'shawan' },
        { Key: 'gridlight:part', Value: expect.any(String) },
      ]);
    }
  });
});

describe('a deployment', () => {
  it('is refused while issuer, audience and client are examples', () => {
    const errors = (stack: Stack) =>
      Annotations.fromStack(stack)
        .findError('*', Match.anyValue())
        .map(({ entry }) => String(entry.data));
    expect(errors(anAppOf({}).stack)).toEqual([
      expect.stringContaining('-c issuer='),
      expect.stringContaining('-c audience='),
      expect.stringContaining('-c clientId='),
    ]);
    expect(errors(anApp().stack)).toEqual([]);
  });
});
