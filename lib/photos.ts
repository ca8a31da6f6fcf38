import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Use } from './use.ts';

export interface PhotosProps {
  district: string;
  /** Whose pages may put and show photos; `*` for those of any origin, since what is allowed is what a URL was signed for. */
  origins: readonly string[];
}

/**
 * The photos of cases, each below district and case by the digest of its bytes: docs/decisions/0014-photos.md. Browsers put
 * and get them straight, by URLs that functions sign. Outlives the stack.
 */
export class Photos extends Construct {
  /** Where the signed URLs lead, as an origin. */
  readonly origin: string;
  readonly #bucket: Bucket;
  readonly #district: string;

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

  /** Signs URLs that put photos, and sees which are there. */
  add(): Use {
    return this.#use('s3:PutObject');
  }

  /** Signs URLs that show photos, and sees which are there. */
  show(): Use {
    return this.#use('s3:GetObject');
  }

  #use(action: string): Use {
    const below = `${this.#district}/*`;
    const look = new PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [this.#bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': below } },
    });
    const act = new PolicyStatement({ actions: [action], resources: [this.#bucket.arnForObjects(below)] });
    return { environment: { PHOTOS_BUCKET: this.#bucket.bucketName }, rights: [act, look] };
  }
}
