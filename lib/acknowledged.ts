import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Findings of cdk-nag that stay, by the path of what they were found on below the stack, each with its reason. */
const ACKNOWLEDGED = [
  {
    at: 'Api/GET  health',
    id: 'AwsSolutions-APIG4',
    reason: 'Health is asked by monitors without an account, and tells nothing but whether a directory is loaded',
  },
  {
    at: 'Api/GET  openapi.json',
    id: 'AwsSolutions-APIG4',
    reason: 'The description of the API is public',
  },
  {
    at: 'CaseMachine/Machine',
    id: 'AwsSolutions-SF1',
    reason: 'Standard executions keep their history themselves; what happened to a case stands on the case',
  },
  {
    at: 'CaseMachine/Machine',
    id: 'AwsSolutions-SF2',
    reason: 'A wait of days makes no trace; the tracer would cost every function 76 ms at load',
  },
  {
    at: 'Consumers/Failures',
    id: 'AwsSolutions-SQS3',
    reason: 'It is itself where the stream puts what failed; nothing receives from it by program',
  },
  {
    at: 'Vault/Bucket',
    id: 'AwsSolutions-S1',
    reason:
      'Nothing in it can be altered, and only functions read it; who else did is told by the trail of the account',
  },
  {
    at: 'Schedules/checkpoint/Role',
    id: 'AwsSolutions-IAM5[Resource::<VaultBucket0925C477.Arn>/checkpoints/*]',
    reason: 'Puts and reads checkpoints, whose keys are made of districts and days',
  },
  {
    at: 'Schedules/reconcile/Role',
    id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<CaseMachine127C2B31.Name>:*]',
    reason: 'Describes the executions of this one machine, whose names are made of the ids of cases',
  },
];

/** Records what is acknowledged, with its reason. Throws when a path leads nowhere. */
export function acknowledge(stack: IConstruct): void {
  for (const { at, id, reason } of ACKNOWLEDGED) {
    const found = at.split('/').reduce((node, name) => node.node.findChild(name), stack);
    Validations.of(found).acknowledge({ id, reason });
  }
}
