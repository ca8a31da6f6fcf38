import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { Kind } from '../../domain/directory/documents.ts';

type Item = Record<string, AttributeValue>;

/** Where one document stands: the revision that last wrote it, the writer's tag, and in how many parts. */
export const Place = z.strictObject({ version: z.int(), tag: z.string(), parts: z.int().check(z.positive()) });
export type Place = z.infer<typeof Place>;

/** What a revision consists of. `tag` is unique to the write, so that a writer knows its own. */
export const Pointer = z.strictObject({
  revision: z.int().check(z.positive()),
  tag: z.string(),
  at: z.string(),
  by: z.string(),
  documents: z.record(Kind, Place),
});
export type Pointer = z.infer<typeof Pointer>;

const PointerItem = z.object({ revision: z.object({ N: z.string() }), pointer: z.object({ S: z.string() }) });
const PartItem = z.object({ gzip: z.object({ B: z.instanceof(Uint8Array) }) });

// An item holds 400 KB with its keys.
const PART = 350 * 1024;

const compress = promisify(gzip);
const decompress = promisify(gunzip);

export const headKey = 'HEAD';
export const revisionKey = (revision: number): string => `REV#${padded(revision)}`;

/** The sort keys of the parts of a document, in order. */
export const partKeys = (kind: Kind, { version, tag, parts }: Place): string[] =>
  Array.from({ length: parts }, (_, index) => `DOC#${kind}#${padded(version)}#${tag}#${index + 1}`);

export function pointerAttributes(pointer: Pointer): Item {
  return { revision: { N: String(pointer.revision) }, pointer: { S: JSON.stringify(pointer) } };
}

/** Throws if the item is not one that `pointerAttributes` wrote. */
export function readPointer(item: Item): Pointer {
  return Pointer.parse(JSON.parse(PointerItem.parse(item).pointer.S));
}

/** A document as compressed parts, each small enough for one item. */
export async function packDocument(rows: readonly unknown[]): Promise<Item[]> {
  const packed = await compress(JSON.stringify(rows));
  const count = Math.ceil(packed.length / PART);
  return Array.from({ length: count }, (_, index) => ({
    gzip: { B: packed.subarray(index * PART, (index + 1) * PART) },
  }));
}

/** The rows of a document from all its parts in order, not yet parsed. Throws if they are damaged. */
export async function unpackDocument(items: readonly Item[]): Promise<unknown> {
  const packed = Buffer.concat(items.map((item) => PartItem.parse(item).gzip.B));
  return JSON.parse((await decompress(packed)).toString('utf8'));
}

const padded = (revision: number): string => String(revision).padStart(8, '0');
