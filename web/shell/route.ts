import { signal } from '@preact/signals';

/** The path behind the hash: `/console/#/cases/01H…?light=red` is `/cases/01H…`, with `light`. */
export interface Route {
  path: string;
  query: URLSearchParams;
}

const read = (): Route => {
  const [path = '/', query = ''] = location.hash.replace(/^#/, '').split('?');
  return { path: decoded(path) || '/', query: new URLSearchParams(query) };
};

/** Browsers write spaces and the like as escapes; what is no escape stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const route = signal(read());
addEventListener('hashchange', () => {
  route.value = read();
});

export const go = (path: string): void => {
  location.hash = path;
};

/** The same path with some of its query set, or taken away by null; no new entry in the history of the browser. */
export function withQuery(changes: Record<string, string | null>): void {
  const { path, query } = read();
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  history.replaceState(null, '', `#${path}${text ? `?${text}` : ''}`);
  route.value = read();
}
