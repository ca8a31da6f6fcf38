/** What can be told both as JSON and as XML: in XML a list is named in the plural, and each of its items in the singular. */
export type Tree = string | number | boolean | null | readonly Tree[] | { readonly [name: string]: Tree | undefined };

const SINGULAR: Record<string, string> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
  updates: 'update',
};

export const xmlDocument = (root: string, tree: Tree): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${element(root, tree)}`;

function element(name: string, tree: Tree): string {
  const inner = contentOf(name, tree);
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

function contentOf(name: string, tree: Tree): string {
  if (tree === null) return '';
  if (isList(tree)) return tree.map((item) => element(SINGULAR[name] ?? name, item)).join('');
  if (typeof tree !== 'object') return escaped(String(tree));
  return Object.entries(tree)
    .map(([field, value]) => (value === undefined ? '' : element(field, value)))
    .join('');
}

const isList = (tree: Tree): tree is readonly Tree[] => Array.isArray(tree);

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Characters that no XML may have, escaped or not, become U+FFFD. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
