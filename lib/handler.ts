import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Bundles } from './bundle.ts';
import type { Use } from './use.ts';

export interface HandlerProps {
  bundles: Bundles;
  /** The file below `functions/`, without extension. */
  file: string;
  timeout: Duration;
  /** In MiB. */
  memory: number;
  uses: Use[];
}

/** One function with a role that allows what it uses and nothing else, and a log group that forgets. */
export class Handler extends Construct {
  readonly function: lambda.Function;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { bundles, file, timeout, memory, uses }: HandlerProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const logs = new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [this.logGroup.logGroupArn],
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        uses: new PolicyDocument({ statements: [logs, ...uses.flatMap(({ rights }) => rights ?? [])] }),
      },
    });
    this.function = new lambda.Function(this, 'Function', {
      description: `functions/${file}.ts`,
      code: lambda.Code.fromAsset(bundles.directory(file)),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      environment: Object.assign({}, ...uses.map(({ environment }) => environment)),
      memorySize: memory,
      timeout,
      // Imported: nothing but this class gives it rights.
      role: Role.fromRoleArn(this, 'OnlyThis', role.roleArn, { mutable: false }),
      logGroup: this.logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      applicationLogLevelV2: lambda.ApplicationLogLevel.INFO,
      systemLogLevelV2: lambda.SystemLogLevel.WARN,
    });
  }
}
