import type { Attribute } from '../../domain/directory/attribute.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { Category } from '../../domain/directory/documents.ts';
import type { Limit } from '../../domain/time/limit.ts';
import { Open311Error } from './open311-endpoint.ts';
import type { Tree } from './open311-xml.ts';

/** The categories that everybody may report over Open311: in use, and not about persons. */
export const servicesOf = ({ documents }: Directory): Category[] =>
  documents.categories.filter(({ retired, personal }) => !retired && !personal);

/** The service of a code. Throws 404 for one that there is not, or no more. */
export function serviceOf(code: string, directory: Directory): Category {
  const found = servicesOf(directory).find(({ id }) => id === code);
  if (!found) throw new Open311Error(404, `service_code ${code} was not found; see services.json`);
  return found;
}

export const serviceView = (category: Category, directory: Directory): Tree => ({
  service_code: category.id,
  service_name: category.name,
  description: `${category.name}，全案时限${limitText(category.limits.case)}`,
  metadata: (category.attributes ?? []).length > 0,
  type: 'realtime',
  keywords: [category.name, category.nameEn ?? [], category.id].flat().join(', '),
  group: directory.findUnit(category.departments?.[0] ?? '')?.name ?? directory.root.name,
});

export const definitionView = ({ id, attributes = [] }: Category): Tree => ({
  service_code: id,
  attributes: attributes.map(attributeView),
});

const attributeView = ({ code, datatype, required, description, hint, values }: Attribute, index: number): Tree => ({
  variable: true,
  code,
  datatype,
  required,
  datatype_description: hint ?? null,
  order: index + 1,
  description,
  values: values?.map(({ key, name }) => ({ key, name })),
});

const MEASURES: Record<Limit['measure'], string> = {
  'working-minutes': '个工作分钟',
  'working-days': '个工作日',
  'calendar-days': '天',
  minutes: '分钟（昼夜连续）',
};

const limitText = ({ count, measure }: Limit): string => `${count}${MEASURES[measure]}`;
