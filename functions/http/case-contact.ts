import { currentStage, isOpen } from '../../domain/case/case.ts';
import { working } from '../../domain/case/moves.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { callerOf } from '../shell/caller.ts';
import { noSuchCase, ulidIn } from '../shell/case-path.ts';
import { salt } from '../shell/chance.ts';
import { desk } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { means } from '../shell/execute.ts';
import { numbersBehind } from '../shell/numbers-behind.ts';
import { ProblemError, problem } from '../shell/problem.ts';
import { read } from '../shell/read.ts';
import { ContactQuery, type ContactView } from '../shell/report-list-messages.ts';
import { residents } from '../shell/resident-desk.ts';

const own = desk();
const rows = residents();

/**
 * `GET /cases/{id}/contact?report=`: how somebody who reported it can be reached, its own resident unless a report is named. For
 * officers of the unit that holds the case now, and nobody else; who looked is on record before they see it.
 */
export const handler = endpoint(async (event) => {
  const id = ulidIn(event);
  const { report = id } = read(ContactQuery, event.queryStringParameters ?? {}, 'query');
  const present = await means(own);
  const { officer, posts } = callerOf(event, present.directory);
  const file = await own.cases.load(id);
  if (!file) throw noSuchCase(id);
  const kase = caseOf(file);
  const { unit } = currentStage(kase);
  if (!isOpen(kase) || !working(posts).some((post) => post.unit === unit)) throw new ProblemError(NOT_HELD);
  const row = await rows.load(report);
  if (!row || !(await numbersBehind(file, own)).includes(row.case))
    return ok({ report, contact: null } satisfies ContactView);
  if (row.contact) await rows.noteReading(report, { officer, unit, at: present.now }, salt());
  return ok({ report, contact: row.contact } satisfies ContactView);
});

const NOT_HELD = problem('not-yours', 'only who holds the case now sees how to reach whoever reported it');
