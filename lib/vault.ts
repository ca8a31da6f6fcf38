import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
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
    refuseToWriteOver(this.#bucket);
  }

  /** Puts documents of one kind, without reading any. */
  add(kind: Kept): Use {
    return { ...this.#environment(), rights: [this.#toPut(kind), this.#toLook(kind)] };
  }

  /** Puts documents of one kind, and reads them. */
  write(kind: Kept): Use {
    return { ...this.#environment(), rights: [this.#toPut(kind), this.#toLook(kind), this.#toRead(kind)] };
  }

  /** Reads documents of one kind. */
  read(kind: Kept): Use {
    return { ...this.#environment(), rights: [this.#toLook(kind), this.#toRead(kind)] };
  }

  readonly #toPut = (kind: Kept): PolicyStatement =>
    new PolicyStatement({ actions: ['s3:PutObject'], resources: [this.#below(kind)] });

  /** Asks for all that stands under a key: whoever looks at the newest version alone can be shown another one. */
  readonly #toLook = (kind: Kept): PolicyStatement =>
    new PolicyStatement({
      actions: ['s3:ListBucketVersions'],
      resources: [this.#bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': `${kind}/*` } },
    });

  /** Reads versions, each by its id, and so nothing that was put over them meanwhile. */
  readonly #toRead = (kind: Kept): PolicyStatement =>
    new PolicyStatement({ actions: ['s3:GetObjectVersion'], resources: [this.#below(kind)] });

  readonly #environment = () => ({ environment: { VAULT_BUCKET: this.#bucket.bucketName } });
  readonly #below = (kind: Kept): string => this.#bucket.arnForObjects(`${kind}/*`);
}

/**
 * What the lock leaves open, refused to everybody: a delete marker, by hand or by a rule of S3, hides a document that is
 * locked, and after one a put under the condition that nothing is there succeeds.
 */
function refuseToWriteOver(bucket: Bucket): void {
  const deny = (actions: string[], resource: string, conditions = {}) =>
    bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions,
        resources: [resource],
        conditions,
      }),
    );
  deny(['s3:DeleteObject'], bucket.arnForObjects('*'));
  deny(['s3:PutLifecycleConfiguration'], bucket.bucketArn);
  // Uploads in parts cannot state the condition before their end, and are refused with this.
  deny(['s3:PutObject'], bucket.arnForObjects('*'), { Null: { 's3:if-none-match': 'true' } });
}
