import * as z from 'zod/mini';
import type { Directory } from '../../domain/directory/directory.ts';
import { Level, type Officer, Role } from '../../domain/directory/documents.ts';
import { Instant, Key } from '../../domain/primitives.ts';

/** `GET /me`: who the caller is to the directory in force. Instants in UTC; `zone` is the district's, for people. */
export const MeView = z.object({
  at: Instant,
  /** `UTC` while there is no directory. */
  zone: z.string(),
  district: Key,
  /** Of the directory; 0 while there is none. */
  revision: z.int(),
  /** What the identity provider calls the caller. */
  subject: z.string(),
  /** Null for somebody who may import the first directory and stands in none yet. */
  officer: z.nullable(z.object({ id: Key, name: z.string() })),
  posts: z.array(z.object({ unit: Key, name: z.string(), nameEn: z.optional(z.string()), level: Level, role: Role })),
  /** Whether the caller keeps the directory. */
  administrator: z.boolean(),
});
export type MeView = z.infer<typeof MeView>;

/** An officer as the directory has them, with the units of their posts. */
export const known = ({ id, name, posts }: Officer, directory: Directory): Pick<MeView, 'officer' | 'posts'> => ({
  officer: { id, name },
  posts: posts.map(({ unit: of, role }) => {
    const { id: unit, name: unitName, nameEn, level } = directory.unit(of);
    return { unit, name: unitName, ...(nameEn !== undefined && { nameEn }), level, role };
  }),
});
