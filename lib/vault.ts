import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Use } from './use.ts';

/** What is kept in the vault, each kind below its own prefix. */
export type Kept = 'evidence' | 'checkpoints';

/** As long as a document cannot be removed by anybody, the owner of the account included. Changing it holds for new documents. */
const YEARS = 10;

/** Documents that are written once: docs/decisions/0009-write-once.md. Outlives the stack. */
export class Vault extends Construct {
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#bucket = new Bucket(this, 'Bucket', {
      objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(Math.ceil(YEARS * 365.25))),
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Puts documents of one kind, and reads them, to know what was there first. */
  write(kind: Kept): Use {
    const put = new PolicyStatement({ actions: ['s3:PutObject'], resources: [this.#below(kind)] });
    // Without it S3 answers 403 instead of 404 about a document that is not there.
    const tell = new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.#bucket.bucketArn] });
    const { environment, rights } = this.read(kind);
    return { environment, rights: [put, ...rights, tell] };
  }

  /** Reads documents of one kind that are known to be there. */
  read(kind: Kept): Required<Use> {
    const get = new PolicyStatement({ actions: ['s3:GetObject'], resources: [this.#below(kind)] });
    return { environment: { VAULT_BUCKET: this.#bucket.bucketName }, rights: [get] };
  }

  readonly #below = (kind: Kept): string => this.#bucket.arnForObjects(`${kind}/*`);
}
