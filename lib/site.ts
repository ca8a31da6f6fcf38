import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type SiteSettings, siteConfig } from './site-config.ts';
import { SiteFiles } from './site-files.ts';
import { contentSecurityPolicy, FURTHER_HEADERS, HTTPS_SECONDS, type Reached } from './site-headers.ts';
import { pagesIn, pathFunction } from './site-paths.ts';

export interface SiteProps {
  /** The folder of the built pages. */
  pages: string;
  settings: SiteSettings;
  reached: Reached;
  /** A name of the owner's own; without it CloudFront gives one. */
  domain?: { name: string; certificateArn: string } | undefined;
}

/** The pages: a bucket that nobody but CloudFront reads, and CloudFront in front of it. */
export class Site extends Construct {
  /** Where CloudFront serves the pages, without `https://`. */
  readonly domainName: string;

  constructor(scope: Construct, id: string, { pages, settings, reached, domain }: SiteProps) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      // A bucket with files in it cannot be removed with the stack; these can be built again, so remove it by hand.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: 'Gridlight: the pages',
      defaultRootObject: 'index.html',
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      priceClass: cloudfront.PriceClass.PRICE_CLASS_200,
      ...(domain && {
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      }),
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(bucket),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
        compress: true,
        responseHeadersPolicy: this.#headers(reached),
        functionAssociations: [
          { function: this.#paths(pages), eventType: cloudfront.FunctionEventType.VIEWER_REQUEST },
        ],
      },
      // To whom may not list it, the bucket says of what it does not have that it is forbidden.
      errorResponses: [
        { httpStatus: 403, responseHttpStatus: 404, responsePagePath: '/404.html', ttl: Duration.seconds(10) },
      ],
    });
    this.domainName = distribution.domainName;
    new SiteFiles(this, 'Files', { bucket, pages, config: siteConfig(settings) });
  }

  #paths(pages: string): cloudfront.Function {
    return new cloudfront.Function(this, 'Paths', {
      comment: 'A page is the index.html of its folder',
      code: cloudfront.FunctionCode.fromInline(pathFunction(pagesIn(pages))),
      runtime: cloudfront.FunctionRuntime.JS_2_0,
    });
  }

  #headers(reached: Reached): cloudfront.ResponseHeadersPolicy {
    const override = true;
    return new cloudfront.ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(reached), override },
        contentTypeOptions: { override },
        frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override },
        referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER, override },
        strictTransportSecurity: { accessControlMaxAge: Duration.seconds(HTTPS_SECONDS), override },
      },
      customHeadersBehavior: {
        customHeaders: Object.entries(FURTHER_HEADERS).map(([header, value]) => ({ header, value, override })),
      },
    });
  }
}
