import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import * as z from 'zod/mini';
import type { DeploymentSpec, SourceSpec } from './site-spec.ts';

/** A file as it stands in the bucket of the pages. */
export interface SiteFile {
  readonly body: Buffer;
  readonly type: string;
  readonly cacheControl: string | undefined;
  readonly etag: string;
}

/** As the AWS CLI, which copies in the cloud, names the types of files. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/vnd.microsoft.icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const Values = z.record(z.string(), z.unknown());

/**
 * What the deployments put into the bucket, by key. Nothing is copied, and the function that does so in the cloud is not run:
 * it is Python, it calls an AWS CLI, and all it would do is unpack what lies here unpacked. `own` replaces, in the
 * `config.json` of the pages, the values of the names that it has.
 */
export function readSiteFiles(
  deployments: readonly DeploymentSpec[],
  own: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, SiteFile> {
  const found = deployments.flatMap(({ prefix, cacheControl, sources }) =>
    sources.flatMap((source) =>
      filesBelow(source.directory).map((path): [string, SiteFile] => {
        const key = prefix === '' ? path : `${prefix.replace(/\/$/, '')}/${path}`;
        const body = deployed(source, readFileSync(join(source.directory, path)));
        return [key, fileOf(key, key === 'config.json' ? withOwn(body, own) : body, cacheControl)];
      }),
    ),
  );
  return new Map(found);
}

const filesBelow = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(directory.length + 1)
        .replaceAll('\\', '/'),
    );

/** A file with what is known only at the deployment in its place. */
function deployed({ markers, jsonEscape }: SourceSpec, body: Buffer): Buffer {
  const values = Object.entries(markers);
  if (values.length === 0) return body;
  const encode = (value: string): string => (jsonEscape ? JSON.stringify(value).slice(1, -1) : value);
  return Buffer.from(
    values.reduce((text, [marker, value]) => text.replaceAll(marker, () => encode(value)), body.toString()),
  );
}

function withOwn(body: Buffer, own: Readonly<Record<string, unknown>>): Buffer {
  const values = Values.parse(JSON.parse(body.toString()));
  return Buffer.from(
    JSON.stringify(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, own[name] ?? value]))),
  );
}

function fileOf(key: string, body: Buffer, cacheControl: string | undefined): SiteFile {
  const type = TYPES[extname(key)];
  if (type === undefined)
    throw new Error(`${key}: the embedded cloud knows no type of ${extname(key)}; name it in local/site-files.ts`);
  return { body, type, cacheControl, etag: createHash('md5').update(body).digest('hex') };
}
