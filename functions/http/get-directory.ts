import { Kind } from '../../domain/directory/documents.ts';
import { administers } from '../shell/administrators.ts';
import { callerOf } from '../shell/caller.ts';
import { directories, district } from '../shell/desk.ts';
import type { DirectoryHead, DirectoryRows } from '../shell/directory-messages.ts';
import { EmptyDirectory } from '../shell/empty-directory.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { ProblemError, problem } from '../shell/problem.ts';

/** People and telephones are for the centre; the tree, the categories and the calendars are for every officer. */
const FOR_THE_CENTRE: ReadonlySet<Kind> = new Set(['officers', 'rosters']);

/** `GET /directory` and `GET /units`, `/officers`, `/rosters`, `/categories`, `/calendars`: what is in force. */
export const handler = endpoint(async (event) => {
  if (event.rawPath === '/directory') {
    const head = await directories.peek();
    if (!head) throw new EmptyDirectory(district);
    const answer: DirectoryHead = { district, revision: head.revision, versions: head.versions };
    return ok(answer);
  }
  const directory = await directories.current();
  const kind = Kind.parse(event.rawPath.slice(1));
  const caller = callerOf(event, directory);
  const atCentre = caller.posts.some((post) => post.unit === directory.root.id);
  if (FOR_THE_CENTRE.has(kind) && !atCentre && !administers(event, directory)) {
    throw new ProblemError(problem('not-yours', `${kind} are for the district centre and its administrators`));
  }
  const answer: DirectoryRows = { revision: directory.revision, rows: directory.documents[kind] };
  return ok(answer);
});
