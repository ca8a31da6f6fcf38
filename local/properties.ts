import * as z from 'zod/mini';

/** The properties of each resource type that have an effect on one machine; all others are left to the real cloud. */

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const Index = z.object({
  IndexName: z.string(),
  KeySchema,
  Projection: z.object({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.optional(z.array(z.string())),
  }),
});

export const StreamView = z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']);
export type StreamView = z.infer<typeof StreamView>;

export const Table = z.object({
  KeySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z.optional(z.array(Index)),
  LocalSecondaryIndexes: z.optional(z.array(Index)),
  StreamSpecification: z.optional(z.object({ StreamViewType: StreamView })),
  TimeToLiveSpecification: z.optional(z.object({ AttributeName: z.optional(z.string()), Enabled: z.boolean() })),
});

export const LambdaFunction = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string().check(z.startsWith('nodejs')),
  Timeout: z._default(z.number(), 3),
  MemorySize: z._default(z.number(), 128),
  Role: z.string(),
  Environment: z._default(z.object({ Variables: z._default(z.record(z.string(), z.coerce.string()), {}) }), {
    Variables: {},
  }),
});

export const Mapping = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z._default(z.boolean(), true),
  BatchSize: z._default(z.number(), 100),
  BisectBatchOnFunctionError: z._default(z.boolean(), false),
  MaximumRetryAttempts: z._default(z.number(), -1),
  FunctionResponseTypes: z._default(z.array(z.literal('ReportBatchItemFailures')), []),
  FilterCriteria: z.optional(z.object({ Filters: z.array(z.object({ Pattern: z.string() })) })),
  DestinationConfig: z.optional(z.object({ OnFailure: z.optional(z.object({ Destination: z.string() })) })),
});

export const Machine = z.object({
  RoleArn: z.string(),
  DefinitionString: z.optional(z.string()),
  DefinitionS3Location: z.optional(z.object({ Key: z.string() })),
  DefinitionSubstitutions: z.optional(z.record(z.string(), z.unknown())),
});
export type Machine = z.infer<typeof Machine>;

export const MachineVersion = z.object({ StateMachineArn: z.string() });

const VersionRef = z.object({ StateMachineVersionArn: z.string() });
export const MachineAlias = z.object({
  DeploymentPreference: z.optional(VersionRef),
  RoutingConfiguration: z.optional(z.tuple([VersionRef])),
});

/** The ARN of the machine version that an alias leads to. An alias over two versions is refused. */
export function aliasTarget(alias: unknown): string {
  const { DeploymentPreference, RoutingConfiguration } = MachineAlias.parse(alias);
  return VersionRef.parse(DeploymentPreference ?? RoutingConfiguration?.[0]).StateMachineVersionArn;
}

export const Cors = z.object({
  AllowOrigins: z.array(z.string()),
  AllowMethods: z._default(z.array(z.string()), []),
  AllowHeaders: z._default(z.array(z.string()), []),
  ExposeHeaders: z._default(z.array(z.string()), []),
  MaxAge: z._default(z.number(), 0),
  AllowCredentials: z._default(z.literal(false), false),
});
export type Cors = z.infer<typeof Cors>;

export const Api = z.object({ ProtocolType: z.literal('HTTP'), CorsConfiguration: z.optional(Cors) });

export const Integration = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});

export const Authorizer = z.object({
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
  JwtConfiguration: z.object({ Audience: z.array(z.string()), Issuer: z.string() }),
});

export const Route = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z._default(z.enum(['NONE', 'JWT']), 'NONE'),
  AuthorizationScopes: z.optional(z.array(z.string())),
  AuthorizerId: z.optional(z.string()),
});

export const Schedule = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z._default(z.string(), 'UTC'),
  State: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
  Target: z.object({ Arn: z.string(), RoleArn: z.string(), Input: z.optional(z.string()) }),
});

export const BucketCors = z.object({
  CorsRules: z.array(
    z.object({
      AllowedOrigins: z.array(z.string()),
      AllowedMethods: z.array(z.string()),
      AllowedHeaders: z._default(z.array(z.string()), []),
      MaxAge: z.optional(z.number()),
    }),
  ),
});
export type BucketCors = z.infer<typeof BucketCors>;

/** Nothing is replaced here, and nothing is removed from a bucket with a lock. Of what is put in it EventBridge may be told. */
export const Bucket = z.object({
  CorsConfiguration: z.optional(BucketCors),
  ObjectLockEnabled: z._default(z.boolean(), false),
  NotificationConfiguration: z.optional(
    z.strictObject({ EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: z.boolean() }) }),
  ),
});

/** Only keys that sign; no other is asked for anything here. */
export const SigningKey = z.object({ KeySpec: z.literal('ECC_NIST_P256'), KeyUsage: z.literal('SIGN_VERIFY') });

/** Only secrets that are generated; a fresh one is as good as another. */
export const Secret = z.object({
  GenerateSecretString: z.object({ PasswordLength: z._default(z.number(), 32), ExcludePunctuation: z.literal(true) }),
});

export const Topic = z.object({});
export const Queue = z.object({});
