import * as z from 'zod/mini';

/** A rule as the embedded cloud runs it: what of S3 it takes, and the one function it calls. Anything else is refused by name. */
const Text = z.string();
export const Rule = z.strictObject({
  Name: z.optional(Text),
  Description: z.optional(Text),
  State: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
  EventPattern: z.strictObject({
    source: z.tuple([z.literal('aws.s3')]),
    'detail-type': z.tuple([z.literal('Object Created')]),
    detail: z.strictObject({
      bucket: z.strictObject({ name: z.array(Text) }),
      object: z.strictObject({ key: z.array(z.union([Text, z.strictObject({ prefix: Text })])) }),
    }),
  }),
  Targets: z.tuple([
    z.strictObject({
      Id: Text,
      Arn: Text,
      RetryPolicy: z.optional(z.looseObject({})),
      DeadLetterConfig: z.optional(z.strictObject({ Arn: Text })),
    }),
  ]),
  Tags: z.optional(z.unknown()),
});
export type Rule = z.infer<typeof Rule>;

/** How often a function that was called by an event is called again when it fails. */
export const InvokeConfig = z.object({
  FunctionName: Text,
  MaximumRetryAttempts: z._default(z.number(), 2),
  DestinationConfig: z.optional(z.object({ OnFailure: z.optional(z.object({ Destination: Text })) })),
});

/** Whether a rule takes it that an object was put under a key of a bucket. */
export const takes = ({ State, EventPattern: { detail } }: Rule, bucket: string, key: string): boolean =>
  State === 'ENABLED' &&
  detail.bucket.name.includes(bucket) &&
  detail.object.key.some((each) => (typeof each === 'string' ? each === key : key.startsWith(each.prefix)));
