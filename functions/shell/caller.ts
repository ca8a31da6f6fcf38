import type { Actor } from '../../domain/case/decision.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { HttpEvent } from './endpoint.ts';
import { ProblemError, problem } from './problem.ts';

/** The subject that the authorizer read from the token; nothing from a request body says who the caller is. */
export function subjectOf(event: HttpEvent): string {
  const subject = event.requestContext.authorizer?.jwt.claims.sub;
  if (typeof subject !== 'string')
    throw new ProblemError(problem('unauthorized', 'the token names no subject; log in again'));
  return subject;
}

/** The officer behind the token, with the posts the directory gives them. */
export function callerOf(event: HttpEvent, directory: Directory): Actor {
  const subject = subjectOf(event);
  const officer = directory.officerBySubject(subject);
  if (!officer) throw noOfficer(subject, directory);
  return { officer: officer.id, posts: officer.posts };
}

/** The token is good, and the directory does not know whose it is. */
export const noOfficer = (subject: string, { district }: Directory): ProblemError => {
  const detail = `${subject} is no officer of ${district}; ask an administrator to enter you with this subject`;
  return new ProblemError(problem('not-yours', detail, { code: 'no-officer' }));
};
