import * as z from 'zod/mini';
import { Light } from '../../domain/case/colours.ts';
import { Datatype } from '../../domain/directory/attribute.ts';
import { Level } from '../../domain/directory/documents.ts';
import { Instant, Key, Ulid } from '../../domain/primitives.ts';
import { Update } from './report-updates.ts';

const text = z.string();
const none = z.null();

/** The documents of GeoReport v2 as this API gives them out in JSON; in XML they have the same fields. */
export const Discovery = z.object({
  changeset: text,
  contact: text,
  key_service: text,
  endpoints: z.array(
    z.object({
      specification: text,
      url: text,
      changeset: text,
      type: z.enum(['production', 'test']),
      formats: z.array(text),
    }),
  ),
});

export const Services = z.array(
  z.object({
    service_code: Key,
    service_name: text,
    description: text,
    metadata: z.boolean(),
    type: z.literal('realtime'),
    keywords: text,
    group: text,
  }),
);

export const ServiceDefinition = z.object({
  service_code: Key,
  attributes: z.array(
    z.object({
      variable: z.literal(true),
      code: Key,
      datatype: Datatype,
      required: z.boolean(),
      datatype_description: z.nullable(text),
      order: z.int(),
      description: text,
      values: z.optional(z.array(z.object({ key: Key, name: text }))),
    }),
  ),
});

/** `extended_attributes` only with `extensions=true`; description and media are what residents wrote and showed. */
export const Requests = z.array(
  z.object({
    service_request_id: Ulid,
    status: z.enum(['open', 'closed']),
    status_notes: z.nullable(text),
    service_name: text,
    service_code: Key,
    description: none,
    agency_responsible: text,
    service_notice: none,
    requested_datetime: Instant,
    updated_datetime: Instant,
    expected_datetime: z.nullable(Instant),
    address: text,
    address_id: Key,
    zipcode: none,
    lat: z.nullable(z.number()),
    long: z.nullable(z.number()),
    media_url: none,
    extended_attributes: z.optional(
      z.object({
        light: Light,
        settled: z.boolean(),
        level: Level,
        updates: z.array(z.object({ at: Instant, key: Update.shape.key })),
      }),
    ),
  }),
);

export const Filed = z.array(
  z.object({
    service_request_id: Ulid,
    service_notice: text,
    account_id: none,
    extended_attributes: z.optional(z.object({ receipt: text })),
  }),
);

export const Tokens = z.array(z.object({ service_request_id: Ulid, token: Ulid }));

export const Errors = z.array(z.object({ code: z.int(), description: text }));
