import { administers } from '../shell/administrators.ts';
import { noOfficer, subjectOf } from '../shell/caller.ts';
import { now } from '../shell/chance.ts';
import { directories, district } from '../shell/desk.ts';
import { EmptyDirectory } from '../shell/empty-directory.ts';
import { endpoint, type HttpEvent, ok } from '../shell/endpoint.ts';
import { known, type MeView } from '../shell/me-view.ts';

/**
 * `GET /me`: who the caller is, with their posts. Somebody who is to import the first directory is answered as nobody's
 * officer; anybody else whom the directory does not know with 403.
 */
export const handler = endpoint(async (event) => {
  const subject = subjectOf(event);
  const directory = await directories.current().catch((fault: unknown) => noneFor(event, fault));
  const officer = directory?.officerBySubject(subject);
  if (directory && !officer) throw noOfficer(subject, directory);
  const answer: MeView = {
    at: now(),
    zone: directory?.calendar(directory.root.id).zone ?? 'UTC',
    district,
    revision: directory?.revision ?? 0,
    subject,
    officer: null,
    posts: [],
    ...(directory && officer && known(officer, directory)),
    administrator: administers(event, directory),
  };
  return ok(answer);
});

/** Without a directory only its founders are answered. */
function noneFor(event: HttpEvent, fault: unknown): undefined {
  if (!(fault instanceof EmptyDirectory) || !administers(event, undefined)) throw fault;
}
