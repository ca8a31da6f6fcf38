import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Documents, Kind } from '../domain/directory/documents.ts';
import { calendars } from './calendars.ts';
import { categories } from './categories.ts';
import { officers, rosters } from './people.ts';
import { random } from './random.ts';
import { units } from './units.ts';

/** The seed of the files in `sample/data`. */
export const sampleSeed = 20132352;

/** The five documents of the sample district; the same seed makes the same documents. */
export function build(seed: number): Documents {
  const all = units(random(seed));
  const people = officers(all, random(seed + 1));
  return {
    units: all,
    officers: people,
    rosters: rosters(all, people),
    categories: [...categories],
    calendars: [...calendars],
  };
}

/** A list as JSON with one row a line, and one line for each date of a calendar. */
export const rows = (list: readonly object[]): string => `[\n${list.map((row) => `  ${line(row)}`).join(',\n')}\n]\n`;

const line = (row: object) => {
  const members = Object.entries(row).map(([name, value]) => `${JSON.stringify(name)}:${member(name, value)}`);
  return `{${members.join(',')}}`;
};

const member = (name: string, value: unknown) =>
  name === 'dates' && Array.isArray(value)
    ? `[\n${value.map((date) => `    ${JSON.stringify(date)}`).join(',\n')}\n  ]`
    : JSON.stringify(value);

/** The files of the documents, as they stand in `sample/data`. */
export function files(documents: Documents): [name: Kind, text: string][] {
  const { units, officers, rosters, categories, calendars } = documents;
  return [
    ['units', rows(units)],
    ['officers', rows(officers)],
    ['rosters', rows(rosters)],
    ['categories', rows(categories)],
    ['calendars', rows(calendars)],
  ];
}

if (import.meta.main) {
  for (const [name, text] of files(build(sampleSeed)))
    writeFileSync(join(import.meta.dirname, 'data', `${name}.json`), text);
}
