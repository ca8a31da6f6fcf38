import { XMLParser } from 'fast-xml-parser';
import type { Attribute } from '../../domain/directory/attribute.ts';
import type { Documents } from '../../domain/directory/documents.ts';
import type { TestCloud } from './a-cloud.ts';
import { documents, fire, roads } from './a-district.ts';
import { withBorders } from './a-report.ts';

export type Format = 'json' | 'xml';
export const FORMATS: readonly Format[] = ['json', 'xml'];

/** A document of GeoReport v2 with every value as text, alike from JSON and XML: null and an empty element are ''. */
export type Read = string | Read[] | { [name: string]: Read };

export interface Spoken {
  status: number;
  type: string | null;
  text: string;
  /** In XML what the outermost element is called. */
  root: string | undefined;
  read: Read;
}

/** The lists of the specification, and what each of their items is called in XML. */
const LISTS: Record<string, string> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
  updates: 'update',
};

const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: false, trimValues: false });

export async function speak(url: string, path: string, format: Format, init: RequestInit = {}): Promise<Spoken> {
  const [route = '', query] = path.split('?');
  const at = `${url}/open311/v2/${route}.${format}${query === undefined ? '' : `?${query}`}`;
  const answer = await fetch(at, init);
  const text = await answer.text();
  const type = answer.headers.get('content-type');
  const { root, read } = type?.startsWith('text/xml')
    ? fromXml(text)
    : { root: undefined, read: fromJson(JSON.parse(text)) };
  return { status: answer.status, type, text, root, read };
}

export const form = (fields: Record<string, string> | [string, string][]): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
  body: new URLSearchParams(fields).toString(),
});

function fromXml(text: string): { root: string; read: Read } {
  const { '?xml': _, ...document } = parser.parse(text) as Record<string, unknown>;
  const [[root, tree] = ['', '']] = Object.entries(document);
  return { root, read: unfolded(root, tree) };
}

function unfolded(name: string, tree: unknown): Read {
  const item = LISTS[name];
  if (item !== undefined) {
    if (tree === '') return [];
    const items = (tree as Record<string, unknown>)[item];
    return [items].flat().map((each) => unfolded(item, each));
  }
  if (typeof tree !== 'object' || tree === null) return String(tree ?? '');
  return Object.fromEntries(Object.entries(tree).map(([field, value]) => [field, unfolded(field, value)]));
}

function fromJson(tree: unknown): Read {
  if (Array.isArray(tree)) return tree.map(fromJson);
  if (typeof tree !== 'object' || tree === null) return String(tree ?? '');
  return Object.fromEntries(Object.entries(tree).map(([field, value]) => [field, fromJson(value)]));
}

const attributes: Attribute[] = [
  { code: 'size', datatype: 'number', required: true, description: '面积', hint: '平方米' },
  { code: 'seen', datatype: 'datetime', required: false, description: '何时发现' },
  {
    code: 'blocked',
    datatype: 'multivaluelist',
    required: false,
    description: '谁过不去 <车&人>',
    values: [
      { key: 'cars', name: '汽车' },
      { key: 'walkers', name: '行人' },
    ],
  },
];

/** The small district with two grids on the map, a category that asks, and one that is about persons. */
export const directory = (): Documents =>
  documents({
    units: withBorders(),
    categories: [
      roads,
      { ...fire, nameEn: 'Fire', departments: ['dept-housing'] },
      { ...roads, id: 'holes', name: '路面塌陷', attributes },
      { ...roads, id: 'dispute', name: '矛盾纠纷', personal: true },
    ],
  });

/** Inside the first grid. */
export const HERE = { lat: '29.405432', long: '103.505678' };
export const RESIDENTS_WORDS = '李某某家门口路面塌陷';

/** What is filed unless said otherwise. A grid that is named goes before the position. */
export const formOf = (fields: Record<string, string> = {}): Record<string, string> => ({
  service_code: 'roads',
  ...HERE,
  description: RESIDENTS_WORDS,
  ...fields,
});

/** Files a request, and answers its number. */
export async function filed(cloud: TestCloud, fields: Record<string, string> = {}): Promise<string> {
  const { status, text } = await speak(cloud.url, 'requests', 'json', form(formOf(fields)));
  if (status !== 201) throw new Error(`${status}: ${text}`);
  await cloud.idle();
  return (JSON.parse(text) as [{ service_request_id: string }])[0].service_request_id;
}
