import { openDB } from 'idb';

/** A small drawer on this device, one a page: what the page needs when there is no network. Never tokens. */
export interface Drawer {
  get<T>(key: string): Promise<T | undefined>;
  put(key: string, value: unknown): Promise<void>;
}

export function drawer(name: string): Drawer {
  const open = openDB(`gridlight-${name}`, 1, { upgrade: (db) => void db.createObjectStore('kept') });
  return {
    get: async (key) => (await open).get('kept', key),
    put: async (key, value) => void (await (await open).put('kept', value, key)),
  };
}
