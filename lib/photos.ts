import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Use } from './use.ts';

type Kind = 'unchecked' | 'checked';

export interface PhotosProps {
  district: string;
  /** Whose pages may put and show photos; `*` for those of any origin, since what is allowed is what a URL was signed for. */
  origins: readonly string[];
}

/**
 * The photos of cases, by the digests of their bytes: docs/decisions/0014-photos.md. Browsers put and get them straight, by
 * URLs that functions sign; what was put is shown only once it was looked at (0026). Outlives the stack.
 */
export class Photos extends Construct {
  /** Where the signed URLs lead, as an origin. */
  readonly origin: string;
  readonly #bucket: Bucket;
  readonly #district: string;
  /** What was put there and not looked at yet: the bucket and the beginning of its keys. */
  readonly unchecked: { bucket: string; prefix: string };

  constructor(scope: Construct, id: string, { district, origins }: PhotosProps) {
    super(scope, id);
    this.#district = district;
    this.#bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: false,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ id: 'unfinished', abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      cors: [
        {
          allowedOrigins: [...origins],
          allowedMethods: [HttpMethods.GET, HttpMethods.PUT],
          allowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-sha256'],
          maxAge: 3600,
        },
      ],
    });
    // The property itself: the class of the CDK for this would deploy a function that sets it.
    const { defaultChild } = this.#bucket.node;
    if (!(defaultChild instanceof CfnBucket)) throw new Error('the bucket of photos is no bucket');
    defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    this.unchecked = { bucket: this.#bucket.bucketName, prefix: `unchecked/${district}/` };
    this.origin = `https://${this.#bucket.bucketRegionalDomainName}`;
    // Uploads in parts cannot state the condition before their end, and are refused with this.
    this.#bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [this.#bucket.arnForObjects('*')],
        conditions: { Null: { 's3:if-none-match': 'true' } },
      }),
    );
  }

  get bucketName(): string {
    return this.#bucket.bucketName;
  }

  /** Signs URLs that put photos, and sees which are there. */
  add(): Use {
    return this.#use(this.#act('unchecked', 's3:PutObject'), this.#look('unchecked', 'checked'));
  }

  /** Signs URLs that show what was looked at, and sees which are there. */
  show(): Use {
    return this.#use(this.#act('checked', 's3:GetObject'), this.#look('checked'));
  }

  /** Reads what was put there, and puts what came of it. */
  check(): Use {
    return this.#use(this.#act('unchecked', 's3:GetObject'), this.#act('checked', 's3:PutObject'));
  }

  /** Removes what was put there and what came of it. */
  remove(): Use {
    return this.#use(
      this.#act('unchecked', 's3:DeleteObject'),
      this.#act('checked', 's3:DeleteObject'),
      this.#look('unchecked', 'checked'),
    );
  }

  #act(kind: Kind, action: string): PolicyStatement {
    return new PolicyStatement({
      actions: [action],
      resources: [this.#bucket.arnForObjects(`${kind}/${this.#district}/*`)],
    });
  }

  #look(...kinds: Kind[]): PolicyStatement {
    const prefixes = kinds.map((kind) => `${kind}/${this.#district}/*`);
    return new PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [this.#bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': prefixes } },
    });
  }

  #use(...rights: PolicyStatement[]): Use {
    return { environment: { PHOTOS_BUCKET: this.#bucket.bucketName }, rights };
  }
}
