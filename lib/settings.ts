import * as z from 'zod/mini';
import { Template } from '../domain/line/templates.ts';
import { Key } from '../domain/primitives.ts';
import { Rate } from '../domain/resident/rates.ts';

const EXAMPLE_ISSUER = 'https://issuer.example/set-c-issuer';
const EXAMPLE_AUDIENCE = 'example-set-c-audience';
const EXAMPLE_CLIENT = 'example-set-c-clientId';

/** What SMS can be sent by: SNS, a gateway over HTTPS, or nothing yet. */
export const Sms = z.enum(['sns', 'gateway', 'none']);
export type Sms = z.infer<typeof Sms>;

const commaSeparated = z.pipe(
  z.string(),
  z.transform((text) => text.split(',').flatMap((part) => part.trim() || [])),
);

const AN_ORIGIN = 'origins like https://gridlight.example.org, without a path, separated by commas';
const origins = z.pipe(commaSeparated, z.array(z.string().check(z.regex(/^https:\/\/[a-z0-9.-]+(:\d+)?$/, AN_ORIGIN))));

const A_GATEWAY = 'the https URL of the gateway, without query: messages are posted to <url>/messages';
const gatewayUrl = z.pipe(
  z.string().check(z.regex(/^https:\/\/[a-z0-9.-]+(:\d+)?(\/[\w.~-]+)*\/?$/, A_GATEWAY)),
  z.transform((url) => url.replace(/\/$/, '')),
);

const TEMPLATES = `template:number pairs, separated by commas, of ${Template.options.join(', ')}`;
const templates = z.pipe(
  commaSeparated,
  z.array(z.string().check(z.regex(new RegExp(`^(${Template.options.join('|')}):[\\w.-]+$`), TEMPLATES))),
);

const KEYS = 'name:digest pairs, separated by commas; the digest is the SHA-256 of the key in hexadecimal';
const digests = z.pipe(commaSeparated, z.array(z.string().check(z.regex(/^[\w.-]+:[0-9a-f]{64}$/, KEYS))));

const SCOPES = 'scopes separated by a blank, openid first: openid offline_access';

/** What `-c name=value` may set. */
/** Bytes: Lambda takes 4 KB of environment for a function, and there is more in it. */
const MOST_HELD = 3000;
const heldWords = z.pipe(
  commaSeparated,
  z
    .array(z.string())
    .check(z.refine((words) => Buffer.byteLength(words.join(',')) <= MOST_HELD, `${MOST_HELD} bytes of UTF-8 at most`)),
);

const Context = z.object({
  district: z._default(Key, 'shawan'),
  issuer: z.optional(z.url({ protocol: /^https$/, error: 'the https URL of an OpenID Connect issuer' })),
  audience: z.optional(z.string().check(z.minLength(1))),
  clientId: z.optional(z.string().check(z.minLength(1))),
  loginScope: z._default(z.string().check(z.regex(/^openid( [!#-[\]-~]+)*$/, SCOPES)), 'openid'),
  loginOrigin: z._default(origins, []),
  webOrigin: z._default(origins, []),
  certificate: z.optional(
    z
      .string()
      .check(z.regex(/^arn:aws:acm:us-east-1:\d+:certificate\/[\w-]+$/, 'the ARN of a certificate in us-east-1')),
  ),
  administrators: z._default(commaSeparated, []),
  sms: z.optional(Sms),
  smsMonthly: z._default(z.coerce.number().check(z.int(), z.minimum(1)), 20_000),
  smsGateway: z.optional(gatewayUrl),
  smsTemplates: z._default(templates, []),
  open311Keys: z._default(digests, []),
  rates: z._default(z.pipe(commaSeparated, z.array(Rate)), []),
  heldWords: z._default(heldWords, []),
  alarmEmail: z.optional(z.email()),
  region: z.optional(z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region like cn-north-1'))),
});

export interface Settings {
  /** The district that every key carries. */
  district: string;
  issuer: string;
  audience: string;
  /** The OIDC client that the pages are to the issuer. */
  clientId: string;
  /** What the pages ask the issuer for, beside `openid` mostly what it takes to get a refresh token. */
  loginScope: string;
  /** Where the issuer logs people in, if elsewhere than on its own origin. */
  loginOrigins: string[];
  /** Whose pages may call the API; `*` for those of any origin. */
  webOrigins: string[];
  /** Whether the stack ships the pages. */
  site: boolean;
  /** The name that the pages are shipped under, where the owner has one. */
  domain?: { name: string; certificateArn: string } | undefined;
  /** OIDC subjects that may import the first directory, when no officer is known yet. */
  administrators: string[];
  sms: Sms;
  /** Messages that may be sent in a month, as carriers count them. */
  smsMonthly: number;
  /** With `sms` by a gateway: where it is, and the templates that are registered under numbers, as `name:number`. */
  gateway?: { url: string; templates: string[] } | undefined;
  /** Who may file over Open311, as `name:sha256` of the key; anybody, if there is none. */
  open311Keys: string[];
  /** What may come from where, as `name:number`, where it is to be otherwise than in `domain/resident/rates.ts`. */
  rates: string[];
  /** A report with one of these words waits for a clerk. */
  heldWords: string[];
  alarmEmail?: string | undefined;
  /** What must be set before this can be deployed; it can be synthesised and run on one machine without. */
  missing: string[];
  warnings: string[];
}

/**
 * Reads the settings from CDK context by `lookup`. Throws an error that names every setting that is wrong, with the
 * value received. `issuer`, `audience` and `clientId` are examples if absent, and then listed in `missing`.
 */
export function readSettings(lookup: (name: string) => unknown): Settings {
  const given = Object.keys(Context.shape).map((name) => [name, lookup(name) ?? undefined]);
  const context = Context.safeParse(Object.fromEntries(given));
  if (!context.success) throw new Error(faults(context.error.issues, lookup));
  const { region, sms = smsOf(region), issuer, audience, clientId, certificate } = context.data;
  const {
    administrators,
    smsMonthly,
    webOrigin,
    loginOrigin,
    loginScope,
    district,
    alarmEmail,
    open311Keys,
    rates,
    heldWords,
  } = context.data;
  if (sms === 'sns' && inChina(region)) {
    throw new Error(`sms=sns: SNS sends no SMS in ${region}; set -c sms=gateway, or -c sms=none until one is there`);
  }
  return {
    district,
    alarmEmail,
    administrators,
    sms,
    smsMonthly,
    open311Keys,
    rates,
    heldWords,
    gateway: gatewayOf(sms, context.data),
    issuer: issuer ?? EXAMPLE_ISSUER,
    audience: audience ?? EXAMPLE_AUDIENCE,
    clientId: clientId ?? EXAMPLE_CLIENT,
    loginScope,
    loginOrigins: loginOrigin,
    webOrigins: webOrigin.length > 0 ? webOrigin : ['*'],
    site: !inChina(region),
    domain: domainOf(certificate, webOrigin),
    missing: Object.entries({ issuer, audience, clientId }).flatMap(([name, value]) =>
      value === undefined ? name : [],
    ),
    warnings: [
      ...(sms === 'none' ? [NO_SMS] : []),
      ...(administrators.length === 0 ? ['administrators=: nobody may import the first directory'] : []),
      ...(webOrigin.length === 0 ? ['webOrigin=: pages of any origin may call the API; name that of yours'] : []),
    ],
  };
}

const NO_SMS =
  'sms=none: notices are recorded on the case as given up, and no SMS is sent; ' +
  'where SNS sends none, set -c sms=gateway -c smsGateway=https://…';

function gatewayOf(sms: Sms, { smsGateway: url, smsTemplates }: z.infer<typeof Context>): Settings['gateway'] {
  const useless = url !== undefined || smsTemplates.length > 0;
  if (sms !== 'gateway' && useless)
    throw new Error(`sms=${sms}: smsGateway and smsTemplates are for -c sms=gateway; set that, or leave them out`);
  if (sms === 'gateway' && url === undefined)
    throw new Error('sms=gateway: set -c smsGateway=https://… to the URL that messages are posted below');
  return url === undefined ? undefined : { url, templates: smsTemplates };
}

function domainOf(certificate: string | undefined, [own]: readonly string[]): Settings['domain'] {
  if (certificate === undefined) return undefined;
  if (own === undefined)
    throw new Error(`certificate=${certificate}: set -c webOrigin=https://… to the name it is for`);
  return { name: new URL(own).hostname, certificateArn: certificate };
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
