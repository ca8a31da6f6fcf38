import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type BucketFiles, createBucketFiles } from './bucket-files.ts';
import { readBody } from './gateway.ts';
import { type OnCall, principalOf } from './observer.ts';

export type S3 = ReturnType<typeof createS3>;

interface Bucket {
  readonly name: string;
  readonly arn: string;
}
interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}
interface Answer {
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}
interface Asked {
  readonly bucket: Bucket;
  readonly files: BucketFiles;
  readonly key: string;
  readonly file: string;
  readonly version: string | null;
  readonly principal: string;
}
type Operation = (asked: Asked, request: IncomingMessage) => Answer | Refusal | Promise<Answer | Refusal>;

const mostBytes = 50 * 1024 * 1024;
/** Headers that say nothing about what is asked, and the ones that are understood. Any other changes what is meant. */
const KNOWN =
  /^(?!x-amz-|if-|range$|content-encoding$)|^x-amz-(date|user-agent|content-sha256|security-token|checksum-(mode|crc32)|sdk-checksum-algorithm)$|^if-none-match$/;
/** What is asked by which method and query, as IAM names it. */
const ACTIONS: Readonly<Record<string, string>> = {
  'PUT object': 'PutObject',
  'GET object': 'GetObject',
  'GET object?versionId': 'GetObjectVersion',
  'GET bucket?prefix&versions': 'ListBucketVersions',
};
const NOTHING = Buffer.alloc(0);
/** The id of the one version that an object has here. */
const VERSION = 'null';

/**
 * The embedded S3: PutObject of what is not there yet (`If-None-Match: *`), GetObject, and ListObjectVersions of one key,
 * given as the prefix, on the buckets of the template, whose objects are files below `directory`. Nothing can be replaced
 * or removed, so an object has one version and no delete markers. Anything else is answered with NotImplemented.
 */
export function createS3(options: { directory: string; buckets: readonly Bucket[]; onCall?: OnCall | undefined }) {
  const { directory, onCall } = options;
  const buckets = new Map(
    options.buckets.map((bucket) => [bucket.name, { bucket, files: createBucketFiles(join(directory, bucket.name)) }]),
  );

  function call(action: string, resource: string, principal: string): void {
    onCall?.({ service: 's3', action, resource, principal });
  }

  const operations: Readonly<Record<string, Operation>> = {
    async PutObject({ files, file }, request) {
      if (request.headers['if-none-match'] !== '*') return notImplemented('PutObject without If-None-Match: *');
      const body = await readBody(request, mostBytes);
      if (!body) return refusal(400, 'EntityTooLarge', `an object has at most ${mostBytes} bytes here`);
      if (files.write(file, body)) return { headers: { etag: etagOf(body) }, body: NOTHING };
      return refusal(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
    },
    GetObject({ bucket, files, file, principal }) {
      const body = files.read(file);
      if (body) return object(body);
      // Only who may list a bucket is told that something is not in it.
      call('ListBucket', bucket.arn, principal);
      return refusal(404, 'NoSuchKey', 'The specified key does not exist.');
    },
    GetObjectVersion({ files, file, version }) {
      const body = version === VERSION ? files.read(file) : undefined;
      return body ? object(body) : refusal(404, 'NoSuchVersion', 'The specified version does not exist.');
    },
    ListBucketVersions: ({ files, file, key }) => listing(files.has(file) ? [key] : []),
  };

  async function answer(request: IncomingMessage): Promise<Answer | Refusal> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const [name = '', ...path] = pathname
      .replace(/^\/local\/s3\//, '')
      .split('/')
      .map(decodeURIComponent);
    const inPath = path.join('/');
    const query = [...searchParams.keys()].filter((each) => each !== 'x-id').sort();
    const asks = query.length === 0 ? '' : `?${query.join('&')}`;
    const action = ACTIONS[`${request.method} ${inPath === '' ? 'bucket' : 'object'}${asks}`] ?? '';
    const operation = operations[action];
    if (!operation) return notImplemented(`${request.method} ${pathname}${asks}`);
    const [header] = Object.keys(request.headers).filter((each) => !KNOWN.test(each));
    if (header !== undefined) return notImplemented(`the header ${header}`);

    const found = buckets.get(name);
    if (!found) return refusal(404, 'NoSuchBucket', `The specified bucket does not exist: ${name}`);
    const { bucket, files } = found;
    const key = searchParams.get('prefix') ?? inPath;
    const file = files.fileOf(key);
    if (file === undefined) return notImplemented(`the key ${key}`);
    const principal = principalOf(request);
    call(action, inPath === '' ? bucket.arn : `${bucket.arn}/${key}`, principal);
    return operation({ bucket, files, key, file, version: searchParams.get('versionId'), principal }, request);
  }

  return {
    /** Answers one request of an S3 client. */
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const outcome = await answer(request);
      response.setHeader('date', dateOf(request));
      if ('code' in outcome) {
        return send(response, outcome.status, { 'content-type': 'application/xml' }, complaint(outcome));
      }
      send(response, 200, outcome.headers, outcome.body);
    },
  };
}

/**
 * The client's own time, be it the engine's or the real one: at any other a client takes a refusal for a fault of its clock,
 * and asks again.
 */
function dateOf({ headers }: IncomingMessage): string {
  const signed = String(headers['x-amz-date']).replace(
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
    '$1-$2-$3T$4:$5:$6Z',
  );
  const at = new Date(signed);
  return (Number.isNaN(at.getTime()) ? new Date() : at).toUTCString();
}

const object = (body: Buffer): Answer => ({
  headers: { etag: etagOf(body), 'content-type': 'application/json' },
  body,
});

/** Keys can be file names, and so need no escaping. */
function listing(keys: readonly string[]): Answer {
  const versions = keys.map(
    (key) => `<Version><Key>${key}</Key><VersionId>${VERSION}</VersionId><IsLatest>true</IsLatest></Version>`,
  );
  const inner = `<IsTruncated>false</IsTruncated>${versions.join('')}`;
  return {
    headers: { 'content-type': 'application/xml' },
    body: document(`<ListVersionsResult>${inner}</ListVersionsResult>`),
  };
}

const document = (xml: string): Buffer => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);

const etagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;

const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });
const notImplemented = (what: string): Refusal =>
  refusal(
    501,
    'NotImplemented',
    `The embedded S3 does not know ${what}; it knows GetObject, ListObjectVersions of one key, and PutObject with If-None-Match: *`,
  );

function complaint({ code, message }: Refusal): Buffer {
  const escaped = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const inner = `<Code>${code}</Code><Message>${escaped}</Message><RequestId>${randomUUID()}</RequestId>`;
  return document(`<Error>${inner}</Error>`);
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: Buffer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}
