import * as z from 'zod/mini';
import { changes } from '../../domain/directory/changes.ts';
import { lockOutFaults, moveFaults, removalFaults } from '../../domain/directory/continuity.ts';
import { openDirectory } from '../../domain/directory/directory.ts';
import { Kind } from '../../domain/directory/documents.ts';
import type { Fault } from '../../domain/directory/fault.ts';
import { readDocuments } from '../../domain/directory/read-documents.ts';
import { administers } from '../shell/administrators.ts';
import { subjectOf } from '../shell/caller.ts';
import { now } from '../shell/chance.ts';
import { desk, directories } from '../shell/desk.ts';
import { DirectoryImport, type DirectoryImported, DirectoryReplace } from '../shell/directory-messages.ts';
import { dynamo } from '../shell/dynamo.ts';
import type { HttpEvent } from '../shell/endpoint.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { openCasesUnder } from '../shell/open-cases.ts';
import { ProblemError, problem } from '../shell/problem.ts';
import { read, readBody } from '../shell/read.ts';

const own = { client: dynamo, table: env('CASES_TABLE'), cases: desk().cases };
const MOST_BYTES = 5 * 1024 * 1024;
const ImportQuery = z.strictObject({ dryRun: z.optional(z.enum(['true', 'false'])) });

/**
 * `POST /directory` (several kinds, all or nothing; `dryRun=true` only tells) and `PUT /units`, `/officers`, `/rosters`,
 * `/categories`, `/calendars` (one kind). Checked as a whole and refused with every fault. Equal documents change nothing.
 * What is only told tells also what would become of open cases.
 */
export const handler = endpoint(async (event) => {
  const head = await directories.peek();
  const before = head && (await directories.at(head.revision));
  if (!administers(event, before)) {
    throw new ProblemError(problem('not-yours', 'only an administrator of the directory changes it'));
  }
  const { ifRevision, ...raw } = importOf(event);
  const revision = head?.revision ?? 0;
  if (ifRevision !== undefined && ifRevision !== revision) throw movedOn(revision);

  const reading = readDocuments(raw, before?.documents);
  if (!reading.ok) throw refusedFor(reading.faults);
  const { documents } = reading;
  const faults = [
    ...removalFaults(before?.documents, documents),
    ...moveFaults(before?.documents, documents),
    ...lockOutFaults(documents),
  ];
  if (faults.length > 0) throw refusedFor(faults);

  const answer: DirectoryImported = { revision, changes: changes(before?.documents, documents), applied: false };
  if (isDryRun(event)) {
    const after = before && openDirectory(documents, before.district, revision + 1);
    return ok({ ...answer, ...(after && { openCases: await openCasesUnder(after, before, own) }) });
  }
  const put = await directories.put(documents, revision, subjectOf(event), now());
  if (!put.ok) throw movedOn(put.revision);
  return ok({ ...answer, revision: put.revision, applied: true });
});

function importOf(event: HttpEvent): DirectoryImport {
  const body = <T>(schema: Parameters<typeof readBody<T>>[0]) =>
    readBody(schema, event.body, event.isBase64Encoded, MOST_BYTES);
  if (event.rawPath === '/directory') return body(DirectoryImport);
  const { rows, ifRevision } = body(DirectoryReplace);
  return { [Kind.parse(event.rawPath.slice(1))]: rows, ...(ifRevision !== undefined && { ifRevision }) };
}

const isDryRun = (event: HttpEvent): boolean =>
  event.rawPath === '/directory' && read(ImportQuery, event.queryStringParameters ?? {}, 'query').dryRun !== 'false';

const movedOn = (revision: number): ProblemError =>
  new ProblemError(
    problem('conflict', `the directory is at revision ${revision} now; read it again`, { code: 'revision-conflict' }),
  );

const refusedFor = (faults: Fault[]): ProblemError =>
  new ProblemError(
    problem('refused', `the directory was not changed: ${faults.length} faults; mend them and import again`, {
      code: 'directory-refused',
      faults,
    }),
  );
