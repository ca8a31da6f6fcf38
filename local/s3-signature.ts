import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Refusal } from './s3-answers.ts';
import { refusal } from './s3-answers.ts';

/** The secret of every function here. Its access key id is its logical id. */
const secretAccessKey = 'local';

/** The parts of a signed URL that every signature has. */
const DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const CREDENTIAL = /^([^/]+)\/\d{8}\/([^/]+)\/s3\/aws4_request$/;

const denied = (message: string): Refusal => refusal(403, 'AccessDenied', message);

/**
 * Who signed a URL that anybody may use for a while, checked as S3 checks it: by the method, path, query and those headers
 * that the signature names, until it expires at `now` in epoch milliseconds. Undefined when the URL carries no signature.
 */
export async function signerOf(request: IncomingMessage, url: URL, now: number): Promise<string | Refusal | undefined> {
  const given = url.searchParams.get('X-Amz-Signature');
  if (given === null) return undefined;
  const of = (name: string): string => url.searchParams.get(`X-Amz-${name}`) ?? '';
  const [, accessKeyId, region] = CREDENTIAL.exec(of('Credential')) ?? [];
  const signedAt = new Date(of('Date').replace(DATE, '$1-$2-$3T$4:$5:$6Z'));
  const seconds = Number(of('Expires'));
  if (accessKeyId === undefined || region === undefined || Number.isNaN(signedAt.getTime()) || !(seconds > 0)) {
    return refusal(400, 'AuthorizationQueryParametersError', 'The query of this URL is not that of a signed one');
  }
  if (now < signedAt.getTime() - 15 * 60_000) return denied('Request is not yet valid');
  if (now > signedAt.getTime() + seconds * 1000) return denied('Request has expired');

  const names = of('SignedHeaders').split(';');
  const [unsigned] = Object.keys(request.headers).filter((name) => name.startsWith('x-amz-') && !names.includes(name));
  if (unsigned !== undefined)
    return denied(`There were headers present in the request which were not signed: ${unsigned}`);
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey },
    region,
    service: 's3',
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
  const { query = {} } = await signer.presign(asSigned(request, url, names), {
    signingDate: signedAt,
    expiresIn: seconds,
    signableHeaders: new Set(names),
    unhoistableHeaders: new Set(names),
  });
  const message =
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
  return query['X-Amz-Signature'] === given ? accessKeyId : refusal(403, 'SignatureDoesNotMatch', message);
}

/** The request as it was before it was signed. What is said of its body stood in a header then. */
function asSigned(request: IncomingMessage, url: URL, names: readonly string[]) {
  const body = url.searchParams.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD';
  const query = [...url.searchParams].filter(([name]) => name !== 'X-Amz-Content-Sha256');
  const signed = names.map((name) => [name, String(request.headers[name] ?? '')]);
  return {
    method: request.method ?? 'GET',
    protocol: 'http:',
    hostname: url.hostname,
    path: (request.url ?? '/').replace(/\?.*$/, ''),
    query: Object.fromEntries(query),
    headers: { ...Object.fromEntries(signed), 'X-Amz-Content-Sha256': body },
  };
}

/** SHA-256, keyed if a secret is given, in the form that the signer asks for. */
class Sha256 {
  #hash: { update(data: Uint8Array): unknown; digest(): Buffer };
  readonly #secret: string | Uint8Array | undefined;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = typeof secret === 'object' ? bytesOf(secret) : secret;
    this.#hash = this.#begun();
  }
  update(data: Uint8Array): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    this.#hash = this.#begun();
  }
  #begun() {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', this.#secret);
  }
}

const bytesOf = (data: ArrayBuffer | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
