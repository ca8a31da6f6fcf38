import { Ulid } from '../../domain/primitives.ts';
import { now } from '../shell/chance.ts';
import { stretchOf } from '../shell/days.ts';
import { directories, district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { type Answer, endpoint, type HttpEvent } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { ProblemError, problem } from '../shell/problem.ts';
import { publicCase } from '../shell/public-case.ts';
import { formatOf, inFormat } from '../shell/public-formats.ts';
import { type Public, publicCases } from '../shell/public-index.ts';
import { fitting, pageOf } from '../shell/public-list.ts';
import { PublicCaseQuery, type PublicCases, PublicCasesQuery } from '../shell/public-messages.ts';
import { read } from '../shell/read.ts';

const cases = publicCases(dynamo, env('CASES_TABLE'), district);
const YEAR = 366;
const PAGE = 50;

/**
 * `GET /public/cases`: what residents reported, newest first, with lights, times and checked answers, as JSON, CSV or GeoJSON;
 * `Link: rel="next"` leads to the next page. `GET /public/cases/{id}`: one of them.
 */
export const handler = endpoint(async (event): Promise<Answer> => {
  const id = event.pathParameters?.id;
  return id === undefined ? list(event) : one(id, event);
});

async function one(id: string, event: HttpEvent): Promise<Answer> {
  const { format } = read(PublicCaseQuery, event.queryStringParameters ?? {}, 'query');
  const directory = await directories.current();
  const row = Ulid.safeParse(id).success ? await cases.find(id) : undefined;
  if (!row || !fitting({}, directory, now())(row))
    throw new ProblemError(problem('not-found', 'there is no such case on the public list; see GET /public/cases'));
  const shown = publicCase(row, await cases.answerTo(row.face, directory), directory, now());
  return inFormat(formatOf(format, event), [shown], shown);
}

async function list(event: HttpEvent): Promise<Answer> {
  const query = read(PublicCasesQuery, event.queryStringParameters ?? {}, 'query');
  const directory = await directories.current();
  if (query.unit !== undefined && !directory.findUnit(query.unit))
    throw new ProblemError(problem('not-found', `there is no unit ${query.unit}; see GET /public/form`));
  if (query.category !== undefined && !directory.findCategory(query.category))
    throw new ProblemError(problem('not-found', `there is no category ${query.category}; see GET /public/form`));
  const at = now();
  const isFiltered = [query.category, query.unit, query.light, query.status].some((part) => part !== undefined);
  const { rows, next } = await pageOf(cases, fitting(query, directory, at), {
    ...stretchOf(query, at, directory, YEAR),
    after: query.cursor,
    size: query.limit ?? PAGE,
    isFiltered,
  });
  const answerTo = async (row: Public) => publicCase(row, await cases.answerTo(row.face, directory), directory, at);
  const shown = await Promise.all(rows.map(answerTo));
  const zone = directory.calendar(directory.root.id).zone;
  const body: PublicCases = { at, zone, cases: shown, next };
  const answer = inFormat(formatOf(query.format, event), shown, body);
  return next === null ? answer : { ...answer, headers: { ...answer.headers, link: linkTo(next, event) } };
}

/** RFC 8288: the same question from the place on that this page came to. */
function linkTo(cursor: string, { queryStringParameters }: HttpEvent): string {
  const query = new URLSearchParams({ ...queryStringParameters, cursor });
  return `</public/cases?${query}>; rel="next"`;
}
