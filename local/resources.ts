import { aliasTarget, MachineVersion } from './properties.ts';

/** Where a resource lives: what local names and ARNs are made of. */
export interface Place {
  readonly region: string;
  readonly account: string;
  readonly stackName: string;
  /** URL of the gateway, which stands for the endpoint of an HTTP API. */
  readonly url: string;
}

/** A resource as names are given to it: `name` is its own name property, or one made of the stack and the logical id. */
export interface Named {
  readonly logicalId: string;
  readonly name: string;
  /** Its resolved properties, for names that hang on another resource. */
  readonly properties: () => unknown;
}

interface Kind {
  /** The property that names the resource, if it may be named. */
  readonly nameProperty?: string;
  /** The resource part of its ARN, from `service:` on; `undefined` for what has no ARN. */
  readonly arn?: (resource: Named, place: Place) => string;
  /** What Ref gives: its name unless said otherwise. */
  readonly ref?: 'arn' | ((resource: Named, place: Place) => string);
  /** Attributes other than Arn. */
  readonly attributes?: Readonly<Record<string, (resource: Named, place: Place) => string>>;
}

export const partition = 'aws';

export function arnOf(place: Place, service: string, rest: string): string {
  return `arn:${partition}:${service}:${place.region}:${place.account}:${rest}`;
}

const table: Kind = {
  nameProperty: 'TableName',
  arn: ({ name }, place) => arnOf(place, 'dynamodb', `table/${name}`),
  attributes: { StreamArn: ({ name }, place) => arnOf(place, 'dynamodb', `table/${name}/stream/local`) },
};

/** Where a bucket answers, as CloudFront names the origin of a distribution. */
export const regionalDomainOf = (bucket: string, { region }: Place): string => `${bucket}.s3.${region}.amazonaws.com`;

const inert = (service: string, kind: string, nameProperty?: string): Kind => ({
  ...(nameProperty ? { nameProperty } : {}),
  arn: ({ name }, place) => arnOf(place, service, `${kind}${name}`),
});

function edgeFunction({ logicalId }: Named, { account }: Place): string {
  return `arn:${partition}:cloudfront::${account}:function/${logicalId}`;
}

/** Resource types that the embedded cloud runs. */
export const active: Readonly<Record<string, Kind>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    arn: ({ name }, place) => arnOf(place, 'lambda', `function:${name}`),
  },
  'AWS::Lambda::EventSourceMapping': {},
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    arn: ({ name }, place) => arnOf(place, 'states', `stateMachine:${name}`),
    ref: 'arn',
    attributes: { Name: ({ name }) => name, StateMachineRevisionId: () => '1' },
  },
  'AWS::StepFunctions::StateMachineVersion': {
    // Its number is known only once it is published: the embedded cloud takes it as the newest, for an alias to lead to.
    arn: ({ properties }) => `${MachineVersion.parse(properties()).StateMachineArn}:newest`,
    ref: 'arn',
  },
  'AWS::StepFunctions::StateMachineAlias': {
    nameProperty: 'Name',
    arn: ({ name, properties }) => `${aliasTarget(properties()).replace(/:[^:]+$/, '')}:${name}`,
    ref: 'arn',
  },
  'AWS::ApiGatewayV2::Api': {
    attributes: { ApiId: ({ logicalId }) => logicalId, ApiEndpoint: (_, { url }) => url },
    ref: ({ logicalId }) => logicalId,
  },
  'AWS::ApiGatewayV2::Route': {},
  'AWS::ApiGatewayV2::Integration': { ref: ({ logicalId }) => logicalId },
  'AWS::ApiGatewayV2::Authorizer': { ref: ({ logicalId }) => logicalId },
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    arn: ({ name }, place) => arnOf(place, 'scheduler', `schedule/default/${name}`),
  },
  'AWS::Events::Rule': {
    nameProperty: 'Name',
    arn: ({ name }, place) => arnOf(place, 'events', `rule/${name}`),
  },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    arn: ({ name }) => `arn:${partition}:s3:::${name}`,
    attributes: { RegionalDomainName: ({ name }, place) => regionalDomainOf(name, place) },
  },
  'AWS::CloudFront::Distribution': {
    ref: ({ logicalId }) => logicalId,
    attributes: { DomainName: (_, { url }) => new URL(url).host },
  },
  'AWS::CloudFront::Function': { arn: edgeFunction, ref: 'arn', attributes: { FunctionARN: edgeFunction } },
  'AWS::CloudFront::ResponseHeadersPolicy': { ref: ({ logicalId }) => logicalId },
  'Custom::CDKBucketDeployment': {},
  'AWS::KMS::Key': { ...inert('kms', 'key/'), attributes: { KeyId: ({ name }) => name } },
  'AWS::SecretsManager::Secret': {
    nameProperty: 'Name',
    arn: ({ name }, place) => arnOf(place, 'secretsmanager', `secret:${name}`),
    ref: 'arn',
  },
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    arn: ({ name }, place) => arnOf(place, 'sns', name),
    ref: 'arn',
    attributes: { TopicName: ({ name }) => name, TopicArn: ({ name }, place) => arnOf(place, 'sns', name) },
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    arn: ({ name }, place) => arnOf(place, 'sqs', name),
    ref: ({ name }, { url, account }) => `${url}/local/queues/${account}/${name}`,
    attributes: { QueueName: ({ name }) => name },
  },
};

/** IAM is global: its ARNs name no region. */
const iam = (kind: string, nameProperty: string): Kind => ({
  nameProperty,
  arn: ({ name }, { account }) => `arn:${partition}:iam::${account}:${kind}${name}`,
});

/** Resource types that need no local behaviour: rights, logs, alarms and the like. Any other type is refused by name. */
export const passive: Readonly<Record<string, Kind>> = {
  'AWS::ApiGatewayV2::Stage': { nameProperty: 'StageName' },
  'AWS::CDK::Metadata': {},
  'AWS::CloudFront::OriginAccessControl': { attributes: { Id: ({ logicalId }) => logicalId } },
  'AWS::CloudWatch::Alarm': inert('cloudwatch', 'alarm:', 'AlarmName'),
  'AWS::CloudWatch::CompositeAlarm': inert('cloudwatch', 'alarm:', 'AlarmName'),
  'AWS::CloudWatch::Dashboard': inert('cloudwatch', 'dashboard/', 'DashboardName'),
  'AWS::IAM::ManagedPolicy': { ...iam('policy/', 'ManagedPolicyName'), ref: 'arn' },
  'AWS::IAM::Policy': { nameProperty: 'PolicyName' },
  'AWS::IAM::Role': { ...iam('role/', 'RoleName'), attributes: { RoleId: ({ logicalId }) => logicalId } },
  'AWS::KMS::Alias': { nameProperty: 'AliasName' },
  'AWS::Lambda::LayerVersion': {},
  'AWS::Lambda::Permission': {},
  'AWS::Logs::LogGroup': inert('logs', 'log-group:', 'LogGroupName'),
  'AWS::Logs::MetricFilter': {},
  'AWS::Lambda::EventInvokeConfig': {},
  'AWS::Logs::ResourcePolicy': {},
  'AWS::Scheduler::ScheduleGroup': inert('scheduler', 'schedule-group/', 'Name'),
  'AWS::S3::BucketPolicy': {},
  'AWS::SNS::Subscription': { ref: 'arn' },
  'AWS::SNS::TopicPolicy': {},
  'AWS::SQS::QueuePolicy': {},
};
