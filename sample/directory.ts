import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { Documents, Kind, type Level, type Role } from '../domain/directory/documents.ts';
import { district } from './units.ts';

const read = (kind: Kind): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'data', `${kind}.json`), 'utf8'));

let parsed: Documents | undefined;

/** The five documents of the sample district, read from `sample/data` and checked once; throws if a file is not valid. */
export function sampleDocuments(): Documents {
  parsed ??= z.parse(Documents, Object.fromEntries(Kind.options.map((kind) => [kind, read(kind)])));
  return parsed;
}

/** Somebody to log in as. */
export interface Persona {
  id: string;
  subject: string;
  name: string;
  role: Role;
  unit: string;
  level: Level;
}

/** Who they are: each stands above the one before, on the way up from one grid of Shawan town. */
const chosen = {
  grid: 'shawan-town-c01-g1-officer',
  village: 'shawan-town-c01-clerk',
  township: 'shawan-town-clerk-1',
  'township-leader': 'shawan-town-leader',
  centre: `${district}-clerk-1`,
  director: `${district}-director`,
  department: 'dept-housing-clerk-1',
  'department-leader': 'dept-housing-leader',
  admin: `${district}-admin`,
};

/** One persona for every level and role of the ladder, bottom up. */
export function personas(): Persona[] {
  const { officers, units } = sampleDocuments();
  return Object.entries(chosen).map(([id, officerId]) => {
    const officer = officers.find((one) => one.id === officerId);
    const post = officer?.posts[0];
    const unit = units.find((one) => one.id === post?.unit);
    if (officer === undefined || post === undefined || unit === undefined)
      throw new Error(`persona ${id}: no officer ${officerId} with a post in the sample; run node sample/build.ts`);
    return { id, subject: officer.subject, name: officer.name, role: post.role, unit: unit.id, level: unit.level };
  });
}
