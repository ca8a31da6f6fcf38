import { explain, revisionsOf } from '../../domain/case/explain.ts';
import { asOf } from '../../domain/case/resumption.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { desk, directories } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { readableCase } from '../shell/readable-case.ts';

const own = desk();

/** `GET /cases/{id}/explanation`: in words and steps, why the light is what it is, by the calendars then in force. */
export const handler = endpoint(async (event) => {
  const { file, present } = await readableCase(event, own);
  const kase = asOf(caseOf(file), present.now, present.directory);
  const revisions = revisionsOf(kase);
  const then = new Map(await Promise.all(revisions.map(async (rev) => [rev, await directories.at(rev)] as const)));
  return ok(explain(kase, present.now, (revision) => then.get(revision) ?? present.directory));
});
