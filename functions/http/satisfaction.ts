import { NONE, sumOf } from '../../domain/case/satisfaction.ts';
import { ms } from '../../domain/primitives.ts';
import { now } from '../shell/chance.ts';
import { stretchOf } from '../shell/days.ts';
import { directories, district } from '../shell/desk.ts';
import { dynamo } from '../shell/dynamo.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { env } from '../shell/env.ts';
import { unitOverseen } from '../shell/overseen-unit.ts';
import { ProblemError, problem } from '../shell/problem.ts';
import { publicCases } from '../shell/public-index.ts';
import { read } from '../shell/read.ts';
import { countsByUnit, inOrder, withRates } from '../shell/satisfaction-counts.ts';
import { type Satisfaction, SatisfactionQuery } from '../shell/satisfaction-messages.ts';

const cases = publicCases(dynamo, env('CASES_TABLE'), district);
const QUARTER = 92;
const MOST_DAYS = 366;
const DAY = 86_400_000;

/**
 * `GET /satisfaction?unit=&from=&to=`: what residents thought of the answers of a unit and of each below it, for whoever has
 * a post in it or above. Reads the index of the days asked for, at most 366.
 */
export const handler = endpoint(async (event) => {
  const query = read(SatisfactionQuery, event.queryStringParameters ?? {}, 'query');
  const directory = await directories.current();
  const unit = unitOverseen(event, directory, query.unit);
  const at = now();
  const { from, to } = stretchOf(query, at, directory, QUARTER);
  if (ms(to) - ms(from) > MOST_DAYS * DAY)
    throw new ProblemError(problem('malformed', `${from} to ${to}: ask for at most ${MOST_DAYS} days`));
  const counts = await countsByUnit(cases, from, to);
  const rows = inOrder(counts, directory).filter((row) => directory.isWithin(row.unit, unit));
  const answer: Satisfaction = {
    at,
    unit,
    from,
    to,
    all: withRates(rows.map(({ counted }) => counted).reduce(sumOf, NONE)),
    rows: rows.map(({ counted, ...row }) => ({ ...row, ...withRates(counted) })),
  };
  return ok(answer);
});
