import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type BucketFiles, createBucketFiles } from './bucket-files.ts';
import type { Events } from './events.ts';
import { readBody } from './gateway.ts';
import { type OnCall, principalOf } from './observer.ts';
import type { BucketCors } from './properties.ts';
import {
  type Answer,
  contents,
  etagOf,
  NOTHING,
  notImplemented,
  object,
  type Refusal,
  refusal,
  send,
  typeOf,
  VERSION,
  versions,
} from './s3-answers.ts';
import { corsHeaders, preflight } from './s3-cors.ts';
import { signerOf } from './s3-signature.ts';

export type S3 = ReturnType<typeof createS3>;

interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly CorsConfiguration?: BucketCors | undefined;
  readonly ObjectLockEnabled: boolean;
}
interface Asked {
  readonly bucket: Bucket;
  readonly files: BucketFiles;
  readonly key: string;
  readonly file: string;
  readonly query: URLSearchParams;
  readonly principal: string;
}
type Operation = (asked: Asked, request: IncomingMessage) => Answer | Refusal | Promise<Answer | Refusal>;

const mostBytes = 50 * 1024 * 1024;
/** A real one answers so many keys at a time; here a list that is longer is refused. */
const mostKeys = 1000;
/** Headers that say nothing about what is asked, and the ones that are understood. Any other changes what is meant. */
const KNOWN =
  /^(?!x-amz-|if-|range$|content-encoding$)|^x-amz-(date|user-agent|content-sha256|security-token|checksum-(mode|crc32|sha256)|sdk-checksum-algorithm)$|^if-none-match$/;
/** The same of the query: what a signature consists of, and which call of the SDK it is. */
const ASIDE =
  /^(x-id|X-Amz-(Algorithm|Content-Sha256|Credential|Date|Expires|Security-Token|Signature|SignedHeaders)|x-amz-(checksum-mode|sdk-checksum-algorithm))$/;
/** Headers of the answer that the asker chooses. */
const CHOSEN = /^response-(content-type|content-disposition|content-encoding|cache-control)$/;
/**
 * What of a signed PUT need not be signed. S3 keeps further headers with the object; here they are refused, but for the
 * cache-control that a browser adds by itself where it sends if-none-match, and which says nothing here.
 */
const NOT_KEPT =
  /^(host|connection|accept(-.*)?|user-agent|origin|referer|priority|pragma|cache-control|cookie|dnt|sec-.*|keep-alive|expect)$/;
/** What is asked by which method and query, as IAM names it. */
const ACTIONS: Readonly<Record<string, string>> = {
  'PUT object': 'PutObject',
  'DELETE object': 'DeleteObject',
  'GET object': 'GetObject',
  'GET object?versionId': 'GetObjectVersion',
  'GET bucket?prefix&versions': 'ListBucketVersions',
  'GET bucket?list-type&prefix': 'ListBucket',
};

/**
 * The embedded S3: PutObject of what is not there yet (`If-None-Match: *`), GetObject, DeleteObject, ListObjectsV2 below a
 * prefix, and ListObjectVersions of one key, given as the prefix, on the buckets of the template, whose objects are files below
 * `directory`. Nothing can be replaced, and nothing removed from a bucket with a lock, so an object has one version and no
 * delete markers. `events` are told of what is put. It is called by SDK clients, whose signature is taken as their name, and by browsers with signed URLs, which are checked; by nobody else.
 * Anything else is answered with NotImplemented. `now` tells the engine instant in epoch milliseconds.
 */
export function createS3(options: {
  directory: string;
  buckets: readonly Bucket[];
  now: () => number;
  events: Pick<Events, 'announce'>;
  onCall?: OnCall | undefined;
}) {
  const { directory, now, events, onCall } = options;
  const buckets = new Map(
    options.buckets.map((bucket) => [bucket.name, { bucket, files: createBucketFiles(join(directory, bucket.name)) }]),
  );

  function call(action: string, resource: string, principal: string): void {
    onCall?.({ service: 's3', action, resource, principal });
  }

  const operations: Readonly<Record<string, Operation>> = {
    async PutObject({ bucket, files, file, key }, request) {
      if (request.headers['if-none-match'] !== '*') return notImplemented('PutObject without If-None-Match: *');
      const { 'content-type': type = typeOf(key) } = request.headers;
      if (typeOf(key) === 'image/jpeg' && type !== 'image/jpeg') return notImplemented(`${type} under the key ${key}`);
      const body = await readBody(request, mostBytes);
      if (!body) return refusal(400, 'EntityTooLarge', `an object has at most ${mostBytes} bytes here`);
      const sum = request.headers['x-amz-checksum-sha256'];
      if (sum !== undefined && sum !== createHash('sha256').update(body).digest('base64')) {
        return refusal(400, 'BadDigest', 'The SHA256 you specified did not match the calculated checksum.');
      }
      const settle = files.has(file) ? undefined : events.announce(bucket.name, key, body.length);
      const isNew = files.write(file, body);
      settle?.(isNew);
      if (isNew) return { headers: { etag: etagOf(body) }, body: NOTHING };
      return refusal(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
    },
    GetObject({ bucket, files, file, key, query, principal }) {
      const body = files.read(file);
      if (body) return object(key, body, chosen(query));
      // Only who may list a bucket is told that something is not in it.
      call('ListBucket', bucket.arn, principal);
      return refusal(404, 'NoSuchKey', 'The specified key does not exist.');
    },
    DeleteObject({ bucket, files, file }) {
      if (bucket.ObjectLockEnabled) return refusal(403, 'AccessDenied', 'Access Denied');
      files.remove(file);
      return { status: 204, headers: {}, body: NOTHING };
    },
    GetObjectVersion({ files, file, key, query }) {
      const body = query.get('versionId') === VERSION ? files.read(file) : undefined;
      return body ? object(key, body) : refusal(404, 'NoSuchVersion', 'The specified version does not exist.');
    },
    ListBucketVersions: ({ files, file, key }) => versions(files.has(file) ? [key] : []),
    ListBucket({ files, key }) {
      const found = files.list(key);
      return found.length > mostKeys ? notImplemented(`more than ${mostKeys} keys below a prefix`) : contents(found);
    },
  };

  async function answer(request: IncomingMessage): Promise<Answer | Refusal> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const query = url.searchParams;
    const [name = '', ...path] = url.pathname
      .replace(/^\/local\/s3\//, '')
      .split('/')
      .map(decodeURIComponent);
    const found = buckets.get(name);
    if (request.method === 'OPTIONS') return preflight(found?.bucket.CorsConfiguration, request);

    const principal = (await signerOf(request, url, now())) ?? principalOf(request);
    if (typeof principal !== 'string') return principal;
    if (principal === 'anonymous') return refusal(403, 'AccessDenied', 'Access Denied');
    const inPath = path.join('/');
    const names = [...query.keys()].filter((each) => !ASIDE.test(each) && !CHOSEN.test(each)).sort();
    const asks = names.length === 0 ? '' : `?${names.join('&')}`;
    const action = ACTIONS[`${request.method} ${inPath === '' ? 'bucket' : 'object'}${asks}`] ?? '';
    const operation = operations[action];
    if (!operation) return notImplemented(`${request.method} ${url.pathname}${asks}`);
    const [header] = Object.keys(request.headers).filter((each) => !KNOWN.test(each));
    if (header !== undefined) return notImplemented(`the header ${header}`);
    const kept = action === 'PutObject' ? unsigned(request, query) : undefined;
    if (kept !== undefined) return notImplemented(`the header ${kept}, which the URL does not name`);

    if (!found) return refusal(404, 'NoSuchBucket', `The specified bucket does not exist: ${name}`);
    const { bucket, files } = found;
    const key = query.get('prefix') ?? inPath;
    const file = files.fileOf(action === 'ListBucket' ? key.replace(/\/$/, '') : key);
    if (file === undefined) return notImplemented(`the key ${key}`);
    call(action, inPath === '' ? bucket.arn : `${bucket.arn}/${key}`, principal);
    const outcome = await operation({ bucket, files, key, file, query, principal }, request);
    return 'code' in outcome
      ? outcome
      : { ...outcome, headers: { ...outcome.headers, ...corsHeaders(bucket.CorsConfiguration, request) } };
  }

  return {
    /** Whether there is an object. */
    has(name: string, key: string): boolean {
      const files = buckets.get(name)?.files;
      const file = files?.fileOf(key);
      return file !== undefined && files?.has(file) === true;
    },
    /** Answers one request of an S3 client, or of a browser with a signed URL. */
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const outcome = await answer(request);
      response.setHeader('date', dateOf(request));
      send(response, outcome);
    },
  };
}

/** A header of a signed PUT that its signature does not name and that may say something of the object. */
function unsigned({ headers }: IncomingMessage, query: URLSearchParams): string | undefined {
  const names = query.get('X-Amz-SignedHeaders')?.split(';');
  return names && Object.keys(headers).find((name) => !names.includes(name) && !NOT_KEPT.test(name));
}

/** The headers that the asker chooses: part of what is signed, and so chosen by whoever signed. */
const chosen = (query: URLSearchParams): Record<string, string> =>
  Object.fromEntries(
    [...query].flatMap(([name, value]) => (CHOSEN.test(name) ? [[name.replace('response-', ''), value]] : [])),
  );

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
