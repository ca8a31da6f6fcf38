import type { Directory } from '../../domain/directory/directory.ts';
import { subjectOf } from './caller.ts';
import type { HttpEvent } from './endpoint.ts';

/** Subjects that may import the very first directory; from then on the directory itself says who administers it. */
const founders = (process.env.ADMINISTRATORS ?? '').split(',').filter((subject) => subject !== '');

/** Whether the caller keeps the directory: an administrator in it, or a founder while there is none. */
export function administers(event: HttpEvent, directory: Directory | undefined): boolean {
  const subject = subjectOf(event);
  if (!directory) return founders.includes(subject);
  return directory.officerBySubject(subject)?.posts.some((post) => post.role === 'administrator') ?? false;
}
