import { createHash, randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}
export interface Answer {
  /** 200 unless said. */
  readonly status?: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** The id of the one version that an object has here. */
export const VERSION = 'null';
export const NOTHING = Buffer.alloc(0);

export const refusal = (status: number, code: string, message: string): Refusal => ({ status, code, message });
export const notImplemented = (what: string): Refusal =>
  refusal(
    501,
    'NotImplemented',
    `The embedded S3 does not know ${what}; it knows GetObject, PutObject with If-None-Match: *, DeleteObject, ListObjectsV2 below a prefix, and ListObjectVersions of one key`,
  );

/** What an object is served as: the embedded S3 goes by the name, and takes nothing else under it. */
export const typeOf = (key: string): string => (key.endsWith('.jpg') ? 'image/jpeg' : 'application/json');

/** An object. No browser takes it for anything else than it is said to be. */
export const object = (key: string, body: Buffer, headers: Record<string, string> = {}): Answer => ({
  headers: { etag: etagOf(body), 'content-type': typeOf(key), 'x-content-type-options': 'nosniff', ...headers },
  body,
});

/** Keys can be file names, and so need no escaping. */
export const versions = (keys: readonly string[]): Answer =>
  listing(
    'ListVersionsResult',
    keys.map((key) => `<Version><Key>${key}</Key><VersionId>${VERSION}</VersionId><IsLatest>true</IsLatest></Version>`),
  );

export const contents = (objects: readonly { key: string; bytes: number }[]): Answer =>
  listing('ListBucketResult', [
    `<KeyCount>${objects.length}</KeyCount>`,
    ...objects.map(({ key, bytes }) => `<Contents><Key>${key}</Key><Size>${bytes}</Size></Contents>`),
  ]);

const listing = (name: string, inner: readonly string[]): Answer => ({
  headers: { 'content-type': 'application/xml' },
  body: document(`<${name}><IsTruncated>false</IsTruncated>${inner.join('')}</${name}>`),
});

export const etagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;

const document = (xml: string): Buffer => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);

function complaint({ code, message }: Refusal): Buffer {
  const escaped = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const inner = `<Code>${code}</Code><Message>${escaped}</Message><RequestId>${randomUUID()}</RequestId>`;
  return document(`<Error>${inner}</Error>`);
}

export function send(response: ServerResponse, outcome: Answer | Refusal): void {
  const { status, headers, body } =
    'code' in outcome
      ? { status: outcome.status, headers: { 'content-type': 'application/xml' }, body: complaint(outcome) }
      : { status: 200, ...outcome };
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}
