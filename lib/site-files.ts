import { join } from 'node:path';
import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, type ISource, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { SiteConfig } from './site-config.ts';
import { CACHE } from './site-headers.ts';

export interface SiteFilesProps {
  bucket: IBucket;
  /** The folder of the built pages. */
  pages: string;
  config: SiteConfig;
}

/**
 * Copies the pages to their bucket at each deployment: first what they load, beside what stood there, so that a page that
 * is open goes on; then the pages, in place of those before.
 */
export class SiteFiles extends Construct {
  constructor(scope: Construct, id: string, { bucket, pages, config }: SiteFilesProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const rights = new PolicyDocument({
      statements: [
        new PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [logGroup.logGroupArn],
        }),
        new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
        new PolicyStatement({
          actions: ['s3:PutObject', 's3:DeleteObject'],
          resources: [bucket.arnForObjects('*')],
        }),
      ],
    });
    // The whole bucket of assets: rights that change with what is copied may not have reached S3 when the copying begins.
    const readable = (source: ISource): ISource => ({
      bind(at, context) {
        const bound = source.bind(at, context);
        rights.addStatements(
          new PolicyStatement({ actions: ['s3:GetObject'], resources: [bound.bucket.arnForObjects('*')] }),
        );
        return bound;
      },
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { uses: rights },
    });
    // Imported: nothing but this class gives it rights.
    const onlyThis = Role.fromRoleArn(this, 'OnlyThis', role.roleArn, { mutable: false });
    const common = { destinationBucket: bucket, role: onlyThis, logGroup, outputObjectKeys: false };

    const assets = new BucketDeployment(this, 'Assets', {
      ...common,
      sources: [readable(Source.asset(join(pages, 'assets')))],
      destinationKeyPrefix: 'assets',
      cacheControl: [CacheControl.fromString(CACHE.assets)],
      prune: false,
    });
    const documents = new BucketDeployment(this, 'Pages', {
      ...common,
      sources: [
        readable(Source.asset(pages, { exclude: ['assets'] })),
        readable(Source.jsonData('config.json', config)),
      ],
      cacheControl: [CacheControl.fromString(CACHE.pages)],
      exclude: ['assets/*'],
    });
    // Both are copied by one function, which brings the layer of the first.
    documents.node.tryRemoveChild('AwsCliLayer');
    documents.node.addDependency(assets);
  }
}
