import type * as z from 'zod/mini';
import type { Assembly } from './assembly.ts';
import * as properties from './site-properties.ts';

/** A source of a deployment: a folder, and what stands in its files for what is known only when it is deployed. */
export interface SourceSpec {
  readonly directory: string;
  readonly markers: Readonly<Record<string, string>>;
  readonly jsonEscape: boolean;
}
export interface DeploymentSpec {
  readonly prefix: string;
  readonly cacheControl: string | undefined;
  readonly sources: readonly SourceSpec[];
}
export type SiteSpec = NonNullable<ReturnType<typeof readSite>>;

/** The resources of a type, parsed. */
type Of = <T extends z.core.$ZodType<object>>(
  type: string,
  schema: T,
) => ({ logicalId: string; arn: string } & z.output<T>)[];

/** The deployments of folders to buckets. */
export const readDeployments = (of: Of) => of('Custom::CDKBucketDeployment', properties.Deployment);

/** The one site of a template, resolved: how CloudFront answers, and from what; `undefined` if there is none. */
export function readSite(
  of: Of,
  deployments: ReturnType<typeof readDeployments>,
  assembly: Assembly,
  regionalDomain: (bucket: string) => string,
) {
  const [distribution, another] = of('AWS::CloudFront::Distribution', properties.Distribution);
  if (another) throw new Error(`${another.logicalId} is a second distribution; the embedded cloud runs one`);
  if (!distribution) return undefined;
  const { DefaultRootObject, DefaultCacheBehavior, CustomErrorResponses, Origins } = distribution.DistributionConfig;
  const { Compress, ResponseHeadersPolicyId, FunctionAssociations } = DefaultCacheBehavior;
  const policy = of('AWS::CloudFront::ResponseHeadersPolicy', properties.HeadersPolicy).find(
    ({ logicalId }) => logicalId === ResponseHeadersPolicyId,
  );
  const pathFunction = of('AWS::CloudFront::Function', properties.PathFunction).find(
    ({ arn }) => arn === FunctionAssociations[0]?.FunctionARN,
  );
  return {
    rootObject: DefaultRootObject,
    compress: Compress,
    headers: policy ? headersOf(policy) : {},
    functionCode: pathFunction?.FunctionCode,
    errorPages: CustomErrorResponses.map(({ ErrorCode, ResponseCode, ResponsePagePath }) => ({
      error: ErrorCode,
      status: ResponseCode,
      key: ResponsePagePath.replace(/^\//, ''),
    })),
    deployments: deployments
      .filter(({ DestinationBucketName }) => regionalDomain(DestinationBucketName) === Origins[0].DomainName)
      .map(
        (each): DeploymentSpec => ({
          prefix: each.DestinationBucketKeyPrefix,
          cacheControl: each.SystemMetadata['cache-control'],
          sources: each.SourceObjectKeys.map((key, index) => ({
            directory: assembly.asset(key),
            markers: each.SourceMarkers[index] ?? {},
            jsonEscape: each.SourceMarkersConfig[index]?.jsonEscape ?? false,
          })),
        }),
      ),
  };
}

/** The headers that a policy sets. Strict-Transport-Security is left out: browsers are told it by https alone. */
function headersOf({ ResponseHeadersPolicyConfig }: properties.HeadersPolicy): Record<string, string> {
  const { SecurityHeadersConfig: security, CustomHeadersConfig: custom } = ResponseHeadersPolicyConfig;
  const known = {
    'content-security-policy': security.ContentSecurityPolicy?.ContentSecurityPolicy,
    'x-content-type-options': security.ContentTypeOptions && 'nosniff',
    'x-frame-options': security.FrameOptions?.FrameOption,
    'referrer-policy': security.ReferrerPolicy?.ReferrerPolicy,
  };
  const set = Object.entries(known).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return Object.fromEntries([...set, ...custom.Items.map(({ Header, Value }) => [Header.toLowerCase(), Value])]);
}
