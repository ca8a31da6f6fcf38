import { Ulid } from '../../domain/primitives.ts';
import type { HttpEvent } from './endpoint.ts';
import { ProblemError, problem } from './problem.ts';
import { read } from './read.ts';

/** The number that the path names, of whatever it is. */
export const ulidIn = (event: HttpEvent): string => read(Ulid, event.pathParameters?.id, 'id');

export const noSuchCase = (id: string): ProblemError =>
  new ProblemError(problem('not-found', `there is no case ${id}; check the number`));
