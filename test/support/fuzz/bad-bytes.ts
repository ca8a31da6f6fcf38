import * as fc from 'fast-check';
import type { Bad } from './bad-requests.ts';

/**
 * Requests as bytes, with what no client library would send: broken first lines and headers, lengths that contradict each
 * other, chunks that are none, bodies that end too soon.
 */
export const badBytes = (requests: fc.Arbitrary<Bad>): fc.Arbitrary<Buffer> =>
  fc.tuple(requests, fc.constantFrom(...WAYS)).map(([bad, way]) => way(bad));

const HOST: [string, string] = ['host', '127.0.0.1'];
const CLOSE: [string, string] = ['connection', 'close'];

function bytes(
  first: string,
  headers: readonly (readonly [string, string])[],
  body: Uint8Array = Buffer.alloc(0),
): Buffer {
  const lines = [first, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''];
  return Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), body]);
}

const firstOf = ({ method, target }: Bad): string => `${method} ${target} HTTP/1.1`;
const plain = (bad: Bad, more: [string, string][] = [], body = bad.body ?? Buffer.alloc(0)): Buffer =>
  bytes(firstOf(bad), [HOST, CLOSE, ...bad.headers, ['content-length', `${body.length}`], ...more], body);
const chunked = (bad: Bad, body: string): Buffer =>
  bytes(firstOf(bad), [HOST, CLOSE, ...bad.headers, ['transfer-encoding', 'chunked']], Buffer.from(body));
const withFirst = (bad: Bad, first: string): Buffer => bytes(first, [HOST, CLOSE, ...bad.headers]);

const WAYS: ((bad: Bad) => Buffer)[] = [
  (bad) => plain(bad),
  (bad) =>
    plain(bad, [
      ['content-type', 'application/json'],
      ['content-type', 'text/plain'],
    ]),
  (bad) =>
    plain(bad, [
      ['x-receipt', 'a'],
      ['x-receipt', 'b'],
      ['authorization', 'Bearer a'],
      ['authorization', 'Basic b'],
    ]),
  (bad) => plain(bad, [['content-length', '5']]),
  (bad) => plain(bad, [['transfer-encoding', 'chunked']]),
  (bad) => plain(bad, [['x-odd', '\u0001\u0080ÿ']]),
  (bad) =>
    plain(bad, [
      ['x odd', 'a'],
      ['', 'b'],
    ]),
  (bad) =>
    plain(bad, [
      ['cookie', 'a=b; ;;=; __proto__=1'],
      ['cookie', 'c'],
    ]),
  (bad) => plain(bad, [['x-large', 'x'.repeat(20_000)]]),
  (bad) =>
    plain(
      bad,
      Array.from({ length: 1500 }, (_, each) => [`x-${each}`, '1']),
    ),
  (bad) => plain(bad, [['expect', '100-continue']]),
  (bad) => plain(bad, [['expect', 'the moon']]),
  (bad) =>
    plain(bad, [
      ['upgrade', 'websocket'],
      ['connection', 'upgrade'],
    ]),
  (bad) => plain(bad, [['host', 'elsewhere.invalid']]),
  (bad) =>
    plain(bad, [
      ['forwarded', 'for=127.0.0.1;host=x'],
      ['x-forwarded-for', `'; --`],
    ]),
  (bad) => plain(bad, [['authorization', `Bearer ${'e'.repeat(5000)}`]]),
  (bad) => plain(bad, [], Buffer.from([0xff, 0xfe, 0xfd, 0x00, 0x22, 0x7b])),
  (bad) => plain(bad, [], Buffer.from('{"id":"1","id":"2","id":{"id":[]},"words":"a","words":null}')),
  (bad) => bytes(firstOf(bad), [HOST, CLOSE, ['content-length', '100000']], Buffer.from('{"id":')),
  (bad) => bytes(firstOf(bad), [HOST, CLOSE, ['content-length', '-1']]),
  (bad) => bytes(firstOf(bad), [HOST, CLOSE, ['content-length', '99999999999999999999']]),
  (bad) => chunked(bad, `${(bad.body ?? '').length.toString(16)}\r\n${(bad.body ?? '').toString()}\r\n0\r\n\r\n`),
  (bad) => chunked(bad, '2;ext="x"\r\n{}\r\n0\r\nx-trailer: 1\r\n\r\n'),
  (bad) => chunked(bad, 'zz\r\n{}\r\n0\r\n\r\n'),
  (bad) => chunked(bad, 'ffffffffffffffff\r\n{}\r\n'),
  (bad) => chunked(bad, '5\r\n{"a"'),
  (bad) => bytes(firstOf(bad), [CLOSE, ...bad.headers]),
  (bad) => withFirst(bad, `${bad.method} ${bad.target}%zz%\u00ff HTTP/1.1`),
  (bad) => withFirst(bad, `${bad.method} http://elsewhere.invalid${bad.target} HTTP/1.1`),
  (bad) => withFirst(bad, `${bad.method} //${bad.target}//../.. HTTP/1.1`),
  (bad) => withFirst(bad, `${bad.method} ${bad.target}\u0000 HTTP/1.1`),
  (bad) => withFirst(bad, `${bad.method} ${bad.target} x HTTP/1.1`),
  (bad) => withFirst(bad, `${bad.method} ${bad.target} HTTP/1.0`),
  (bad) => withFirst(bad, `${bad.method} ${bad.target} HTTP/9.9`),
  (bad) => withFirst(bad, `${bad.method} ${bad.target}`),
  (bad) => withFirst(bad, `${bad.method.toLowerCase()} ${bad.target} HTTP/1.1`),
  (bad) => withFirst(bad, `${bad.method} * HTTP/1.1`),
  (bad) => withFirst(bad, `${bad.method} ${bad.target}?${'a=b&'.repeat(3000)} HTTP/1.1`),
  ...['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'CONNECT', 'PROPFIND', 'NONSENSE'].map(
    (method) => (bad: Bad) => withFirst(bad, `${method} ${bad.target} HTTP/1.1`),
  ),
];
