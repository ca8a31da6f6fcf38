import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { SiteFile } from './site-files.ts';

const ENCODERS = { br: promisify(brotliCompress), gzip: promisify(gzip) };
type Encoding = keyof typeof ENCODERS;

/** Which types CloudFront compresses, and between which sizes in bytes. */
const COMPRESSIBLE = /^(text\/|application\/(javascript|json|manifest\+json)|image\/svg\+xml)/;
const LEAST = 1_000;
const MOST = 10_000_000;

/** Compresses files as a browser can read them, each once; a file that is not worth it comes back as it is. */
export function createCompression() {
  const compressed = new Map<string, Promise<Buffer>>();

  return async (file: SiteFile, accepted: string): Promise<{ body: Buffer; encoding?: Encoding }> => {
    const encoding =
      file.body.length >= LEAST && file.body.length <= MOST && COMPRESSIBLE.test(file.type) && best(accepted);
    if (!encoding) return { body: file.body };
    const key = `${encoding} ${file.etag}`;
    const known = compressed.get(key) ?? ENCODERS[encoding](file.body);
    compressed.set(key, known);
    return { body: await known, encoding };
  };
}

/** Brotli before gzip; nothing for a browser that takes neither, or refuses it with `q=0`. */
function best(accepted: string): Encoding | undefined {
  const taken = accepted
    .split(',')
    .map((each) => each.trim().split(/\s*;\s*/))
    .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
    .map(([name]) => name);
  return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding));
}
