import type { Documents } from '../../domain/directory/documents.ts';
import type { Persona } from '../../local/issuer.ts';

/** Everybody of a directory, to log in as: officers by their unit, the administrator as `admin`. */
export const personasOf = ({ officers }: Documents): Persona[] =>
  officers.flatMap(({ subject, name, posts: [post] }) =>
    post
      ? [{ id: post.role === 'administrator' ? 'admin' : post.unit, subject, name, role: post.role, unit: post.unit }]
      : [],
  );
