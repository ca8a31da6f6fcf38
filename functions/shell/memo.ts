/** The value of a key: made once, then remembered. Callers at the same time share one making; a failure is forgotten. */
export type Memo<V> = (key: string, make: () => Promise<V>) => Promise<V>;

/** Remembers the `most` values that were asked for last. */
export function memo<V>(most: number): Memo<V> {
  const kept = new Map<string, Promise<V>>();

  async function made(key: string, make: () => Promise<V>): Promise<V> {
    try {
      return await make();
    } catch (fault) {
      kept.delete(key);
      throw fault;
    }
  }

  return (key, make) => {
    const value = kept.get(key) ?? made(key, make);
    kept.delete(key);
    kept.set(key, value);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return value;
  };
}
