import db, { type Change, type Done, type Item, type ItemDb, type Store, type Table } from 'dynalite/db/index.js';

/** A write that is on disk: the item before and after it; one of them is missing for an insert or a removal. */
export interface Write {
  readonly table: Table;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/**
 * Makes each write of dynalite atomic and calls `written` after it, in order per key and before the request is answered.
 *
 * dynalite 4 writes index entries one by one and the item last, so a killed process can leave an index that disagrees with
 * its table. Its actions call `updateIndexes` and then `put` or `del` of the item, all under the lock of the key: here the
 * first only collects what is to be written, and the second writes all of it as one LevelDB batch.
 */
export function writeAtomically(written: (write: Write) => void): void {
  const seen = new WeakSet<ItemDb>();
  const collected = new Map<string, { write: Write; changes: Change[] }>();

  db.updateIndexes = (store, table, before, after, done) => {
    const item = after ?? before;
    if (!item) return done();
    const items = store.getItemDb(table.TableName);
    if (!seen.has(items)) seen.add(takeOver(items, store, table.TableName));
    const write = { table, before, after: after ?? undefined };
    collected.set(lockName(table.TableName, db.createKey(item, table)), { write, changes: indexChanges(write) });
    done();
  };

  function takeOver(items: ItemDb, store: Store, table: string): ItemDb {
    const commit = (key: string, change: Change, done: Done) => {
      const name = lockName(table, key);
      const entry = collected.get(name);
      collected.delete(name);
      store.db.batch([...(entry?.changes ?? []), change], (fault) => {
        if (!fault && entry) written(entry.write);
        done(fault);
      });
    };
    items.put = (key, value, done) => commit(key, { type: 'put', key: itemKey(table, key), value }, done);
    items.del = (key, done) => commit(key, { type: 'del', key: itemKey(table, key) }, done);
    return items;
  }
}

function indexChanges({ table, before, after }: Write): Change[] {
  return (['Global', 'Local'] as const).flatMap((kind) => {
    const actions = db.getIndexActions(table[`${kind}SecondaryIndexes`] ?? [], before, after ?? null, table);
    const keyOf = (action: { index: string; key: string }) =>
      `index-${kind.toLowerCase()}~${table.TableName}~${action.index}~${action.key}`;
    return [
      ...actions.deletes.map((action) => ({ type: 'del' as const, key: keyOf(action) })),
      ...actions.puts.map((action) => ({ type: 'put' as const, key: keyOf(action), value: action.item })),
    ];
  });
}

const itemKey = (table: string, key: string) => `item-${table}~${key}`;
const lockName = (table: string, key: string) => `${table}~${key}`;
