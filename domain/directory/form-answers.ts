import type { Attribute, Datatype } from './attribute.ts';

/** What was answered, by the code of the attribute; several values to a multivaluelist. */
export type Answers = ReadonlyMap<string, readonly string[]>;

/** The answers as lines that people read, in the order of the questions; or every fault, with value and remedy. */
export function tellAnswers(
  attributes: readonly Attribute[],
  answers: Answers,
): { lines: string[] } | { faults: string[] } {
  const given = new Map([...answers].map(([code, values]) => [code, values.filter((value) => value.trim() !== '')]));
  const known = new Set(attributes.map(({ code }) => code));
  const unknown = [...given.keys()].filter((code) => !known.has(code));
  const faults = [
    ...unknown.map(
      (code) => `attribute[${code}] is not asked of this service; it asks ${[...known].join(', ') || 'nothing'}`,
    ),
    ...attributes.flatMap((attribute) => faultsIn(attribute, given.get(attribute.code) ?? [])),
  ];
  if (faults.length > 0) return { faults };
  return { lines: attributes.flatMap((attribute) => lineOf(attribute, given.get(attribute.code) ?? [])) };
}

function faultsIn(attribute: Attribute, values: readonly string[]): string[] {
  const { code, required, description, datatype } = attribute;
  if (values.length === 0) return required ? [`attribute[${code}] is required: ${description}`] : [];
  if (values.length > 1 && datatype !== 'multivaluelist')
    return [`attribute[${code}] was given ${values.length} times; give it once`];
  return values.flatMap((value) => {
    const wanted = fits(attribute, value) ? undefined : wantedOf(attribute);
    return wanted === undefined ? [] : [`attribute[${code}] ${JSON.stringify(value.slice(0, 80))} is not ${wanted}`];
  });
}

const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

function fits({ datatype, values = [] }: Attribute, value: string): boolean {
  switch (datatype) {
    case 'string':
      return value.length <= MOST.string && !/[\r\n]/.test(value);
    case 'text':
      return value.length <= MOST.text;
    case 'number':
      return /^[+-]?\d{1,15}(\.\d{1,15})?$/.test(value);
    case 'datetime':
      return INSTANT.test(value) && !Number.isNaN(Date.parse(value));
    case 'singlevaluelist':
    case 'multivaluelist':
      return values.some(({ key }) => key === value);
  }
}

/** In characters. */
const MOST = { string: 200, text: 2000 };
const WANTED: Record<Datatype, string> = {
  string: `a text of one line, at most ${MOST.string} characters`,
  text: `a text of at most ${MOST.text} characters`,
  number: 'a number like 3 or 2.5',
  datetime: 'a date or time by ISO 8601, like 2026-03-02T09:00:00+08:00',
  singlevaluelist: 'one of',
  multivaluelist: 'one of',
};
const wantedOf = ({ datatype, values }: Attribute): string =>
  [WANTED[datatype], values?.map(({ key }) => key).join(', ') ?? ''].join(' ').trim();

function lineOf({ description, values = [] }: Attribute, given: readonly string[]): string[] {
  const named = given.map((value) => values.find(({ key }) => key === value)?.name ?? value.trim());
  return named.length === 0 ? [] : [`${description}：${named.join('、')}`];
}
