import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Something that a function may use: the rights that takes, and the environment variables that say where it is. */
export interface Use {
  environment?: Record<string, string>;
  rights?: PolicyStatement[];
}
