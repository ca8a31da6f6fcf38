import * as z from 'zod/mini';
import { Account } from '../../domain/primitives.ts';
import type { HttpEvent } from './endpoint.ts';
import { checkJurisdiction, Open311Error } from './open311-endpoint.ts';
import { keyHolder } from './open311-keys.ts';

const MOST_BYTES = 64 * 1024;

const coordinate = (most: number) =>
  z.optional(
    z.pipe(
      z.string().check(z.regex(/^[+-]?\d{1,3}(\.\d{1,15})?$/, 'a number of degrees like 29.4123')),
      z.pipe(
        z.transform(Number),
        z.number().check(z.minimum(-most, `${-most} at least`), z.maximum(most, `${most} at most`)),
      ),
    ),
  );
const atMost = (characters: number) => z.maxLength(characters, `at most ${characters} characters`);
const short = z.optional(z.string().check(atMost(500)));
const URL_OF_MEDIA = 'a URL that begins with https:// or http://';

/** What is read of `POST requests`. Device and account are not: what is not kept cannot get out. */
const Fields = z.object({
  service_code: z.string('service_code was not provided; see services.json').check(atMost(100)),
  lat: coordinate(90),
  long: coordinate(180),
  address_string: short,
  address_id: short,
  description: z.optional(Account.check(atMost(4000))),
  media_url: z.optional(z.string().check(atMost(500), z.regex(/^https?:\/\/[^\s<>"]+$/, URL_OF_MEDIA))),
  phone: short,
  first_name: short,
  last_name: short,
  email: short,
});
export type Fields = z.infer<typeof Fields>;

export interface Form {
  /** As it came. */
  text: string;
  fields: Fields;
  /** By the code of the attribute. */
  answers: Map<string, string[]>;
  /** Whose key it came with, where keys are asked. */
  keyHolder: string | undefined;
  extended: boolean;
}

/** Reads the form, once it is for this jurisdiction and has a key that counts. What is empty counts as not given. Throws every fault, as 400. */
export function readForm(event: HttpEvent): Form {
  const text = textOf(event);
  const given = new URLSearchParams(text);
  const query = event.queryStringParameters ?? {};
  // Some clients say for whom, and with which key, in the URL.
  const of = (name: string): string | undefined => given.get(name)?.trim() || query[name]?.trim() || undefined;
  checkJurisdiction(of('jurisdiction_id'));
  const holder = keyHolder(of('api_key'));
  const parsed = Fields.safeParse(
    Object.fromEntries(Object.keys(Fields.shape).map((name) => [name, given.get(name)?.trim() || undefined])),
  );
  if (!parsed.success) throw new Open311Error(400, ...parsed.error.issues.map(faultOf));
  return {
    text,
    fields: parsed.data,
    answers: answersIn(given),
    keyHolder: holder,
    extended: of('extensions') === 'true',
  };
}

const FORM = 'application/x-www-form-urlencoded';

function textOf({ headers, body = '', isBase64Encoded }: HttpEvent): string {
  const type = headers['content-type'] ?? 'nothing';
  if (!type.toLowerCase().startsWith(FORM)) throw new Open311Error(400, `the body is ${type}; send it as ${FORM}`);
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) throw new Open311Error(400, `the body has ${bytes} bytes; at most ${MOST_BYTES} are taken`);
  return text;
}

const faultOf = ({ path, message }: z.core.$ZodIssue): string => {
  const name = String(path[0]);
  return message.startsWith(name) ? message : `${name}: ${message}`;
};

/** `attribute[code]=value`, and `attribute[code][]=value` as often as there are values. */
function answersIn(given: URLSearchParams): Map<string, string[]> {
  const answers = new Map<string, string[]>();
  for (const [name, value] of given) {
    const code = /^attribute\[([^\]]{1,100})\](?:\[\])?$/.exec(name)?.[1];
    if (code !== undefined) answers.set(code, [...(answers.get(code) ?? []), value]);
  }
  return answers;
}
