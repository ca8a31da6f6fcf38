import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { badText, badValue, written } from './bad-values.ts';
import { type fromSchemas, spoiled } from './from-schema.ts';
import type { Operation } from './operations.ts';

/** A request as it goes over the wire, but for what every request has. */
export interface Bad {
  operation: Operation;
  method: string;
  target: string;
  headers: [string, string][];
  body: Buffer | undefined;
}

type Fitting = ReturnType<typeof fromSchemas>;

const asText = (value: unknown): string => (typeof value === 'string' ? value : written(value));
/** As much of it as a target may have: what is no character of a URL goes as percents. */
const asTarget = (text: string): string =>
  [...text.toWellFormed()]
    .map((each) => (/^[!-~]$/.test(each) && each !== '#' ? each : encodeURIComponent(each)))
    .join('');
/** As much of it as a header may have. */
const asHeader = (text: string): string => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?').slice(0, 3000);

const oneIn = <T>(often: number, usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: often - 1, arbitrary: usual }, { weight: 1, arbitrary: rare });

/** Requests to an operation, most of them bad in one place or in several. */
export function badRequests(operation: Operation, fitting: Fitting): fc.Arbitrary<Bad> {
  return fc
    .record({
      target: targetOf(operation, fitting),
      headers: headersOf(operation, fitting),
      body: operation.body
        ? bodyOf(operation.body, fitting)
        : oneIn(20, fc.constant(undefined), bytes(fc.constant('{}'))),
      type: typeOf(operation.body?.type),
    })
    .map(({ target, headers, body, type }) => ({
      operation,
      method: operation.method,
      target,
      headers: [
        ...headers,
        ...(type === undefined || body === undefined ? [] : [['content-type', type] as [string, string]]),
      ],
      body,
    }));
}

function targetOf({ path, parameters }: Operation, fitting: Fitting): fc.Arbitrary<string> {
  const filled = path.split('/').map((segment) => {
    const named = /^\{(.+)\}$/.exec(segment)?.[1];
    const parameter = parameters.find((each) => each.in === 'path' && each.name === named);
    if (!parameter) return fc.constant(segment);
    const sound = fitting(parameter.schema, named).map((value) => encodeURIComponent(asText(value).toWellFormed()));
    return oneIn(
      4,
      sound,
      fc.oneof(
        badText.map(asTarget),
        badText.map((text) => encodeURIComponent(text.toWellFormed())),
      ),
    );
  });
  const query = parameters
    .filter((each) => each.in === 'query')
    .map(({ name, schema }) =>
      fc.tuple(fc.nat(5), fitting(schema, name), fc.oneof(badValue, badText)).map(([how, sound, bad]): string[] => {
        if (how < 2) return [];
        const pair = (value: unknown) => `${name}=${encodeURIComponent(asText(value).toWellFormed())}`;
        return (
          [[pair(sound)], [pair(bad)], [pair(sound), pair(bad)], [`${name}=${asTarget(asText(bad))}`]][how - 2] ?? []
        );
      }),
    );
  const strange = fc.oneof(badText, fc.constantFrom('&&&', '=', 'a[b]=c', '%', '__proto__=1', 'limit=1;cursor=2'));
  return fc
    .tuple(fc.tuple(...filled), fc.tuple(...query), fc.option(strange, { freq: 8, nil: undefined }))
    .map(([segments, given, more]) => {
      const text = [...given.flat(), ...(more === undefined ? [] : [asTarget(more)])].join('&');
      return `${segments.join('/')}${text === '' ? '' : `?${text}`}`.slice(0, 12_000);
    });
}

function headersOf({ parameters }: Operation, fitting: Fitting): fc.Arbitrary<[string, string][]> {
  const own = parameters
    .filter((each) => each.in === 'header')
    .map(({ name, schema }) =>
      oneIn(
        4,
        fitting(schema, name).map((value): [string, string][] => [[name, asHeader(asText(value))]]),
        fc.oneof(
          fc.constant<[string, string][]>([]),
          badText.map((text): [string, string][] => [[name, asHeader(text)]]),
          badText.map((text): [string, string][] => [
            [name, asHeader(text)],
            [name, 'again'],
          ]),
        ),
      ),
    );
  const names = [
    'accept',
    'accept-encoding',
    'accept-language',
    'if-none-match',
    'cookie',
    'origin',
    'referer',
    'user-agent',
    'x-device',
    'x-proof',
    'x-forwarded-for',
    'x-http-method-override',
    'range',
    'content-encoding',
  ];
  const strange = fc
    .tuple(
      fc.constantFrom(...names),
      fc.oneof(badText, fc.constantFrom('*/*', 'gzip', 'gzip;q=0', '*', 'en', 'zh-TW', '"x"')),
    )
    .map(([name, text]): [string, string] => [name, asHeader(text)]);
  return fc
    .tuple(fc.tuple(...own), fc.array(strange, { maxLength: 2 }))
    .map(([given, more]) => [...given.flat(), ...more]);
}

const FORM = 'application/x-www-form-urlencoded';

const typeOf = (declared = 'application/json'): fc.Arbitrary<string | undefined> =>
  oneIn(
    5,
    fc.constant<string | undefined>(declared),
    fc.oneof(
      fc.constant(undefined),
      fc.constantFrom(
        'application/json; charset=utf-16',
        'application/octet-stream',
        'text/plain',
        'text/xml',
        'image/png',
        'multipart/form-data; boundary=x',
        FORM,
        'application/json',
        ';;;',
      ),
      badText.map(asHeader),
    ),
  );

function bodyOf(
  { type, schema }: { type: string; schema: Record<string, unknown> },
  fitting: Fitting,
): fc.Arbitrary<Buffer | undefined> {
  const sound = fitting(schema);
  const text =
    type === FORM
      ? oneIn(8, formOf(sound), spoiled(sound).map(written))
      : oneIn(30, spoiled(sound).map(written), formOf(sound));
  return oneIn(40, bytes(text), fc.constant(undefined));
}

/** A form of what would else be JSON: fields left out, given twice, with broken escapes, and others nobody asked for. */
const formOf = (sound: fc.Arbitrary<unknown>): fc.Arbitrary<string> => {
  const value = fc.oneof(
    { weight: 2, arbitrary: badText.map(escaped) },
    { weight: 1, arbitrary: badText.map(asTarget) },
  );
  const more = fc.tuple(
    fc.oneof(
      fc.constantFrom('lat', 'long', 'description', 'attribute[size]', 'attribute[]', 'attribute[size][]', 'api_key'),
      fc.constantFrom('jurisdiction_id', 'extensions', 'media_url', 'address_id', 'service_code', 'email', ''),
      badText.map(escaped),
    ),
    value,
  );
  return fc.tuple(sound, fc.array(more, { maxLength: 4 }), fc.nat(7)).map(([given, pairs, drop]) => {
    const fields = typeof given === 'object' && given !== null ? Object.entries(given) : [];
    const kept = fields.filter((_, index) => index !== drop);
    return [
      ...kept.map(([name, own]) => `${name}=${escaped(asText(own))}`),
      ...pairs.map((pair) => pair.join('=')),
    ].join('&');
  });
};

const escaped = (text: string): string => encodeURIComponent(text.toWellFormed());

/** A text as bytes: in UTF-8, or in what the other side does not expect. */
function bytes(text: fc.Arbitrary<string>): fc.Arbitrary<Buffer> {
  const ways: ((bytes: Buffer) => Buffer)[] = [
    (own) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), own]),
    (own) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(own.toString(), 'utf16le')]),
    (own) => Buffer.from(own.toString(), 'latin1'),
    (own) => own.subarray(0, Math.floor(own.length / 2)),
    (own) => own.subarray(0, -1),
    (own) => Buffer.concat([own, own]),
    (own) => Buffer.concat([own, Buffer.from([0xc0, 0xaf, 0xff, 0x00])]),
    (own) => Buffer.from(own.toString().replaceAll('"', "'")),
    (own) => Buffer.from(own.map((byte, index) => (index % 17 === 5 ? byte ^ 0x80 : byte))),
    (own) => gzipSync(own),
    (own) => Buffer.concat([own, Buffer.alloc(70_000, 0x20)]),
    (own) => Buffer.from(own.toString('base64')),
  ];
  return oneIn(
    5,
    text.map((own) => Buffer.from(own)),
    fc.tuple(text, fc.constantFrom(...ways)).map(([own, way]) => way(Buffer.from(own))),
  );
}
