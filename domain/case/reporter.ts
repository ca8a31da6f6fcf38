import type { Directory } from '../directory/directory.ts';
import type { Officer, Post } from '../directory/documents.ts';
import { working } from './moves.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { By } from './wish.ts';

const postIn = (grid: string, { posts }: Officer): Post | undefined => working(posts).find(({ unit }) => unit === grid);

/** The officers who can be credited with a matter of a grid: those with a working post in that very grid. */
export const reportersIn = (grid: string, { documents }: Directory): Officer[] =>
  documents.officers.filter((officer) => postIn(grid, officer));

/** Who is credited with what somebody files: the officer named, or who files it themselves. */
export function reporterOf(named: string, filer: By, grid: string, directory: Directory): By | Refusal {
  if ('officer' in filer && filer.officer === named) return filer;
  const see = `see GET /reporters?grid=${grid}`;
  const officer = directory.findOfficer(named);
  if (!officer) return refuse('unknown-officer', `${named} is no officer of ${directory.district}; ${see}`);
  const post = postIn(grid, officer);
  if (!post) return refuse('reporter-elsewhere', `${named} does not work in ${grid}; ${see}`);
  return { officer: officer.id, ...post };
}
