import { reportersIn } from '../../domain/case/reporter.ts';
import { directories } from '../shell/desk.ts';
import { endpoint, ok } from '../shell/endpoint.ts';
import { type Reporters, ReportersQuery } from '../shell/list-messages.ts';
import { unitOverseen } from '../shell/overseen-unit.ts';
import { ProblemError, problem } from '../shell/problem.ts';
import { read } from '../shell/read.ts';

/** `GET /reporters?grid=`: the officers of a grid for whom whoever takes matters in there can file one, by name. */
export const handler = endpoint(async (event) => {
  const { grid } = read(ReportersQuery, event.queryStringParameters ?? {}, 'query');
  const directory = await directories.current();
  if (directory.findUnit(grid)?.level !== 'grid')
    throw new ProblemError(problem('not-found', `there is no grid ${grid}; see GET /units`));
  unitOverseen(event, directory, grid);
  const reporters = reportersIn(grid, directory).map(({ id, name }) => ({ id, name }));
  const answer: Reporters = { grid, reporters };
  return ok(answer);
});
