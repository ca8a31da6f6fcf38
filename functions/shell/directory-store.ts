import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Directory, openDirectory } from '../../domain/directory/directory.ts';
import { type Documents, Kind } from '../../domain/directory/documents.ts';
import { Pointer } from './directory-items.ts';
import { directoryTable } from './directory-table.ts';
import { EmptyDirectory } from './empty-directory.ts';
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
  const documents = memo<unknown>(2 * Kind.options.length);

  const open = (pointer: Pointer): Promise<Directory> =>
    directories(pointer.tag, async () => {
      const read = async (kind: Kind) => {
        const place = pointer.documents[kind];
        return [kind, await documents(`${kind} ${place.tag}`, () => table.readRows(kind, place))] as const;
      };
      // Loaded while the rows are read: a function that reads no directory at its start does not wait for it.
      const [{ parseDocuments }, rows] = await Promise.all([
        import('./compiled-documents.ts'),
        Promise.all(Kind.options.map(read)),
      ]);
      return openDirectory(parseDocuments(Object.fromEntries(rows)), district, pointer.revision);
    });

  const latest = refreshed(
    async () => {
      const head = await table.head();
      if (!head) throw new EmptyDirectory(district);
      return open(head);
    },
    ages,
    monotonic,
  );

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
    async put(next, expected, by, at) {
      const head = await table.head();
      const revision = head?.revision ?? 0;
      if (revision !== expected) return { ok: false, revision };
      const before = head && (await open(head)).documents;
      const changed = Kind.options.filter((kind) => JSON.stringify(before?.[kind]) !== JSON.stringify(next[kind]));
      if (changed.length === 0) return { ok: true, revision };

      const tag = random();
      const write = async (kind: Kind) => [kind, await table.writeRows(kind, revision + 1, tag, next[kind])] as const;
      const written = Object.fromEntries(await Promise.all(changed.map(write)));
      const pointer = Pointer.parse({
        revision: revision + 1,
        tag,
        at,
        by,
        documents: { ...head?.documents, ...written },
      });
      const won = await table.advance(head, pointer);
      latest.expire();
      return { ok: won, revision: won ? pointer.revision : ((await table.head())?.revision ?? 0) };
    },
  };
}

const headOf = ({ revision, at, by, documents }: Pointer): Head => ({
  revision,
  versions: {
    units: documents.units.version,
    officers: documents.officers.version,
    rosters: documents.rosters.version,
    categories: documents.categories.version,
    calendars: documents.calendars.version,
  },
  at,
  by,
});
