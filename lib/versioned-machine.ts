import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Use } from './use.ts';

const ALIAS = 'live';

export interface VersionedMachineProps {
  comment: string;
  /** The functions that its tasks call. */
  functions: IFunction[];
  definition: (scope: Construct) => sfn.IChainable;
}

/**
 * A machine with a version for each definition and an alias on the newest. What runs goes on under the version it was
 * started with, so versions and alias are kept when a deployment replaces them.
 */
export class VersionedMachine extends Construct {
  readonly machine: sfn.StateMachine;
  readonly #alias: sfn.CfnStateMachineAlias;

  constructor(scope: Construct, id: string, { comment, functions, definition }: VersionedMachineProps) {
    super(scope, id);
    const resources = functions.map((task) => task.functionArn);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      inlinePolicies: {
        tasks: new PolicyDocument({
          statements: [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources })],
        }),
      },
    });
    this.machine = new sfn.StateMachine(this, 'Machine', {
      comment,
      definitionBody: sfn.DefinitionBody.fromChainable(definition(this)),
      // Imported: left to itself, the class would also allow itself every version of the functions.
      role: Role.fromRoleArn(this, 'OnlyThis', role.roleArn, { mutable: false }),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const version = new sfn.CfnStateMachineVersion(this, 'Version', {
      stateMachineArn: this.machine.stateMachineArn,
      stateMachineRevisionId: this.machine.stateMachineRevisionId,
    });
    this.#alias = new sfn.CfnStateMachineAlias(this, 'Alias', {
      name: ALIAS,
      deploymentPreference: { stateMachineVersionArn: version.attrArn, type: 'ALL_AT_ONCE' },
    });
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.#alias.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  /** What executions are started through. */
  get aliasArn(): string {
    return this.#alias.attrArn;
  }

  /** To start executions, and to end waits. */
  toSignal(): Use {
    // The right to act on an alias is a right on its machine, narrowed by the qualifier:
    // https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html
    const start = new PolicyStatement({
      actions: ['states:StartExecution'],
      resources: [this.machine.stateMachineArn],
      conditions: { 'ForAnyValue:StringEquals': { 'states:StateMachineQualifier': [ALIAS] } },
    });
    const signal = new PolicyStatement({
      actions: ['states:SendTaskSuccess'],
      resources: [this.machine.stateMachineArn],
    });
    return { environment: this.#environment(), rights: [start, signal] };
  }

  /** To ask whether an execution still runs. */
  toWatch(): Use {
    const resource = `${this.machine.stateMachineName}:*`;
    const executions = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: resource,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    return {
      environment: this.#environment(),
      rights: [new PolicyStatement({ actions: ['states:DescribeExecution'], resources: [executions] })],
    };
  }

  #environment(): Record<string, string> {
    return { MACHINE_ARN: this.aliasArn };
  }
}
