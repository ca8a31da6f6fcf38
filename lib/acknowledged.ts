import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Findings of cdk-nag that stay, by the paths of what they were found on below the stack, each with its reason. */
const ACKNOWLEDGED = [
  {
    at: ['Api/GET  health'],
    id: 'AwsSolutions-APIG4',
    reason: 'Health is asked by monitors without an account, and tells nothing but whether a directory is loaded',
  },
  {
    at: ['Api/GET  openapi.json'],
    id: 'AwsSolutions-APIG4',
    reason: 'The description of the API is public',
  },
  {
    at: ['Api/GET  evidence key'],
    id: 'AwsSolutions-APIG4',
    reason: 'Whoever is handed a bundle verifies it with this public key, with an account or without',
  },
  {
    at: ['CaseMachine/Machine', 'Reviews/Machine/Machine'],
    id: 'AwsSolutions-SF1',
    reason: 'Standard executions keep their history themselves; what happened to a case or review stands on it',
  },
  {
    at: ['CaseMachine/Machine', 'Reviews/Machine/Machine'],
    id: 'AwsSolutions-SF2',
    reason: 'A wait of days makes no trace; the tracer would cost every function 76 ms at load',
  },
  {
    at: ['Consumers/Failures', 'Reviews/Consumers/Failures'],
    id: 'AwsSolutions-SQS3',
    reason: 'It is itself where the stream puts what failed; nothing receives from it by program',
  },
  {
    at: ['Vault/Bucket'],
    id: 'AwsSolutions-S1',
    reason:
      'Nothing in it can be altered, and only functions read it; who else did is told by the trail of the account',
  },
  {
    at: ['Schedules/checkpoint/Role'],
    id: 'AwsSolutions-IAM5[Resource::<VaultBucket0925C477.Arn>/checkpoints/*]',
    reason: 'Puts and reads checkpoints, whose keys are made of districts and days',
  },
  {
    at: ['Schedules/reconcile/Role'],
    id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<CaseMachine127C2B31.Name>:*]',
    reason: 'Describes the executions of this one machine, whose names are made of the ids of cases',
  },
  {
    at: ['Reviews/reconcile-reviews/Role'],
    id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<ReviewsMachineDAA35534.Name>:*]',
    reason: 'Describes the executions of this one machine, whose names are made of the ids of reviews',
  },
  {
    at: ['Api/open-review/Role', 'Api/command-review/Role', 'Api/review-evidence/Role'],
    id: 'AwsSolutions-IAM5[Resource::<VaultBucket0925C477.Arn>/evidence/*]',
    reason: 'Puts and reads bundles, whose keys are the digests of what is in them',
  },
];

/** Records what is acknowledged, with its reason. Throws when a path leads nowhere. */
export function acknowledge(stack: IConstruct): void {
  for (const { at, id, reason } of ACKNOWLEDGED) {
    for (const path of at) {
      const found = path.split('/').reduce((node, name) => node.node.findChild(name), stack);
      Validations.of(found).acknowledge({ id, reason });
    }
  }
}
