import { Level } from 'level';

const writeBufferSize = 32 * 1024 * 1024;
const opened = new Set<Level>();

/** Writes the files of every database anew, with nothing in them but what stands: what was deleted is gone from the disk. */
export async function compactLevels(): Promise<void> {
  for (const database of opened)
    await Reflect.apply(Reflect.get(database, 'compactRange'), database, ['', '\u{10ffff}']);
}

/**
 * Mends two things in how dynalite 4 uses LevelDB, for which it has no option.
 *
 * It ends a read with the iterator's `return`, which level 10 does not have: every query would keep its iterator, and with
 * it a snapshot of the whole database, until the process ends. And LevelDB's buffer of 4 MB makes it sort its files so often
 * that, with items of a few KB under random keys, this takes a third as much processor time as the writes themselves.
 */
export function mendLevel(): void {
  replace('_open', (open, database) => (options) => {
    opened.add(database);
    return open({ ...Object(options), writeBufferSize });
  });
  for (const read of ['keys', 'values']) replace(read, (start) => (options) => closable(start(options)));
}

type Method = (argument: unknown) => unknown;

function replace(name: string, wrap: (original: Method, database: Level) => Method): void {
  const original: unknown = Reflect.get(Level.prototype, name);
  if (typeof original !== 'function') throw new Error(`this version of level has no ${name}; see tables-level.ts`);
  const method = function (this: Level, argument: unknown) {
    return wrap((given) => Reflect.apply(original, this, [given]), this)(argument);
  };
  Reflect.set(Level.prototype, name, method);
}

function closable(iterator: unknown): unknown {
  if (typeof iterator !== 'object' || iterator === null || !('close' in iterator)) return iterator;
  return Object.assign(iterator, { return: iterator.close });
}
