import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod/mini';
import { Documents, Kind } from '../../domain/directory.ts';
import { type Directory, openDirectory } from '../../domain/tree.ts';
import type { Place, Pointer } from './directory-items.ts';
import { directoryTable } from './directory-table.ts';
import { memo } from './memo.ts';
import { type Ages, refreshed } from './refreshed.ts';

/** What stands at the head: the newest revision, and for each kind the revision that last changed it. */
export interface Head {
  revision: number;
  versions: Record<Kind, number>;
  at: string;
  by: string;
}

export interface DirectoryStore {
  /**
   * The newest directory, from memory; at most 5 s behind while calls come in, and never more than a minute. Throws
   * EmptyDirectory if none was put yet.
   */
  current(): Promise<Directory>;
  /** The directory as it was at a revision. Throws if there never was such a one. */
  at(revision: number): Promise<Directory>;
  /** Read from the table each time; undefined if none was put yet. */
  peek(): Promise<Head | undefined>;
  /**
   * Makes checked documents the newest revision if `expected` still is (0: none yet), all or nothing. Documents equal
   * to the newest make no revision. Refused with the revision that is the newest now. After a fault put the same again:
   * with the same `expected` it is refused if the first one got through.
   */
  put(documents: Documents, expected: number, by: string, at: string): Promise<{ ok: boolean; revision: number }>;
}

/** No directory was imported yet. */
export class EmptyDirectory extends Error {
  override readonly name = 'EmptyDirectory';
}

const ages: Ages = { fresh: 5_000, usable: 60_000 };

/** `random` makes a tag for each write that no other write has; `monotonic` counts real milliseconds. */
export function directoryStore(
  client: DynamoDBClient,
  name: string,
  district: string,
  random: () => string,
  monotonic: () => number = () => performance.now(),
): DirectoryStore {
  const table = directoryTable(client, name, district);
  const directories = memo<Directory>(8);

  function reader<T>(kind: Kind, schema: z.ZodMiniType<T>): (pointer: Pointer) => Promise<T> {
    const documents = memo<T>(4);
    return ({ documents: { [kind]: place } }) =>
      documents(`${place.version} ${place.tag}`, async () => schema.parse(await table.readRows(kind, place)));
  }

  const units = reader('units', Documents.shape.units);
  const officers = reader('officers', Documents.shape.officers);
  const rosters = reader('rosters', Documents.shape.rosters);
  const categories = reader('categories', Documents.shape.categories);
  const calendars = reader('calendars', Documents.shape.calendars);

  const open = (pointer: Pointer): Promise<Directory> =>
    directories(pointer.tag, async () => {
      const [u, o, r, k, c] = await Promise.all([
        units(pointer),
        officers(pointer),
        rosters(pointer),
        categories(pointer),
        calendars(pointer),
      ]);
      const documents: Documents = { units: u, officers: o, rosters: r, categories: k, calendars: c };
      return openDirectory(documents, district, pointer.revision);
    });

  const latest = refreshed(
    async () => {
      const head = await table.head();
      if (!head) throw new EmptyDirectory(`district ${district} has no directory yet; import one`);
      return open(head);
    },
    ages,
    monotonic,
  );

  /** Where each document stands in the next revision: where it did before, unless it differs. */
  async function place(head: Pointer | undefined, documents: Documents, version: number, tag: string) {
    const before = head && (await open(head)).documents;
    const entries = await Promise.all(
      Kind.options.map(async (kind): Promise<[Kind, Place]> => {
        const same = JSON.stringify(before?.[kind]) === JSON.stringify(documents[kind]);
        return [kind, head && same ? head.documents[kind] : await table.writeRows(kind, version, tag, documents[kind])];
      }),
    );
    return Places.parse(Object.fromEntries(entries));
  }

  return {
    current: () => latest.get(),
    async at(revision) {
      const pointer = await table.find(revision);
      if (!pointer) throw new Error(`district ${district} never had a directory of revision ${revision}`);
      return open(pointer);
    },
    async peek() {
      const head = await table.head();
      return head && headOf(head);
    },
    async put(documents, expected, by, at) {
      throw new Error('x');
    },
  };
}
