/** Every value that stands under a name, however deep, in the order in which they are met. */
export function named(name: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((inner) => named(name, inner));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => [...(key === name ? [inner] : []), ...named(name, inner)]);
}

/** Every text in a value. */
export function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(texts);
}

/** Sentences are for people: their wording may change from one release to the next. */
const SENTENCES: ReadonlySet<string> = new Set(['text', 'because']);

/** Whether all that `told` says is so in `found` too, but for sentences. `found` may say more: it may know more by now. */
export function agrees(told: unknown, found: unknown): boolean {
  if (told === null || typeof told !== 'object') return told === found;
  if (found === null || typeof found !== 'object' || Array.isArray(told) !== Array.isArray(found)) return false;
  if (Array.isArray(told) && Array.isArray(found) && told.length !== found.length) return false;
  return Object.entries(told).every(([key, inner]) => SENTENCES.has(key) || agrees(inner, Reflect.get(found, key)));
}
