import { currentStage } from '../../domain/case/case.ts';
import { oversees } from '../../domain/case/moves.ts';
import { caseOf } from '../../domain/case-file/case-file.ts';
import { desk } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { numbersBehind } from '../shell/numbers-behind.ts';
import { ProblemError, problem } from '../shell/problem.ts';
import { read } from '../shell/read.ts';
import { readableCase } from '../shell/readable-case.ts';
import { type CaseReports, CaseReportsQuery } from '../shell/report-list-messages.ts';
import { residents } from '../shell/resident-desk.ts';

const own = desk();
const rows = residents();
const PAGE = 50;

/**
 * `GET /cases/{id}/reports?cursor=`: what the residents said who joined it, and who of all left how to be reached: fifty a page. For
 * who holds the case, or held it last, and the units above.
 */
export const handler = endpoint(async (event) => {
  const { cursor } = read(CaseReportsQuery, event.queryStringParameters ?? {}, 'query');
  const { file, present, actor } = await readableCase(event, own);
  const { unit } = currentStage(caseOf(file));
  if (!oversees(actor.posts, unit, present.directory)) throw new ProblemError(NOT_IN_LINE);
  const numbers = await numbersBehind(file, own);
  const [from = numbers[0] ?? '', after] = cursor?.split('.') ?? [];
  if (!numbers.includes(from))
    throw new ProblemError(problem('malformed', `cursor ${cursor} is of no page of this case; begin without it`));
  const page = await rows.pageOfCase(from, after === undefined || after === '' ? null : after, PAGE);
  const following = page.next === null ? numbers[numbers.indexOf(from) + 1] : from;
  const reports = page.rows.map(({ id, at, contact, joined, rating }) => ({
    id,
    at,
    joined: joined !== undefined,
    words: joined?.words ?? null,
    place: joined?.place ?? null,
    rating: rating ?? null,
    hasContact: contact !== null,
  }));
  return ok({
    reports,
    cursor: following === undefined ? null : `${following}.${page.next ?? ''}`,
  } satisfies CaseReports);
});

const NOT_IN_LINE = problem('not-yours', 'you have no post in the unit that holds the case, or above it');
