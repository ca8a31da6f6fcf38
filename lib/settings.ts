import * as z from 'zod/mini';
import { Key } from '../domain/primitives.ts';

const EXAMPLE_ISSUER = 'https://issuer.example/set-c-issuer';
const EXAMPLE_AUDIENCE = 'example-set-c-audience';

/** Where SMS can be sent from: SNS, or nothing yet. */
export const Sms = z.enum(['sns', 'none']);
export type Sms = z.infer<typeof Sms>;

const commaSeparated = z.pipe(
  z.string(),
  z.transform((text) => text.split(',').flatMap((part) => part.trim() || [])),
);

/** What `-c name=value` may set. */
const Context = z.object({
  district: z._default(Key, 'shawan'),
  issuer: z.optional(z.url({ protocol: /^https$/, error: 'the https URL of an OpenID Connect issuer' })),
  audience: z.optional(z.string().check(z.minLength(1))),
  administrators: z._default(commaSeparated, []),
  sms: z.optional(Sms),
  alarmEmail: z.optional(z.email()),
  region: z.optional(z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region like cn-north-1'))),
});

export interface Settings {
  /** The district that every key carries. */
  district: string;
  issuer: string;
  audience: string;
  /** OIDC subjects that may import the first directory, when no officer is known yet. */
  administrators: string[];
  sms: Sms;
  alarmEmail?: string | undefined;
  /** What must be set before this can be deployed; it can be synthesised and run on one machine without. */
  missing: string[];
  warnings: string[];
}

/**
 * Reads the settings from CDK context by `lookup`. Throws an error that names every setting that is wrong, with the
 * value received. `issuer` and `audience` are examples if absent, and then listed in `missing`.
 */
export function readSettings(lookup: (name: string) => unknown): Settings {
  const given = Object.keys(Context.shape).map((name) => [name, lookup(name) ?? undefined]);
  const context = Context.safeParse(Object.fromEntries(given));
  if (!context.success) throw new Error(faults(context.error.issues, lookup));
  const { region, sms = smsOf(region), issuer, audience, ...rest } = context.data;
  if (sms === 'sns' && inChina(region)) {
    throw new Error(`sms=sns: SNS sends no SMS in ${region}; set -c sms=none until a gateway is there`);
  }
  return {
    ...rest,
    sms,
    issuer: issuer ?? EXAMPLE_ISSUER,
    audience: audience ?? EXAMPLE_AUDIENCE,
    missing: [...(issuer ? [] : ['issuer']), ...(audience ? [] : ['audience'])],
    warnings: [
      ...(sms === 'none' ? ['sms=none: notices are recorded on the case as given up, and no SMS is sent'] : []),
      ...(rest.administrators.length === 0 ? ['administrators=: nobody may import the first directory'] : []),
    ],
  };
}

const inChina = (region: string | undefined): boolean => region?.startsWith('cn-') ?? false;
const smsOf = (region: string | undefined): Sms => (inChina(region) ? 'none' : 'sns');

const faults = (issues: readonly z.core.$ZodIssue[], lookup: (name: string) => unknown): string =>
  issues
    .map(({ path, message }) => {
      const name = String(path[0]);
      return `-c ${name}=${String(lookup(name))}: ${message}`;
    })
    .join('\n');
