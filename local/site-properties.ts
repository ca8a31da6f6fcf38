import * as z from 'zod/mini';

/** What of the types that ship pages has an effect on one machine; anything that would change what is served is refused. */

const Behavior = z.object({
  Compress: z._default(z.boolean(), false),
  ResponseHeadersPolicyId: z.optional(z.string()),
  FunctionAssociations: z._default(
    z.array(z.object({ EventType: z.literal('viewer-request'), FunctionARN: z.string() })).check(z.maxLength(1)),
    [],
  ),
});

export const Distribution = z.object({
  DistributionConfig: z.object({
    DefaultRootObject: z._default(z.string(), ''),
    DefaultCacheBehavior: Behavior,
    CacheBehaviors: z.optional(z.never()),
    CustomErrorResponses: z._default(
      z.array(z.object({ ErrorCode: z.number(), ResponseCode: z.number(), ResponsePagePath: z.string() })),
      [],
    ),
    Origins: z.tuple([z.object({ DomainName: z.string() })]),
  }),
});

export const PathFunction = z.object({ FunctionCode: z.string() });

const Overriding = { Override: z.literal(true) };
export const HeadersPolicy = z.object({
  ResponseHeadersPolicyConfig: z.object({
    CorsConfig: z.optional(z.never()),
    RemoveHeadersConfig: z.optional(z.never()),
    CustomHeadersConfig: z._default(
      z.object({ Items: z.array(z.object({ Header: z.string(), Value: z.string(), ...Overriding })) }),
      { Items: [] },
    ),
    SecurityHeadersConfig: z._default(
      z.strictObject({
        ContentSecurityPolicy: z.optional(z.object({ ContentSecurityPolicy: z.string(), ...Overriding })),
        ContentTypeOptions: z.optional(z.object(Overriding)),
        FrameOptions: z.optional(z.object({ FrameOption: z.string(), ...Overriding })),
        ReferrerPolicy: z.optional(z.object({ ReferrerPolicy: z.string(), ...Overriding })),
        StrictTransportSecurity: z.optional(z.object(Overriding)),
      }),
      {},
    ),
  }),
});
export type HeadersPolicy = z.infer<typeof HeadersPolicy>;

export const Deployment = z.object({
  SourceObjectKeys: z.array(z.string()),
  SourceMarkers: z._default(z.array(z.record(z.string(), z.string())), []),
  SourceMarkersConfig: z._default(
    z.array(z.object({ jsonEscape: z._default(z.boolean(), false), markerEncodings: z.optional(z.never()) })),
    [],
  ),
  DestinationBucketName: z.string(),
  DestinationBucketKeyPrefix: z._default(z.string(), ''),
  ServiceToken: z.string(),
  Extract: z.optional(z.literal(true)),
  Include: z.optional(z.never()),
  UserMetadata: z.optional(z.never()),
  SystemMetadata: z._default(z.strictObject({ 'cache-control': z.optional(z.string()) }), {}),
});
