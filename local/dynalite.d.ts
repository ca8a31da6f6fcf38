declare module 'dynalite' {
  import type { Server } from 'node:http';

  function dynalite(options: {
    path: string;
    createTableMs: number;
    deleteTableMs: number;
    updateTableMs: number;
  }): Server;
  export default dynalite;
}

declare module 'dynalite/db/index.js' {
  export type Item = Record<string, Record<string, unknown>>;
  export type Done = (fault?: Error | null) => void;
  export type Change = { type: 'put'; key: string; value: Item } | { type: 'del'; key: string };

  export interface Index {
    IndexName: string;
  }
  export interface Table {
    TableName: string;
    KeySchema: { AttributeName: string }[];
    GlobalSecondaryIndexes?: Index[];
    LocalSecondaryIndexes?: Index[];
  }
  export interface ItemDb {
    put(key: string, item: Item, done: Done): void;
    del(key: string, done: Done): void;
  }
  export interface Store {
    db: { batch(changes: Change[], done: Done): void };
    getItemDb(table: string): ItemDb;
  }

  const db: {
    createKey(item: Item, table: Table): string;
    getIndexActions(
      indexes: Index[],
      before: Item | undefined,
      after: Item | null,
      table: Table,
    ): { puts: { index: string; key: string; item: Item }[]; deletes: { index: string; key: string }[] };
    updateIndexes(store: Store, table: Table, before: Item | undefined, after: Item | null, done: Done): void;
  };
  export default db;
}

declare module 'dynalite/validations/query.js' {
  type Value = { S?: string; B?: string };
  type Query = { KeyConditions?: Record<string, { AttributeValueList?: Value[] }> };

  /** Answers what is wrong with a query; looked up at each one. */
  const query: { custom(asked: Query, store: unknown): string | undefined };
  export default query;
}
